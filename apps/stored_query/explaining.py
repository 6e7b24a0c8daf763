"""Explains PostgreSQL's errors to the author of a query. Only operators and the log see these messages."""

import re
from difflib import get_close_matches

import psycopg
from psycopg import errors

from apps.stored_query.errors import QueryRefused, TextPosition
from apps.stored_query.parsing import MAX_ROW_BYTES, ROW_TOO_LONG, ParsedStatement
from apps.stored_query.sql_views import VIEWS

COLUMNS = sorted({column.name for view in VIEWS for column in view.columns})
NAMES: dict[type[psycopg.Error], list[str]] = {
    errors.UndefinedColumn: COLUMNS,
    errors.UndefinedTable: [view.name for view in VIEWS],
}
QUOTED = re.compile(r'(?:column|relation) "?([\w.]+)"?')
EXPLANATIONS = {
    errors.QueryCanceled: "The query takes too long; narrow it down.",
    errors.ReadOnlySqlTransaction: "A stored query may only read.",
    errors.ConfigurationLimitExceeded: "The query needs too much disk space for sorting or joining; narrow it down.",
    errors.ProgramLimitExceeded: "A value in the query grows larger than PostgreSQL allows.",
    errors.OutOfMemory: "The query needs more memory than is allowed.",
}


def explain(error: psycopg.Error, statement: ParsedStatement) -> QueryRefused:
    """The error to raise in place of PostgreSQL's."""
    for kind, explanation in EXPLANATIONS.items():
        if isinstance(error, kind):
            return QueryRefused(explanation)
    message = error.diag.message_primary or str(error) or type(error).__name__
    if ROW_TOO_LONG in message:
        return QueryRefused(f"A row of the result is longer than {MAX_ROW_BYTES // 1024} KiB; leave out long texts.")
    guess = _guess(error, message)
    return QueryRefused(f"{message}; did you mean “{guess}”?" if guess else f"{message}.", _position(error, statement))


def _guess(error: psycopg.Error, message: str) -> str:
    """The existing name most similar to the unknown one; empty if there is none."""
    match = QUOTED.search(message)
    known = NAMES.get(type(error), [])
    if not match or not known:
        return ""
    name = match[1].rpartition(".")[2]
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close and close[0] != name else ""


def _position(error: psycopg.Error, statement: ParsedStatement) -> TextPosition | None:
    """PostgreSQL counts characters from 1."""
    position = error.diag.statement_position
    return statement.source_position(int(position) - 1) if position else None
