"""Base classes of serializers.

See docs/contract/urls-and-verbs.md, "Words that are actions".
"""

from rest_framework import serializers

from bright.rest.routers import ACTION_WORDS


class NamedSerializer(serializers.Serializer):
    """For a resource whose natural key is `name`: refuses names that are actions."""

    def validate_name(self, name: str) -> str:
        if name in ACTION_WORDS:
            raise serializers.ValidationError("This word is an action.")
        return name
