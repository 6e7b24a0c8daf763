from typing import Any

from rest_framework import serializers

from bright.http.addresses import is_web_address

SUCCESS = {"passed": "passed", "failed": "failed", "unknown": "unknown", "succeeded": "passed"}
REPAIR_FIELDS = ("complete", "success", "score", "totaltime", "provider_completed_at")
ON_REPAIR = "a manual repair, only together with ignore=true"


class NewRegistrationSerializer(serializers.Serializer):
    learner_id = serializers.EmailField(
        max_length=320, help_text="an e-mail address; new people are added to the realm"
    )
    fname = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="the learner's first name"
    )
    lname = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="the learner's last name")
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, stored byte for byte"
    )


class RegistrationSerializer(serializers.Serializer):
    """What an update may set; the result only together with `ignore=true`.

    See docs/contract/resources/registration.md, "Changing and removing a registration".
    """

    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, stored byte for byte"
    )
    active = serializers.BooleanField(required=False, help_text="false: it can't be launched")
    ignore = serializers.BooleanField(required=False, help_text="true: new results no longer change the record")
    fname = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="the learner's first name"
    )
    lname = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="the learner's last name")
    complete = serializers.ChoiceField(
        choices=["complete", "incomplete", "unknown"],
        required=False,
        help_text=f"whether the course was finished; {ON_REPAIR}",
    )
    success = serializers.ChoiceField(
        choices=list(SUCCESS), required=False, help_text=f"succeeded is the older name of passed; {ON_REPAIR}"
    )
    score = serializers.FloatField(
        required=False, allow_null=True, min_value=0, max_value=100, help_text=f"0 to 100; {ON_REPAIR}"
    )
    totaltime = serializers.FloatField(required=False, min_value=0, max_value=10**9, help_text=f"seconds; {ON_REPAIR}")
    provider_completed_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text=f"when it was completed; {ON_REPAIR}"
    )

    def validate_success(self, word: str) -> str:
        return SUCCESS[word]

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        repaired = sorted(set(values).intersection(REPAIR_FIELDS))
        if repaired and values.get("ignore") is not True:
            raise serializers.ValidationError(f"{', '.join(repaired)} can be set only together with ignore=true.")
        return values


class LaunchSerializer(serializers.Serializer):
    redirect_url = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=4000,
        help_text="http(s) URL that the learner is sent to on exit",
    )
    review = serializers.BooleanField(required=False, default=False, help_text="true: review only; nothing is recorded")
    tags = serializers.CharField(
        required=False, allow_blank=True, max_length=4000, help_text="comma-separated; added to the tags of the course"
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
