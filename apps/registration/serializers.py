from typing import Any

from rest_framework import serializers

from bright.addresses import is_web_address

SUCCESS = {"passed": "passed", "failed": "failed", "unknown": "unknown", "succeeded": "passed"}
REPAIRS = ("complete", "success", "score", "totaltime", "provider_completed_at")


class NewRegistrationSerializer(serializers.Serializer):
    learner_id = serializers.EmailField(max_length=320)
    fname = serializers.CharField(required=False, allow_blank=True, max_length=200)
    lname = serializers.CharField(required=False, allow_blank=True, max_length=200)
    custom = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)


class RegistrationSerializer(serializers.Serializer):
    """What an update lets in; a repair of the result only together with `ignore=true` (bright-v2.md 1)."""

    custom = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    active = serializers.BooleanField(required=False)
    ignore = serializers.BooleanField(required=False)
    fname = serializers.CharField(required=False, allow_blank=True, max_length=200)
    lname = serializers.CharField(required=False, allow_blank=True, max_length=200)
    complete = serializers.ChoiceField(choices=["complete", "incomplete", "unknown"], required=False)
    success = serializers.ChoiceField(choices=list(SUCCESS), required=False)
    score = serializers.FloatField(required=False, allow_null=True, min_value=0, max_value=100)
    totaltime = serializers.FloatField(required=False, min_value=0, max_value=10**9)
    provider_completed_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate_success(self, word: str) -> str:
        return SUCCESS[word]

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        repaired = sorted(set(values).intersection(REPAIRS))
        if repaired and values.get("ignore") is not True:
            raise serializers.ValidationError(f"{', '.join(repaired)} can be set only together with ignore=true.")
        return values


class LaunchSerializer(serializers.Serializer):
    redirect_url = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    review = serializers.BooleanField(required=False, default=False)
    tags = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    launch_source = serializers.CharField(required=False, allow_blank=True, max_length=100)

    def validate_redirect_url(self, url: str) -> str:
        if url and not is_web_address(url):
            raise serializers.ValidationError("This must be an absolute http or https URL.")
        return url
