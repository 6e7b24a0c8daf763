"""What an invitation's custom text says to us, in the words of the vendor's own clients (seed 5.4.1.5).

{"license":true,"course_guids":["c"],"license_data":{"c":{"seats_available":5}},
 "initiating_user":"buyer@example.com","reporting_users":"a@example.com,b@example.com"}

The text is the client's: any text may be kept, and it is given back byte for byte. Numbers in it speak of the moment
of its writing, and are never changed here (docs/decisions/0010).
"""

from dataclasses import dataclass, field
from typing import Any

import orjson

from bright.errors import InvalidArgument
from bright.text import is_storable

MOST_SEATS = 10**9
LONGEST_ADDRESS = 320


@dataclass(frozen=True)
class Custom:
    """A custom text, read; `facts` is empty unless the text is a JSON object."""

    facts: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str | None) -> "Custom":
        try:
            facts = orjson.loads(text or "")
        except orjson.JSONDecodeError:
            return cls()
        return cls(facts) if isinstance(facts, dict) else cls()

    @classmethod
    def of_license(cls, text: str | None) -> "Custom":
        """Raises InvalidArgument for a text that can't hold numbers of seats."""
        said = cls.read(text)
        if not said.facts:
            raise _refused("The custom of a license must be a JSON object that says how many seats there are.")
        return said

    @property
    def license(self) -> bool:
        return self.facts.get("license") is True

    @property
    def course_guids(self) -> list[str] | None:
        """None if it has no list of texts there."""
        guids = self.facts.get("course_guids")
        if not isinstance(guids, list) or not all(isinstance(guid, str) and is_storable(guid) for guid in guids):
            return None
        return guids

    @property
    def owner_email(self) -> str:
        """Lower case; empty if nobody is named."""
        owner = self.facts.get("initiating_user")
        return next(iter(_addresses(owner)), "") if isinstance(owner, str) else ""

    @property
    def reporting_users(self) -> list[str]:
        """Lower case; the vendor's clients send them with commas between."""
        named = self.facts.get("reporting_users")
        if isinstance(named, list):
            named = ",".join(one for one in named if isinstance(one, str))
        return _addresses(named) if isinstance(named, str) else []

    def seats_said(self, course_guid: str) -> int | None:
        """The number that is written; None if there is none."""
        found = self.facts.get("seats_available")
        if found is None:
            by_course = self.facts.get("license_data")
            of_course = by_course.get(course_guid) if isinstance(by_course, dict) else None
            found = of_course.get("seats_available") if isinstance(of_course, dict) else None
        return _number(found)

    def seats_available(self, course_guid: str) -> int:
        """The seats that are left to take; the custom's own `seats_available` overrides what each course has.

        Raises InvalidArgument if there is no such number: a licence that doesn't say how many isn't without limit.
        """
        seats = self.seats_said(course_guid)
        if seats is None:
            raise _refused(f"The license has no seats_available, a whole number, for the course {course_guid[:100]!r}.")
        return seats


def _refused(sentence: str) -> InvalidArgument:
    return InvalidArgument(sentence, {"custom": [sentence]})


def _number(value: Any) -> int | None:
    """A whole number from 0, also as text, as PHP likes to send it."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        value = int(value)
    return value if type(value) is int and 0 <= value <= MOST_SEATS else None


def _addresses(text: str) -> list[str]:
    found = (part.strip().lower() for part in text.split(","))
    return [part for part in found if 0 < len(part) <= LONGEST_ADDRESS and is_storable(part)]
