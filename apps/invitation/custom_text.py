"""What the server reads in an invitation's custom text, written as the vendor's clients write it.

See docs/contract/resources/invitation.md, "What custom says".

{"license":true,"course_guids":["c"],"license_data":{"c":{"seats_available":5}},
 "initiating_user":"buyer@example.com","reporting_users":"a@example.com,b@example.com"}

The text belongs to the client: any text is accepted and returned byte for byte. The numbers in it describe the moment
when it was written; the server never changes them (docs/decisions/0010).
"""

from dataclasses import dataclass, field
from typing import Any

import orjson

from bright.email_addresses import has_look_alike
from bright.errors import InvalidArgument
from bright.text import is_storable

MAX_SEATS = 10**9
MAX_ADDRESS_LENGTH = 320


@dataclass(frozen=True)
class CustomText:
    """A parsed custom text; `values` is empty unless the text is a JSON object."""

    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str | None) -> "CustomText":
        """Accepts any text; never raises."""
        try:
            values = orjson.loads(text or "")
        except orjson.JSONDecodeError:
            return cls()
        return cls(values) if isinstance(values, dict) else cls()

    @classmethod
    def parse_license(cls, text: str | None) -> "CustomText":
        """The custom text of a license. Raises InvalidArgument unless it is a JSON object that isn't empty."""
        custom = cls.parse(text)
        if not custom.values:
            raise _refused("The custom text of a license must be a JSON object that states how many seats there are.")
        return custom

    @property
    def license(self) -> bool:
        return self.values.get("license") is True

    @property
    def course_guids(self) -> list[str] | None:
        """None if there is no list of strings under this name."""
        guids = self.values.get("course_guids")
        if not isinstance(guids, list) or not all(isinstance(guid, str) and is_storable(guid) for guid in guids):
            return None
        return guids

    @property
    def owner_email(self) -> str:
        """In lower case; empty if there is no owner."""
        owner = self.values.get("initiating_user")
        return next(iter(_addresses(owner)), "") if isinstance(owner, str) else ""

    @property
    def reporting_users(self) -> list[str]:
        """In lower case. The vendor's clients send one comma-separated string; a list is accepted, too."""
        users = self.values.get("reporting_users")
        if isinstance(users, list):
            users = ",".join(user for user in users if isinstance(user, str))
        return _addresses(users) if isinstance(users, str) else []

    def stated_seats(self, course_guid: str) -> int | None:
        """The number of seats that the text states for the course; None if there is no valid number.

        A `seats_available` at the top level overrides those of the courses.
        """
        seats = self.values.get("seats_available")
        if seats is None:
            by_course = self.values.get("license_data")
            course = by_course.get(course_guid) if isinstance(by_course, dict) else None
            seats = course.get("seats_available") if isinstance(course, dict) else None
        return _whole_number(seats)

    def seats_available(self, course_guid: str) -> int:
        """As `stated_seats`, for a license: a missing number doesn't mean "no limit", but raises InvalidArgument."""
        seats = self.stated_seats(course_guid)
        if seats is None:
            raise _refused(f"The license states no seats_available, a whole number, for course {course_guid[:100]!r}.")
        return seats


def _refused(sentence: str) -> InvalidArgument:
    return InvalidArgument(sentence, {"custom": [sentence]})


def _whole_number(value: Any) -> int | None:
    """A whole number from 0, also as a string, as PHP clients send it; else None."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        value = int(value)
    return value if type(value) is int and 0 <= value <= MAX_SEATS else None


def _addresses(text: str) -> list[str]:
    addresses = (part.strip().lower() for part in text.split(",") if not has_look_alike(part))
    return [address for address in addresses if 0 < len(address) <= MAX_ADDRESS_LENGTH and is_storable(address)]
