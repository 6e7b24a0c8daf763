"""The typed parameters that a stored query declares, as JSON text: [{"name", "type", "description"}, …]."""

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bright.errors import InvalidArgument
from bright.http.credentials import NAMES
from bright.http.parameters import boolean

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}", re.ASCII)
MOST, LONGEST_DESCRIPTION = 50, 1000
# Words of a request that mean something to `run` itself, or to every resource.
CONTROLS = frozenset(
    (
        "name", "query_scope", "format", "callback", "rows", "raw", "fields", "api_template", "template",
        "limit", "offset", "after", "course_provider_id", "customer",
    )
)  # fmt: skip
SMALLEST, LARGEST = -(2**63), 2**63 - 1


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,19}", text, re.ASCII) or not SMALLEST <= int(text) <= LARGEST:
        raise ValueError("not a whole number of 64 bits")
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def _datetime(text: str) -> datetime:
    """ISO 8601; a date alone is its first moment, and what names no offset is in UTC."""
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Type:
    sql: str  # PostgreSQL's name for it
    read: Callable[[str], Any]  # a request's text → the value; ValueError if it isn't one


TYPES = {
    "text": Type("text", str),
    "integer": Type("bigint", _integer),
    "float": Type("double precision", _float),
    "boolean": Type("boolean", lambda text: boolean("parameter", text)),
    "datetime": Type("timestamptz", _datetime),
}


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str = "text"
    description: str = ""

    @property
    def sql_type(self) -> str:
        return TYPES[self.type].sql

    def value(self, text: str | None) -> Any:
        """What is bound: null if there is none, or an empty one that isn't text. InvalidArgument if it is bad."""
        if text is None or (text == "" and self.type != "text"):
            return None
        try:
            return TYPES[self.type].read(text)
        except (ValueError, OverflowError, InvalidArgument):
            raise InvalidArgument(f"{self.name} is not a value of the type {self.type}") from None


def read(text: str) -> tuple[Parameter, ...]:
    """The declared parameters; ValueError with a sentence if the text declares none that can be."""
    try:
        entries = json.loads(text or "[]")
    except (ValueError, RecursionError):
        raise ValueError("The parameters are not JSON.") from None
    if not isinstance(entries, list) or len(entries) > MOST:
        raise ValueError(f"The parameters must be a JSON list of at most {MOST} objects.")
    found = tuple(_parameter(entry) for entry in entries)
    if len({parameter.name for parameter in found}) != len(found):
        raise ValueError("Two parameters have the same name.")
    return found


def _parameter(entry: Any) -> Parameter:
    if not isinstance(entry, dict) or not entry.keys() <= {"name", "type", "description"}:
        raise ValueError('Each parameter is an object {"name": …, "type": …, "description": …}.')
    if not all(isinstance(value, str) for value in entry.values()):
        raise ValueError("A parameter's name, type and description are texts.")
    parameter = Parameter(entry.get("name", ""), entry.get("type", "text"), entry.get("description", ""))
    if not NAME.fullmatch(parameter.name):
        raise ValueError(f"{parameter.name[:80]!r} can't be a parameter's name: letters, digits and _ only.")
    if parameter.name in NAMES or parameter.name in CONTROLS:
        raise ValueError(f"{parameter.name!r} means something else in every request; choose another name.")
    if parameter.type not in TYPES:
        raise ValueError(f"{parameter.type[:80]!r} is no type; choose one of {', '.join(TYPES)}.")
    if len(parameter.description) > LONGEST_DESCRIPTION:
        raise ValueError(f"The description of {parameter.name} is longer than {LONGEST_DESCRIPTION} letters.")
    return parameter


def written(parameters: Iterable[Parameter]) -> str:
    """As it is stored, and shown."""
    return json.dumps([vars(parameter) for parameter in parameters], ensure_ascii=False)
