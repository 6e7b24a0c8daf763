"""Turns the text of a stored query into the statement that is sent: names checked, `:parameters` numbered.

Confinement doesn't rest on this (docs/decisions/0011): a text that deceives the tokenizer still meets the role, the
views and the limits. The check of names matters most where PostgreSQL's own functions couldn't be revoked.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import TokenError

from apps.stored_query.errors import QueryRefused, TextPosition
from apps.stored_query.query_parameters import QueryParameter

MAX_LENGTH = 64 * 1024  # characters
FIRST_WORDS = ("SELECT", "WITH", "VALUES", "(")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
# Searched for in the whole text, including strings and comments, so that no quoting can hide a name. Functions that run
# a string as SQL are among them. `u&"` could spell a name in escapes.
REFUSED_NAMES = re.compile(
    r"""\b(?:
        pg_\w*            # system catalogs and administration
        | information_schema
        | set_config | current_setting
        | lo_\w* | loread | lowrite
        | \w*_to_xml\w* | ts_stat | ts_rewrite
        | txid_\w* | dblink\w*
    )\b
    | \bu&\s*"            # an identifier with escapes
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Only a single SELECT fits into this wrapper; the line break before the bracket ends a comment. OFFSET 0 prevents that
# the check of the row size evaluates the columns a second time.
PREFIX = "DECLARE stored_query NO SCROLL CURSOR FOR SELECT * FROM (SELECT * FROM (\n"
MAX_ROW_BYTES = 128 * 1024
ROW_TOO_LONG = f"a row is longer than {MAX_ROW_BYTES} bytes"  # the message of a failing cast
SUFFIX = (
    "\n) AS text OFFSET 0) AS one WHERE CASE WHEN pg_column_size(one) > "
    f"{MAX_ROW_BYTES} THEN ('{ROW_TOO_LONG}: ' || pg_column_size(one))::boolean ELSE true END"
)


@dataclass(frozen=True)
class ParsedStatement:
    """`text` contains $1 … $n for `parameters`: only those used, since PostgreSQL accepts no others."""

    text: str
    parameters: tuple[QueryParameter, ...]
    source: str  # as the operator wrote it
    shifts: tuple[tuple[int, int], ...]  # (index in `text`, offset to add for the index in `source`)

    def source_position(self, index: int) -> TextPosition | None:
        """The position in `source` for an index (from 0) in `text`; None if it is in the wrapper."""
        _, shift = self.shifts[bisect_right(self.shifts, (index, len(self.source) + 1)) - 1]
        index += shift
        return position_of(index, self.source) if 0 <= index < len(self.source) else None


def position_of(index: int, source: str) -> TextPosition:
    before = source[:index]
    return TextPosition(before.count("\n") + 1, index - before.rfind("\n"))


@lru_cache(maxsize=256)
def parse(source: str, parameters: tuple[QueryParameter, ...], check_text: bool = True) -> ParsedStatement:
    """The statement to send. Raises QueryRefused unless the text looks like one SELECT without refused names.

    `check_text=False` is for tests of the other layers of confinement.
    """
    if len(source) > MAX_LENGTH or "\0" in source:
        raise QueryRefused(f"The query is longer than {MAX_LENGTH} characters, or contains NUL.")
    tokens = _tokens(source)
    if check_text:
        _check_is_one_select(tokens)
        _check_names(source)
    end = tokens[-1].start if tokens and _is_semicolon(tokens[-1]) else len(source)
    return _numbered(source, end, tokens, parameters)


def _tokens(source: str) -> list[Any]:
    try:
        return Postgres().tokenize(source)
    except TokenError:
        raise QueryRefused("A string, a quoted name or a comment is not closed.") from None


def _is_semicolon(token: Any) -> bool:
    return token.token_type.name == "SEMICOLON"


def _check_is_one_select(tokens: Sequence[Any]) -> None:
    if not tokens:
        raise QueryRefused("The query is empty.")
    first = tokens[0].text.upper()
    if first not in FIRST_WORDS:
        raise QueryRefused(f"A stored query must be one SELECT; this one begins with {first[:40]}.", TextPosition(1, 1))
    for token in tokens[:-1]:
        if _is_semicolon(token):
            raise QueryRefused("A stored query must be one SELECT; this text continues after a semicolon.")


def _check_names(source: str) -> None:
    match = REFUSED_NAMES.search(source)
    if match:
        raise QueryRefused(f"{match[0]} may not be used in a stored query.", position_of(match.start(), source))


def _numbered(source: str, end: int, tokens: Sequence[Any], declared: Sequence[QueryParameter]) -> ParsedStatement:
    """Replace each `:name` by `$1::type`. Colons in strings, comments and `::` are other tokens and stay."""
    known = {parameter.name: parameter for parameter in declared}
    numbers: dict[QueryParameter, int] = {}
    pieces, length, done = [PREFIX], len(PREFIX), 0
    shifts = [(0, -len(PREFIX))]
    for colon, word in _names(source, tokens):
        if word not in known:
            raise QueryRefused(f":{word} is not a declared parameter.")
        number = numbers.setdefault(known[word], len(numbers) + 1)
        pieces += [source[done:colon], f"${number}::{known[word].sql_type}"]
        length += colon - done + len(pieces[-1])
        done = colon + 1 + len(word)
        shifts.append((length, done - length))
    pieces += [source[done:end], SUFFIX]
    return ParsedStatement("".join(pieces), tuple(numbers), source, tuple(shifts))


def _names(source: str, tokens: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The index of each colon directly followed by a name, and the name."""
    for colon, name in pairwise(tokens):
        word = source[name.start : name.end + 1]
        if colon.text == ":" and name.start == colon.end + 1 and IDENTIFIER.fullmatch(word):
            yield colon.start, word
