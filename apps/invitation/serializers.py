from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rest_framework import serializers

from bright.email_addresses import has_look_alike, normalized_email
from bright.rest.serializers import NamedSerializer
from bright.text import is_storable

MAX_ITEMS = 5000
MAX_ADDRESS_LENGTH, MAX_GUID_LENGTH = 320, 250


def validate_address(text: str) -> str:
    """Returns the e-mail address. Raises a ValidationError that quotes it if it is not valid."""
    try:
        validate_email(text)
    except ValidationError:
        raise ValidationError(f"{text[:100]!r} is not an e-mail address.") from None
    if len(text) > MAX_ADDRESS_LENGTH:
        raise ValidationError(f"The address {text[:100]!r} is too long.")
    if has_look_alike(text):
        raise ValidationError(f"The address {text[:100]!r} has a letter that only looks like one of ASCII.")
    return text


class StringListField(serializers.Field):
    """A JSON array of strings."""

    def to_internal_value(self, text: str) -> list[str]:
        try:
            items = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise serializers.ValidationError("This is not JSON.") from None
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise serializers.ValidationError("This is not a list of strings.")
        if len(items) > MAX_ITEMS:
            raise serializers.ValidationError(f"The list has more than {MAX_ITEMS} items.")
        return [self.validate_item(item.strip()) for item in items]

    def to_representation(self, value: Any) -> Any:
        return value

    def validate_item(self, item: str) -> str:
        return item


class AddressListField(StringListField):
    """A JSON array of e-mail addresses. Of those that differ only in case, the first is kept."""

    def to_internal_value(self, text: str) -> list[str]:
        addresses: dict[str, str] = {}
        for address in super().to_internal_value(text):
            addresses.setdefault(normalized_email(address), address)
        return list(addresses.values())

    def validate_item(self, item: str) -> str:
        try:
            return validate_address(item)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from None


class GuidListField(StringListField):
    """Course guids as a JSON array, or comma-separated."""

    def to_internal_value(self, text: str) -> list[str]:
        if text.lstrip().startswith("["):
            return super().to_internal_value(text)
        return super().to_internal_value(orjson.dumps([guid for guid in text.split(",") if guid.strip()]).decode())

    def validate_item(self, item: str) -> str:
        if not item or len(item) > MAX_GUID_LENGTH or not is_storable(item):
            raise serializers.ValidationError("This can't be the guid of a course.")
        return item


LEARNERS = f"the learners to add: a JSON array of at most {MAX_ITEMS} e-mail addresses"


class InvitationSerializer(NamedSerializer):
    name = serializers.CharField(max_length=200, help_text="unique within the realm; an update can't change it")
    description = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, help_text="a description for people"
    )
    enabled = serializers.BooleanField(required=False, help_text="false: no learners can be added")
    license = serializers.BooleanField(
        required=False, help_text="true: seats are limited; custom must state how many each course has left"
    )
    avoid_duplicate_registrations = serializers.BooleanField(
        required=False, help_text="true: a learner's existing active registration is reused"
    )
    no_updates_allowed = serializers.BooleanField(
        required=False, help_text="true: every later change except setting this to false is refused with 403"
    )
    custom = serializers.CharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text="any text, stored byte for byte; for a license, JSON with license_data or seats_available",
    )
    course_guids = GuidListField(
        required=False, help_text="all its courses, as a JSON array or comma-separated; if not given, taken from custom"
    )
    learners = AddressListField(required=False, help_text=LEARNERS)


class LearnersSerializer(serializers.Serializer):
    learners = AddressListField(required=False, default=list, help_text=LEARNERS)
    unlearners = AddressListField(
        required=False, default=list, help_text="the learners to remove, before others are added; a JSON array"
    )
