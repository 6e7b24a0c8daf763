"""SQL → rows, in constant memory.

These are psycopg cursors of our own on Django's connection, with prepared statements and the binary format. Binary is
faster for timestamps: for the text format, Django has replaced psycopg's loader by one in Python.

See docs/contract/performance.md, "How an answer becomes fast".
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
PROBE_ROWS = 300  # fetched by one round trip; more than 256 KiB even in CSV, the shortest format
FIRST_FETCH, MAX_FETCH, FETCH_BYTES = 200, 2000, 512 * 1024
_cursor_names = count()


def fetch(sql: str, values: Sequence[Any], timeout: timedelta | None = None) -> list[Row]:
    """All rows of a small result, by one prepared statement. Raises InvalidArgument if `timeout` is exceeded."""
    if timeout is not None:
        with _timed(timeout):
            return _fetch(sql, values)
    return _fetch(sql, values)


def _fetch(sql: str, values: Sequence[Any]) -> list[Row]:
    """Try a second time if the connection has died since its last use, as when the database was restarted."""
    if not sql:
        return []
    database = connections[DEFAULT_DB_ALIAS]  # each use of Django's `connection` would look it up again
    try:
        return _execute(database, sql, values)
    except (OperationalError, InterfaceError):
        if database.in_atomic_block or not database.connection or not database.connection.closed:
            raise
        database.close()
        return _execute(database, sql, values)


def _execute(database: Any, sql: str, values: Sequence[Any]) -> list[Row]:
    database.ensure_connection()
    with database.wrap_database_errors:
        cursor = psycopg.Cursor(database.connection)
        return cursor.execute(sql, values, prepare=True, binary=True).fetchall()


@contextmanager
def _timed(timeout: timedelta) -> Iterator[None]:
    """A transaction in which a statement that exceeds the time-out, or a bad pattern, raises InvalidArgument."""
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
    """Set the time-out of each further statement of the current transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {int(timeout.total_seconds() * 1000)}")


def stream(sql: str, values: Sequence[Any], timeout: timedelta | None = None) -> Iterator[list[Row]]:
    """Lists of rows from a server cursor: short at first, later about half a megabyte each.

    The transaction begins with the first list and ends with the generator, also if the client disconnects. The time-out
    is for each fetch: the time that a slow client takes does not count.
    """
    if not sql:
        return
    with _timed(timeout) if timeout is not None else transaction.atomic(), connection.wrap_database_errors:
        cursor = psycopg.ServerCursor(connection.connection, f"bright_{next(_cursor_names)}")
        with cursor.execute(sql, values, binary=True):
            size = FIRST_FETCH
            while rows := cursor.fetchmany(size):
                yield rows
                size = max(1, min(MAX_FETCH, FETCH_BYTES * len(rows) // _weight(rows)))


def _weight(rows: list[Row]) -> int:
    """The approximate size of these rows in bytes, from a sample."""
    sample = rows[:: max(1, len(rows) // 20)]
    texts = sum(len(value) for row in sample for value in row if isinstance(value, str))
    return max(1, (texts + 50 * len(sample)) * len(rows) // len(sample))
