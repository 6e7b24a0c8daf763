from typing import Any

from django.conf import settings
from rest_framework import serializers

from bright.http.addresses import is_web_address
from bright.rest.serializers import NamedSerializer

# Those that this server has may be made (bright-v2.md 5); the kinds for tests are not the contract's.
CONTRACT_TYPES = ("embedded", "scorm_cloud_v1", "scorm_cloud_v2")
PROVIDER_TYPES = [kind for kind in CONTRACT_TYPES if kind in settings.BRIGHT_COURSE_PROVIDERS]


class CourseProviderSerializer(NamedSerializer):
    """What may come in. The app pair is data here (bright-v2.md 3), and comes whole or not at all."""

    name = serializers.CharField(max_length=200, help_text="Unique in the realm; it stays.")
    provider_type = serializers.ChoiceField(
        PROVIDER_TYPES, required=False, help_text="Where its courses live; embedded if not given. Fixed once made."
    )
    api_url = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="http(s) address of a remote provider's API."
    )
    sc_app_id = serializers.CharField(
        required=False, max_length=100, help_text="Of the app pair that opens this provider; drawn if not given."
    )
    sc_secret_key = serializers.CharField(
        required=False,
        max_length=200,
        trim_whitespace=False,
        style={"input_type": "password"},
        help_text="The pair's secret; given together with sc_app_id, and never shown.",
    )

    def validate_provider_type(self, kind: str) -> str:
        if self.instance and kind != self.instance.provider_type:
            raise serializers.ValidationError("A course provider stays of the type that it was made with.")
        return kind

    def validate_api_url(self, url: str) -> str:
        if url and not is_web_address(url):
            raise serializers.ValidationError("This must be an absolute http or https URL.")
        return url

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        if ("sc_app_id" in values) != ("sc_secret_key" in values):
            raise serializers.ValidationError("sc_app_id and sc_secret_key come together, or neither comes.")
        return values
