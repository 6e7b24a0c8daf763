"""The typed parameters that a stored query declares as JSON text: [{"name", "type", "description"}, …]."""

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bright.email_addresses import normalized_email
from bright.errors import InvalidArgument
from bright.http.credentials import NAMES
from bright.http.parameters import boolean

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}", re.ASCII)
MAX_PARAMETERS, MAX_DESCRIPTION_LENGTH = 50, 1000
# Request parameters that `run` itself or every resource uses.
RESERVED = frozenset(
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
    """ISO 8601. A date without a time means midnight; without an offset, UTC."""
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ParameterType:
    sql: str  # the name of the type in PostgreSQL
    parse: Callable[[str], Any]  # text of a request → value; raises ValueError


TYPES = {
    "text": ParameterType("text", str),
    "email": ParameterType("text", normalized_email),
    "integer": ParameterType("bigint", _integer),
    "float": ParameterType("double precision", _float),
    "boolean": ParameterType("boolean", lambda text: boolean("parameter", text)),
    "datetime": ParameterType("timestamptz", _datetime),
}


@dataclass(frozen=True)
class QueryParameter:
    name: str
    type: str = "text"
    description: str = ""

    @property
    def sql_type(self) -> str:
        return TYPES[self.type].sql

    def value(self, text: str | None) -> Any:
        """The value to bind: None if not given, or empty and not of type text. Raises InvalidArgument."""
        if text is None or (text == "" and self.type != "text"):
            return None
        try:
            return TYPES[self.type].parse(text)
        except (ValueError, OverflowError, InvalidArgument):
            raise InvalidArgument(f"{self.name} is not a value of type {self.type}") from None


def parse(text: str) -> tuple[QueryParameter, ...]:
    """The parameters declared in `text`, or none if it is empty. Raises ValueError with a sentence to show."""
    try:
        entries = json.loads(text or "[]")
    except (ValueError, RecursionError):
        raise ValueError("The parameters are not JSON.") from None
    if not isinstance(entries, list) or len(entries) > MAX_PARAMETERS:
        raise ValueError(f"The parameters must be a JSON list of at most {MAX_PARAMETERS} objects.")
    parameters = tuple(_parameter(entry) for entry in entries)
    if len({parameter.name for parameter in parameters}) != len(parameters):
        raise ValueError("Two parameters have the same name.")
    return parameters


def _parameter(entry: Any) -> QueryParameter:
    if not isinstance(entry, dict) or not entry.keys() <= {"name", "type", "description"}:
        raise ValueError('Each parameter must be an object {"name": …, "type": …, "description": …}.')
    if not all(isinstance(value, str) for value in entry.values()):
        raise ValueError("A parameter's name, type and description must be strings.")
    parameter = QueryParameter(entry.get("name", ""), entry.get("type", "text"), entry.get("description", ""))
    if not NAME.fullmatch(parameter.name):
        raise ValueError(f"{parameter.name[:80]!r} can't be a parameter's name: use letters, digits and _ only.")
    if parameter.name in NAMES or parameter.name in RESERVED:
        raise ValueError(f"{parameter.name!r} has a meaning of its own in requests; choose another name.")
    if parameter.type not in TYPES:
        raise ValueError(f"{parameter.type[:80]!r} is not a type; choose one of {', '.join(TYPES)}.")
    if len(parameter.description) > MAX_DESCRIPTION_LENGTH:
        raise ValueError(f"The description of {parameter.name} is longer than {MAX_DESCRIPTION_LENGTH} characters.")
    return parameter


def serialize(parameters: Iterable[QueryParameter]) -> str:
    """The JSON text that is stored and shown."""
    return json.dumps([vars(parameter) for parameter in parameters], ensure_ascii=False)
