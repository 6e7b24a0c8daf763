from rest_framework import serializers

from bright.rest.serializers import NamedSerializer

MAX_BODY_LENGTH = 1024 * 1024


class TemplateSerializer(NamedSerializer):
    name = serializers.CharField(max_length=200, help_text="unique within the realm; can't be changed later")
    markup = serializers.CharField(
        required=False, max_length=50, help_text="the template language; handlebars by default"
    )
    mimetype = serializers.RegexField(
        r"^[\w.+-]+/[\w.+-]+$",
        required=False,
        max_length=100,
        help_text="the rendered type; text/html by default",
    )
    body = serializers.CharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        max_length=MAX_BODY_LENGTH,
        help_text="the markup, stored byte for byte",
    )
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, stored byte for byte"
    )
