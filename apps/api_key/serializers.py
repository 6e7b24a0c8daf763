from datetime import timedelta

from rest_framework import serializers


class ApiKeySerializer(serializers.Serializer):
    user_email = serializers.EmailField(
        required=False,
        allow_blank=True,
        max_length=320,
        help_text="whose key it is; unknown users join the realm as learners",
    )
    ttl = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=10 * 365 * 86400,
        help_text="seconds that the key is valid, at most the realm's maximum",
    )

    def validate_ttl(self, seconds: int) -> timedelta:
        return timedelta(seconds=seconds)
