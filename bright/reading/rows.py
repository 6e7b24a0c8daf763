"""SQL → rows, in constant memory. All speed work on reading happens here.

Own psycopg cursors on Django's connection: prepared, and binary, where psycopg's own timestamp loader is at work;
Django has put one in Python in the place of the textual one only (docs/contract/performance.md, "How an answer becomes
fast").
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections, transaction
from psycopg import errors

from bright.errors import InvalidArgument

Row = tuple[Any, ...]
Chunks = Iterable[list[Row]]
PROBE_ROWS = 300  # an answer of so few rows costs one round trip; past 256 KiB of CSV, the shortest format
FIRST_FETCH, MOST_FETCH, FETCH_BYTES = 200, 2000, 512 * 1024
_cursor_names = count()


def fetch(sql: str, values: Sequence[Any], timeout: timedelta | None = None) -> list[Row]:
    """All rows of a small result, by one prepared statement. With a time-out: InvalidArgument when it runs out."""
    if timeout is not None:
        with _timed(timeout):
            return _fetch(sql, values)
    return _fetch(sql, values)


def _fetch(sql: str, values: Sequence[Any]) -> list[Row]:
    """A kept connection may have died since its last use (the database was restarted): a read is asked once more."""
    if not sql:
        return []
    database = connections[DEFAULT_DB_ALIAS]  # once: each use of Django's `connection` is a look-up
    try:
        return _ask(database, sql, values)
    except (OperationalError, InterfaceError):
        if database.in_atomic_block or not database.connection or not database.connection.closed:
            raise
        database.close()
        return _ask(database, sql, values)


def _ask(database: Any, sql: str, values: Sequence[Any]) -> list[Row]:
    database.ensure_connection()
    with database.wrap_database_errors:
        cursor = psycopg.Cursor(database.connection)
        return cursor.execute(sql, values, prepare=True, binary=True).fetchall()


@contextmanager
def _timed(timeout: timedelta) -> Iterator[None]:
    """Every statement inside ends within the time-out; one that doesn't, or a bad pattern, is an invalid argument."""
    try:
        with transaction.atomic():
            limit_statements(timeout)
            yield
    except Exception as error:
        cause = error.__cause__ or error
        if isinstance(cause, errors.QueryCanceled | errors.InvalidRegularExpression | errors.ProgramLimitExceeded):
            raise InvalidArgument(f"a regular expression: {cause.diag.message_primary}") from None
        raise


def limit_statements(timeout: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {int(timeout.total_seconds() * 1000)}")


def stream(sql: str, values: Sequence[Any], timeout: timedelta | None = None) -> Iterator[list[Row]]:
    """Lists of rows from a server cursor: few at first, then so many that a list stays near half a megabyte.

    The transaction opens with the first row asked for, and ends with the generator: also when a client goes away.
    A time-out counts for each fetch, since a slow reader must not.
    """
    if not sql:
        return
    with _timed(timeout) if timeout is not None else transaction.atomic(), connection.wrap_database_errors:
        cursor = psycopg.ServerCursor(connection.connection, f"bright_{next(_cursor_names)}")
        with cursor.execute(sql, values, binary=True):
            size = FIRST_FETCH
            while rows := cursor.fetchmany(size):
                yield rows
                size = max(1, min(MOST_FETCH, FETCH_BYTES * len(rows) // _weight(rows)))


def _weight(rows: list[Row]) -> int:
    """About how many bytes the texts of these rows have, judged by a few of them."""
    sample = rows[:: max(1, len(rows) // 20)]
    texts = sum(len(value) for row in sample for value in row if isinstance(value, str))
    return max(1, (texts + 50 * len(sample)) * len(rows) // len(sample))
