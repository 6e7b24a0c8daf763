from typing import Any

from rest_framework import serializers

from bright.http.addresses import is_web_address

SUCCESS = {"passed": "passed", "failed": "failed", "unknown": "unknown", "succeeded": "passed"}
REPAIRS = ("complete", "success", "score", "totaltime", "provider_completed_at")
REPAIR = "a repair by hand, only together with ignore=true"


class NewRegistrationSerializer(serializers.Serializer):
    learner_id = serializers.EmailField(max_length=320, help_text="an e-mail address; unknown people join the realm")
    fname = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="the learner's first name"
    )
    lname = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="the learner's last name")
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, kept byte for byte"
    )


class RegistrationSerializer(serializers.Serializer):
    """What an update lets in; a repair of the result only together with `ignore=true` (bright-v2.md 1)."""

    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, kept byte for byte"
    )
    active = serializers.BooleanField(required=False, help_text="false: it can't be launched")
    ignore = serializers.BooleanField(required=False, help_text="true: no result touches the record any more")
    fname = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="the learner's first name"
    )
    lname = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="the learner's last name")
    complete = serializers.ChoiceField(
        choices=["complete", "incomplete", "unknown"],
        required=False,
        help_text=f"whether the course was finished; {REPAIR}",
    )
    success = serializers.ChoiceField(
        choices=list(SUCCESS), required=False, help_text=f"succeeded is an older word for passed; {REPAIR}"
    )
    score = serializers.FloatField(
        required=False, allow_null=True, min_value=0, max_value=100, help_text=f"0 to 100; {REPAIR}"
    )
    totaltime = serializers.FloatField(required=False, min_value=0, max_value=10**9, help_text=f"seconds; {REPAIR}")
    provider_completed_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text=f"when it was completed; {REPAIR}"
    )

    def validate_success(self, word: str) -> str:
        return SUCCESS[word]

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        repaired = sorted(set(values).intersection(REPAIRS))
        if repaired and values.get("ignore") is not True:
            raise serializers.ValidationError(f"{', '.join(repaired)} can be set only together with ignore=true.")
        return values


class LaunchSerializer(serializers.Serializer):
    redirect_url = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=4000,
        help_text="http(s) address that the learner goes to at the end",
    )
    review = serializers.BooleanField(
        required=False, default=False, help_text="true: to look at only; nothing is recorded"
    )
    tags = serializers.CharField(
        required=False, allow_blank=True, max_length=4000, help_text="added to the tags of the course; commas between"
    )
    launch_source = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=100,
        help_text="what the client calls itself, for the launch history",
    )

    def validate_redirect_url(self, url: str) -> str:
        if url and not is_web_address(url):
            raise serializers.ValidationError("This must be an absolute http or https URL.")
        return url
