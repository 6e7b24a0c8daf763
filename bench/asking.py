"""What is asked for each target, and whether all give the same answer to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import orjson

from bench.client import Address, body

BULK_ROWS = 100_000  # plain DRF holds all rows of an answer, a million of them don't fit
SAMPLE = 20
PATH = "/bright/api/v2/registration"
OFFSET_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


@dataclass(frozen=True)
class Asking:
    """Paths with their queries, from what bench.recipe printed."""

    keys: dict[str, str]
    pairs: list[tuple[str, str]]
    rows: int
    learners: int

    @cached_property
    def point(self) -> list[str]:
        """P1: the newest registration of a learner on a course."""
        return [self._path("json", learner_id=who, course_guid=what, last_only="t") for who, what in self.pairs]

    @cached_property
    def learner(self) -> list[str]:
        """P4: all 50 registrations of a learner."""
        return [self._path("json", learner_id=who) for who, _ in self.pairs]

    def whole(self, format: str) -> str:
        """P9, P10: the whole realm."""
        return self._path(format)

    def last(self, format: str = "json") -> str:
        """P6: at most BULK_ROWS rows, the realm's last ones."""
        return self._path(format, after=str(max(0, self.rows - BULK_ROWS)))

    @property
    def is_large(self) -> bool:
        """The last rows are not all rows."""
        return self.rows > BULK_ROWS

    def _path(self, format: str, **more: str) -> str:
        return f"{PATH}.{format}?{urlencode({**self.keys, **more})}"


def differences(asking: Asking, addresses: dict[str, Address]) -> Iterator[str]:
    """In words, each path for which somebody's rows are not ours."""
    for path in (*asking.point[:SAMPLE], *asking.learner[:SAMPLE], asking.last()):
        rows = {name: row_hashes(body(address, path)) for name, address in addresses.items()}
        for name, found in rows.items():
            if found != rows["ours"] or not found:
                shown = path.partition("realm_secret_key")[0]
                yield f"{name} has {len(found)} rows that are not our {len(rows['ours'])} for {shown}"


def row_hashes(document: bytes) -> list[int]:
    """One number for each row, so that a hundred thousand rows can be compared without being kept.

    4347 and 4347.0 are one value, and so are a time's two spellings of UTC; DRF's and our own are alike by the byte.
    """
    return [
        hash(tuple(sorted((name, _one_spelling(value)) for name, value in row.items())))
        for row in orjson.loads(document)
    ]


def _one_spelling(value: Any) -> Any:
    is_time = isinstance(value, str) and len(value) == 25 and OFFSET_TIME.fullmatch(value)
    return value.replace("+00:00", "Z") if is_time else value
