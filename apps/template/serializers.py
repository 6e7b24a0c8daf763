from rest_framework import serializers

from bright.rest.serializers import NamedSerializer

LONGEST_BODY = 1024 * 1024


class TemplateSerializer(NamedSerializer):
    name = serializers.CharField(max_length=200, help_text="unique in the realm; it stays")
    markup = serializers.CharField(
        required=False, max_length=50, help_text="the template language; handlebars if not said"
    )
    mimetype = serializers.RegexField(
        r"^[\w.+-]+/[\w.+-]+$", required=False, max_length=100, help_text="what rendering makes; text/html if not said"
    )
    body = serializers.CharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        max_length=LONGEST_BODY,
        help_text="the markup itself, kept byte for byte",
    )
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, kept byte for byte"
    )
