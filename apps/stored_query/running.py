"""A statement and a scope → columns and rows, in constant memory, on a connection that serves this one run.

A connection of its own for each run: nothing that a query leaves behind (settings, locks, its scope) meets another.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from django.conf import settings
from django.db import OperationalError
from psycopg import errors, postgres
from psycopg.types.numeric import FloatLoader
from psycopg.types.string import TextLoader

from apps.stored_query import installation, role, soundness
from apps.stored_query.errors import Busy, QueryRefused, SwitchedOff
from apps.stored_query.explain import explained
from apps.stored_query.scope import SETTING, RowScope
from apps.stored_query.statement import Statement
from bright.reading.documents import Column

Row = tuple[Any, ...]
FETCHED_ROWS = 250  # of 128 KiB at most (LONGEST_ROW): 32 MB, whatever a query does
DATABASE_SECONDS = 120.0  # of all of a run's FETCHes together; what a slow reader takes in between doesn't count
IDLE_SECONDS = 120  # a reader that takes nothing for so long loses its connection
WAIT_SECONDS, RETRY_SECONDS = 2.0, 0.05  # for a free connection
KINDS = {
    **dict.fromkeys(("int2", "int4", "int8", "oid"), "integer"),
    **dict.fromkeys(("float4", "float8", "numeric"), "float"),
    "bool": "boolean",
    "timestamptz": "datetime",
}
OIDS = {postgres.types[name].oid: kind for name, kind in KINDS.items()}


def session(sealed: str) -> dict[str, str]:
    return {
        SETTING: sealed,
        "default_transaction_read_only": "on",
        "search_path": "bright_q,pg_catalog",
        "statement_timeout": str(_fetch_milliseconds()),
        "lock_timeout": "200",
        "idle_in_transaction_session_timeout": str(IDLE_SECONDS * 1000),
        "work_mem": "8MB",
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
        "cursor_tuple_fraction": "1.0",  # plans for all rows: they are mostly wanted
        "timezone": "UTC",
        "datestyle": "ISO",
        "intervalstyle": "iso_8601",
        "client_encoding": "UTF8",
    }


def run(statement: Statement, values: Sequence[Any], scope: RowScope) -> tuple[tuple[Column, ...], Iterator[list[Row]]]:
    """The columns, and lists of rows. Raises SwitchedOff, Busy, QueryRefused, or OperationalError (database away).

    While the rows are read, QueryRefused may come again: a query that runs out of its time or passes its row limit
    never ends cleanly. Closing the iterator ends the query and the connection.
    """
    opened = _opened(statement, values, scope)
    columns = next(opened)
    return columns, opened


def describe(statement: Statement, scope: RowScope) -> tuple[Column, ...]:
    """The columns that it would have: prepared and planned in the confinement with nulls, not run."""
    columns, rows = run(statement, [None] * len(statement.parameters), scope)
    rows.close()  # type: ignore[attr-defined]
    return columns


def _opened(statement: Statement, values: Sequence[Any], scope: RowScope) -> Iterator[Any]:
    """First the columns, then lists of rows. A generator, so that whatever ends it ends the connection, too."""
    with _connected(scope) as connection:
        try:
            cursor = psycopg.RawCursor(connection)
            cursor.execute(statement.text, values, prepare=True)
            cursor.execute("FETCH 0 FROM stored_query")
            yield _columns(cursor)
            yield from _fetched(connection, cursor)
        except (errors.AdminShutdown, errors.CrashShutdown, errors.IdleInTransactionSessionTimeout) as error:
            raise OperationalError(str(error)) from error
        except psycopg.Error as error:
            if connection.broken:
                raise OperationalError(str(error)) from error
            raise explained(error, statement) from None


def _columns(cursor: psycopg.RawCursor) -> tuple[Column, ...]:
    """What isn't a number, a boolean or a moment is shown as PostgreSQL writes it."""
    for described in cursor.description or ():
        if described.type_code not in OIDS:
            cursor.adapters.register_loader(described.type_code, TextLoader)
    cursor.adapters.register_loader("numeric", FloatLoader)
    return tuple(Column(each.name, OIDS.get(each.type_code, "text")) for each in cursor.description or ())


def _fetched(connection: psycopg.Connection, cursor: psycopg.RawCursor) -> Iterator[list[Row]]:
    """The time limit is set anew for each FETCH, since the query itself could have changed it."""
    left, count = DATABASE_SECONDS, 0
    while True:
        started = time.monotonic()
        milliseconds = min(_fetch_milliseconds(), int(left * 1000))
        connection.execute(f"SET LOCAL statement_timeout = {max(1, milliseconds)}")
        rows = cursor.execute(f"FETCH {FETCHED_ROWS} FROM stored_query").fetchall()
        left -= time.monotonic() - started
        count += len(rows)
        if count > settings.BRIGHT_STORED_QUERY_ROWS:
            raise QueryRefused(f"The query has more than {settings.BRIGHT_STORED_QUERY_ROWS} rows; narrow it.")
        if rows:
            yield rows
        if len(rows) < FETCHED_ROWS:
            return


def _fetch_milliseconds() -> int:
    return settings.BRIGHT_STORED_QUERY_SECONDS * 1000


def _connected(scope: RowScope) -> psycopg.Connection:
    findings = soundness.is_sound()
    if findings:
        raise SwitchedOff(f"stored queries are switched off: {findings[0]}")
    parameters = role.parameters(session(scope.sealed(installation.seal_key())))
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return psycopg.connect(**parameters)
        except psycopg.OperationalError as error:
            if "too many" not in str(error):
                soundness.forget()
                raise OperationalError(str(error)) from error
            if time.monotonic() > until:
                raise Busy("all connections for stored queries are taken; try again later") from None
        time.sleep(RETRY_SECONDS)
