"""A test run of a stored query in the admin: its first rows, its duration, and the equivalent curl command."""

import time
from dataclasses import dataclass
from itertools import chain, islice
from shlex import quote
from typing import Any

from django.conf import settings
from django.db import OperationalError

from apps.stored_query.models import StoredQuery
from apps.stored_query.row_scope import RowScope
from bright.encoding.json import plain_text
from bright.errors import BrightError
from bright.reading.documents import Column

SHOWN_ROWS = 100


@dataclass(frozen=True)
class TrialRun:
    """The outcome. `error` is a sentence, empty if the run succeeded."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    milliseconds: int = 0
    error: str = ""

    @property
    def has_more(self) -> bool:
        return len(self.rows) > SHOWN_ROWS

    @property
    def first(self) -> tuple[tuple[str | None, ...], ...]:
        return self.rows[:SHOWN_ROWS]


def run(query: StoredQuery, given: dict[str, str], scope: RowScope) -> TrialRun:
    """Run the query as the API would. `given`: values by parameter name. An operator sees no more than the realm."""
    started = time.monotonic()
    try:
        columns, chunks = query.run(given, scope)
        rows = tuple(tuple(map(display, row)) for row in islice(chain.from_iterable(chunks), SHOWN_ROWS + 1))
        chunks.close()
    except BrightError as error:
        return TrialRun(error=error.reason)
    except OperationalError:
        return TrialRun(error="The database does not answer; run `bright doctor`.")
    return TrialRun(columns, rows, round((time.monotonic() - started) * 1000))


def display(value: Any) -> str | None:
    """The value as it is written in CSV; None for null."""
    return value if value is None or isinstance(value, str) else plain_text(value)


def curl_command(query: StoredQuery, given: dict[str, str]) -> str:
    """A command for a nightly job: `--fail` sets the exit code. The key comes from the environment."""
    values = {"name": query.name, **({"query_scope": "bright"} if query.realm_id is None else {}), **given}
    lines = [f"--data-urlencode {quote(f'{name}={value}')}" for name, value in values.items()]
    address = f"{settings.BRIGHT_BASE_URL}/bright/api/v2/stored_query/run.csv"
    return " \\\n  ".join(["curl --fail -sS -G", '-H "Authorization: Bearer $BRIGHT_API_KEY"', *lines, quote(address)])
