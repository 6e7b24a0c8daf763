from rest_framework import serializers

from bright.api.routers import ACTION_WORDS

LONGEST_BODY = 1024 * 1024


class TemplateSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=200)
    markup = serializers.CharField(required=False, max_length=50)
    mimetype = serializers.RegexField(r"^[\w.+-]+/[\w.+-]+$", required=False, max_length=100)
    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, max_length=LONGEST_BODY)
    custom = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)

    def validate_name(self, name: str) -> str:
        if name in ACTION_WORDS:
            raise serializers.ValidationError("This word is an action.")
        return name
