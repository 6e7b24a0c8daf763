"""Runs a statement in a row scope: columns and rows, in constant memory.

Each run has its own connection, so that nothing a query leaves behind (settings, locks, its scope) affects another.
"""

import random
import time
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from django.conf import settings
from django.db import OperationalError
from psycopg import errors, postgres
from psycopg.types.numeric import FloatLoader
from psycopg.types.string import TextLoader

from apps.stored_query.confinement import checks, installation, role
from apps.stored_query.errors import AllConnectionsBusy, ConfinementMissing, QueryRefused
from apps.stored_query.explaining import explain
from apps.stored_query.parsing import ParsedStatement
from apps.stored_query.row_scope import SETTING, RowScope
from bright.reading.documents import Column

Row = tuple[Any, ...]
FETCH_ROWS = 250  # of at most 128 KiB (MAX_ROW_BYTES): 32 MB, whatever a query does
DATABASE_SECONDS = 120.0  # for all FETCHes of a run together; time that a slow reader takes in between doesn't count
IDLE_SECONDS = 60  # a reader that reads nothing for this long loses its connection
WAIT_SECONDS, RETRY_SECONDS = 2.0, 0.05  # how long to wait for a free connection, and how often to look
KINDS = {
    **dict.fromkeys(("int2", "int4", "int8", "oid"), "integer"),
    **dict.fromkeys(("float4", "float8", "numeric"), "float"),
    "bool": "boolean",
    "timestamptz": "datetime",
}
OIDS = {postgres.types[name].oid: kind for name, kind in KINDS.items()}


def session_settings(signed_scope: str) -> dict[str, str]:
    """The settings of the run's database session."""
    return {
        SETTING: signed_scope,
        "default_transaction_read_only": "on",
        "search_path": "bright_q,pg_catalog",
        "statement_timeout": str(_fetch_milliseconds()),
        "lock_timeout": "200",
        "idle_in_transaction_session_timeout": str(IDLE_SECONDS * 1000),
        "work_mem": "8MB",
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
        "cursor_tuple_fraction": "1.0",  # plan for fetching all rows, as most callers do
        "timezone": "UTC",
        "datestyle": "ISO",
        "intervalstyle": "iso_8601",
        "client_encoding": "UTF8",
    }


def run(
    statement: ParsedStatement, values: Sequence[Any], scope: RowScope
) -> tuple[tuple[Column, ...], Iterator[list[Row]]]:
    """The columns, and an iterator of lists of rows. `values`: one for each of the statement's parameters, in order.

    Raises ConfinementMissing, AllConnectionsBusy, QueryRefused, or OperationalError if the database is away. Reading
    the rows also raises QueryRefused if the query exceeds its time or its number of rows. Closing the iterator ends
    the query and its connection.
    """
    results = _results(statement, values, scope)
    columns = next(results)
    return columns, results


def describe(statement: ParsedStatement, scope: RowScope) -> tuple[Column, ...]:
    """The columns of the result: the statement is prepared and planned with nulls, but not run. Raises as `run`."""
    columns, rows = run(statement, [None] * len(statement.parameters), scope)
    rows.close()  # type: ignore[attr-defined]
    return columns


def _results(statement: ParsedStatement, values: Sequence[Any], scope: RowScope) -> Iterator[Any]:
    """First the columns, then lists of rows. As a generator: closing it also closes the connection."""
    with _connect(scope) as connection:
        try:
            cursor = psycopg.RawCursor(connection)
            cursor.execute(statement.text, values, prepare=True)
            cursor.execute("FETCH 0 FROM stored_query")
            yield _columns(cursor)
            yield from _fetch(connection, cursor)
        except (errors.AdminShutdown, errors.CrashShutdown, errors.IdleInTransactionSessionTimeout) as error:
            raise OperationalError(str(error)) from error
        except psycopg.Error as error:
            if connection.broken:
                raise OperationalError(str(error)) from error
            raise explain(error, statement) from None


def _columns(cursor: psycopg.RawCursor) -> tuple[Column, ...]:
    """Values other than numbers, booleans and times are returned as PostgreSQL writes them."""
    for column in cursor.description or ():
        if column.type_code not in OIDS:
            cursor.adapters.register_loader(column.type_code, TextLoader)
    cursor.adapters.register_loader("numeric", FloatLoader)
    return tuple(Column(column.name, OIDS.get(column.type_code, "text")) for column in cursor.description or ())


def _fetch(connection: psycopg.Connection, cursor: psycopg.RawCursor) -> Iterator[list[Row]]:
    """The time limits are set again before each FETCH, since the query itself could have changed them.

    PostgreSQL itself ends the session when the reader's time is over, even while this thread waits for the reader.
    """
    left, count = DATABASE_SECONDS, 0
    ends_at = time.monotonic() + settings.BRIGHT_STORED_QUERY_READER_SECONDS
    while True:
        started = time.monotonic()
        milliseconds = min(_fetch_milliseconds(), int(left * 1000))
        idle = min(IDLE_SECONDS, ends_at - started)
        connection.execute(
            f"SET LOCAL statement_timeout = {max(1, milliseconds)};"
            f" SET LOCAL idle_in_transaction_session_timeout = {max(1, int(idle * 1000))}"
        )
        rows = cursor.execute(f"FETCH {FETCH_ROWS} FROM stored_query").fetchall()
        left -= time.monotonic() - started
        count += len(rows)
        if count > settings.BRIGHT_STORED_QUERY_ROWS:
            raise QueryRefused(f"The query has more than {settings.BRIGHT_STORED_QUERY_ROWS} rows; narrow it down.")
        if rows:
            yield rows
        if len(rows) < FETCH_ROWS:
            return


def _fetch_milliseconds() -> int:
    return settings.BRIGHT_STORED_QUERY_SECONDS * 1000


def _connect(scope: RowScope) -> psycopg.Connection:
    problems = checks.check_cached()
    if problems:
        raise ConfinementMissing(f"stored queries are disabled: {problems[0]}")
    parameters = role.connection_parameters(session_settings(scope.signed(installation.signing_key())))
    parameters["application_name"] = name = f"stored query of realm {scope.realm_id}"
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            if connection := _connect_within_share(parameters, name):
                return connection
            if time.monotonic() > deadline:
                raise AllConnectionsBusy("this realm's connections for stored queries are in use; try again later")
        except psycopg.OperationalError as error:
            if "too many" not in str(error):
                checks.clear_cache()
                raise OperationalError(str(error)) from error
            if time.monotonic() > deadline:
                raise AllConnectionsBusy("all connections for stored queries are in use; try again later") from None
        time.sleep(RETRY_SECONDS * random.uniform(0.5, 1.5))


def _connect_within_share(parameters: dict[str, Any], name: str) -> psycopg.Connection | None:
    """None if the realm has its share of connections already, in all processes together.

    Counted before, so that those who wait take no connection from other realms, and after, since two may connect at
    once; then both withdraw, and come again at different moments.
    """
    if role.count_connections(name) >= role.CONNECTIONS_OF_REALM:
        return None
    connection = psycopg.connect(**parameters)
    if role.count_connections(name) > role.CONNECTIONS_OF_REALM:
        connection.close()
        return None
    return connection
