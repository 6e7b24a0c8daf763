from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rest_framework import serializers

from bright.rest.serializers import NamedSerializer
from bright.text import is_storable

MOST_ITEMS = 5000
LONGEST_ADDRESS, LONGEST_GUID = 320, 250


def checked_address(text: str) -> str:
    """The e-mail address; ValidationError, which names it, if it is none."""
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(f"{text[:100]!r} is no e-mail address.") from None
    if max(len(text), len(text.lower())) > LONGEST_ADDRESS:
        raise ValidationError(f"The address {text[:100]!r} is too long.")
    return text


class TextsField(serializers.Field):
    """A JSON array of texts. Repeated ones count once; the first spelling stands."""

    def to_internal_value(self, text: str) -> list[str]:
        try:
            found = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise serializers.ValidationError("This is not JSON.") from None
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise serializers.ValidationError("This is not a list of texts.")
        if len(found) > MOST_ITEMS:
            raise serializers.ValidationError(f"These are more than {MOST_ITEMS}.")
        return [self.checked(item.strip()) for item in found]

    def to_representation(self, value: Any) -> Any:
        return value

    def checked(self, item: str) -> str:
        return item


class AddressesField(TextsField):
    def to_internal_value(self, text: str) -> list[str]:
        found: dict[str, str] = {}
        for address in super().to_internal_value(text):
            found.setdefault(address.lower(), address)
        return list(found.values())

    def checked(self, item: str) -> str:
        try:
            return checked_address(item)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from None


class GuidsField(TextsField):
    """As a JSON array, or with commas between."""

    def to_internal_value(self, text: str) -> list[str]:
        if text.lstrip().startswith("["):
            return super().to_internal_value(text)
        return super().to_internal_value(orjson.dumps([guid for guid in text.split(",") if guid.strip()]).decode())

    def checked(self, item: str) -> str:
        if not item or len(item) > LONGEST_GUID or not is_storable(item):
            raise serializers.ValidationError("This can't be the guid of a course.")
        return item


LEARNERS = f"a JSON array of e-mail addresses, at most {MOST_ITEMS}, to be added"


class InvitationSerializer(NamedSerializer):
    name = serializers.CharField(max_length=200, help_text="unique in the realm; an update doesn't change it")
    description = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="what it is, for people"
    )
    enabled = serializers.BooleanField(required=False, help_text="false: it takes in no learners")
    license = serializers.BooleanField(
        required=False, help_text="true: seats are limited; custom has to say how many each course has left"
    )
    avoid_duplicate_registrations = serializers.BooleanField(
        required=False, help_text="true: an active registration that a learner has already is reused"
    )
    no_updates_allowed = serializers.BooleanField(
        required=False, help_text="true: every later change is refused with 403, but one that sets this to false"
    )
    custom = serializers.CharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text="any text, kept byte for byte; of a license: JSON with license_data or seats_available",
    )
    course_guids = GuidsField(
        required=False, help_text="all its courses: a JSON array, or with commas; else taken from custom"
    )
    learners = AddressesField(required=False, help_text=LEARNERS)


class LearnersSerializer(serializers.Serializer):
    learners = AddressesField(required=False, default=list, help_text=LEARNERS)
    unlearners = AddressesField(
        required=False, default=list, help_text="likewise, to be removed before others are added"
    )
