from rest_framework import serializers

from apps.realm_user.models import Role
from bright.email_addresses import normalized_email
from bright.rest.routers import ACTION_WORDS


class RealmUserSerializer(serializers.Serializer):
    email = serializers.EmailField(max_length=320, help_text="compared in lower case; can't be changed")
    realm_role_id = serializers.ChoiceField(choices=Role.choices, required=False, help_text="learner if not given")
    custom = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="any text, kept byte for byte"
    )

    def validate_email(self, email: str) -> str:
        normalized = normalized_email(email)
        if normalized in ACTION_WORDS:
            raise serializers.ValidationError("This word is an action.")
        return normalized

    def validate_realm_role_id(self, role: str) -> int:
        return int(role)
