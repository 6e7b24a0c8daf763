"""A try of a stored query in the console: its first rows, its time, and the same as a curl line."""

import time
from dataclasses import dataclass
from itertools import chain, islice
from shlex import quote
from typing import Any

from django.conf import settings
from django.db import OperationalError

from apps.stored_query.models import StoredQuery
from apps.stored_query.scope import RowScope
from bright.encoding.json import plain_text
from bright.errors import BrightError
from bright.reading.documents import Column

SHOWN_ROWS = 100


@dataclass(frozen=True)
class Trial:
    """What came of it; `trouble` is a sentence, and empty if it went well."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    milliseconds: int = 0
    trouble: str = ""

    @property
    def has_more(self) -> bool:
        return len(self.rows) > SHOWN_ROWS

    @property
    def first(self) -> tuple[tuple[str | None, ...], ...]:
        return self.rows[:SHOWN_ROWS]


def attempt(query: StoredQuery, given: dict[str, str], scope: RowScope) -> Trial:
    """In the same confinement as over the API: an operator sees no more than the realm."""
    started = time.monotonic()
    try:
        columns, chunks = query.run(given, scope)
        rows = tuple(tuple(map(shown, row)) for row in islice(chain.from_iterable(chunks), SHOWN_ROWS + 1))
        chunks.close()
    except BrightError as error:
        return Trial(trouble=error.reason)
    except OperationalError:
        return Trial(trouble="The database does not answer; look at `bright doctor`.")
    return Trial(columns, rows, round((time.monotonic() - started) * 1000))


def shown(value: Any) -> str | None:
    """As CSV spells it; None for null."""
    return value if value is None or isinstance(value, str) else plain_text(value)


def curl(query: StoredQuery, given: dict[str, str]) -> str:
    """For a nightly job: `--fail` makes its exit code useful. The key comes from the environment."""
    values = {"name": query.name, **({"query_scope": "bright"} if query.realm_id is None else {}), **given}
    lines = [f"--data-urlencode {quote(f'{name}={value}')}" for name, value in values.items()]
    address = f"{settings.BRIGHT_BASE_URL}/bright/api/v2/stored_query/run.csv"
    return " \\\n  ".join(["curl --fail -sS -G", '-H "Authorization: Bearer $BRIGHT_API_KEY"', *lines, quote(address)])
