"""PostgreSQL's errors in the words of somebody who writes a query. Only operators and the log see them."""

import re
from difflib import get_close_matches

import psycopg
from psycopg import errors

from apps.stored_query.catalogue_more import VIEWS
from apps.stored_query.errors import Place, QueryRefused
from apps.stored_query.statement import LONGEST_ROW, TOO_LONG, Statement

COLUMNS = sorted({column.name for view in VIEWS for column in view.columns})
NAMES: dict[type[psycopg.Error], list[str]] = {
    errors.UndefinedColumn: COLUMNS,
    errors.UndefinedTable: [view.name for view in VIEWS],
}
QUOTED = re.compile(r'(?:column|relation) "?([\w.]+)"?')
PLAIN = {
    errors.QueryCanceled: "The query takes too long; narrow it, or compare with columns that find few rows.",
    errors.ReadOnlySqlTransaction: "A stored query only reads.",
    errors.ConfigurationLimitExceeded: "The query sorts or joins more than its disk space allows; narrow it.",
    errors.ProgramLimitExceeded: "A value in the query grows past what PostgreSQL can hold.",
    errors.OutOfMemory: "The query needs more memory than it may have.",
}


def explained(error: psycopg.Error, statement: Statement) -> QueryRefused:
    for kind, sentence in PLAIN.items():
        if isinstance(error, kind):
            return QueryRefused(sentence)
    message = error.diag.message_primary or str(error) or type(error).__name__
    if TOO_LONG in message:
        return QueryRefused(f"A row of the answer is longer than {LONGEST_ROW // 1024} KiB; leave its long texts out.")
    guess = _guess(error, message)
    return QueryRefused(f"{message}; did you mean “{guess}”?" if guess else f"{message}.", _place(error, statement))


def _guess(error: psycopg.Error, message: str) -> str:
    """A name that there is, for one that there isn't."""
    found = QUOTED.search(message)
    known = NAMES.get(type(error), [])
    if not found or not known:
        return ""
    name = found[1].rpartition(".")[2]
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close and close[0] != name else ""


def _place(error: psycopg.Error, statement: Statement) -> Place | None:
    """PostgreSQL counts letters from 1."""
    position = error.diag.statement_position
    return statement.place(int(position) - 1) if position else None
