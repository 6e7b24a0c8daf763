"""The requests for each target, and the check that all servers give the same response."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import orjson

from bench.client import Address, body

BULK_ROWS = 100_000  # plain DRF holds all rows of a response in memory: a million do not fit
SAMPLE = 20
PATH = "/bright/api/v2/registration"
OFFSET_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


@dataclass(frozen=True)
class Workload:
    """Paths with query strings, from what bench.dataset has printed."""

    keys: dict[str, str]
    pairs: list[tuple[str, str]]
    rows: int
    learners: int

    @cached_property
    def point(self) -> list[str]:
        """P1: the newest registration of a learner on a course."""
        return [
            self._path("json", learner_id=learner, course_guid=course, last_only="t") for learner, course in self.pairs
        ]

    @cached_property
    def learner(self) -> list[str]:
        """P4: all 50 registrations of a learner."""
        return [self._path("json", learner_id=learner) for learner, _ in self.pairs]

    def whole(self, format: str) -> str:
        """P9, P10: all registrations of the realm."""
        return self._path(format)

    def last(self, format: str = "json") -> str:
        """P6: the realm's last BULK_ROWS registrations, at most."""
        return self._path(format, after=str(max(0, self.rows - BULK_ROWS)))

    @property
    def is_large(self) -> bool:
        """Whether the realm has more than BULK_ROWS registrations."""
        return self.rows > BULK_ROWS

    def _path(self, format: str, **more: str) -> str:
        return f"{PATH}.{format}?{urlencode({**self.keys, **more})}"


def differences(workload: Workload, addresses: dict[str, Address]) -> Iterator[str]:
    """A message for each path and server whose rows differ from ours."""
    for path in (*workload.point[:SAMPLE], *workload.learner[:SAMPLE], workload.last()):
        rows = {name: row_hashes(body(address, path)) for name, address in addresses.items()}
        for name, hashes in rows.items():
            if hashes != rows["ours"] or not hashes:
                shown = path.partition("realm_secret_key")[0]
                yield f"{name}: {len(hashes)} rows differ from our {len(rows['ours'])} for {shown}"


def row_hashes(document: bytes) -> list[int]:
    """A hash for each row, so that a hundred thousand rows can be compared without keeping them.

    4347 and 4347.0 count as equal, and so do the two notations of UTC in times.
    """
    return [
        hash(tuple(sorted((name, _normalized(value)) for name, value in row.items()))) for row in orjson.loads(document)
    ]


def _normalized(value: Any) -> Any:
    is_time = isinstance(value, str) and len(value) == 25 and OFFSET_TIME.fullmatch(value)
    return value.replace("+00:00", "Z") if is_time else value
