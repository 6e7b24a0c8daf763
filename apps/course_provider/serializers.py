from typing import Any

from django.conf import settings
from rest_framework import serializers

from bright.http.addresses import is_web_address
from bright.rest.serializers import NamedSerializer

# Those of them that this server has can be created; the types for tests are not in the contract.
# See docs/contract/resources/course-provider.md, "Creating a course provider".
CONTRACT_TYPES = ("embedded", "scorm_cloud_v1", "scorm_cloud_v2")
PROVIDER_TYPES = [each for each in CONTRACT_TYPES if each in settings.BRIGHT_COURSE_PROVIDERS]


class CourseProviderSerializer(NamedSerializer):
    """The writable fields. The app pair is data here: both of it or neither.

    See docs/contract/access.md, "When the app pair is data".
    """

    name = serializers.CharField(max_length=200, help_text="Unique in the realm; can't be changed.")
    provider_type = serializers.ChoiceField(
        PROVIDER_TYPES, required=False, help_text="Where its courses are; embedded if not given. Can't be changed."
    )
    api_url = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="http(s) address of a remote provider's API."
    )
    sc_app_id = serializers.CharField(
        required=False,
        max_length=100,
        help_text="Of the app pair for this provider; generated if not given.",
    )
    sc_secret_key = serializers.CharField(
        required=False,
        max_length=200,
        trim_whitespace=False,
        style={"input_type": "password"},
        help_text="The pair's secret; only together with sc_app_id, and never shown.",
    )

    def validate_provider_type(self, value: str) -> str:
        if self.instance and value != self.instance.provider_type:
            raise serializers.ValidationError("The type of a course provider can't be changed.")
        return value

    def validate_api_url(self, url: str) -> str:
        if url and not is_web_address(url):
            raise serializers.ValidationError("This must be an absolute http or https URL.")
        return url

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        if ("sc_app_id" in values) != ("sc_secret_key" in values):
            raise serializers.ValidationError("Give sc_app_id and sc_secret_key together, or neither.")
        return values
