"""A stored query's text → the statement that is sent: screened, `:names` numbered, places known.

None of this is what keeps a query confined (docs/decisions/0011): a text that deceives the tokenizer still meets the
role, the views and the limits. The screen matters most where PostgreSQL's own functions couldn't be revoked.
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

from apps.stored_query.declared import Parameter
from apps.stored_query.errors import Place, QueryRefused

LONGEST = 64 * 1024  # letters
FIRST_WORDS = ("SELECT", "WITH", "VALUES", "(")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
# Looked for in the whole text, strings and comments included: then no way of quoting hides one, and what would run a
# string as SQL is among them. `u&"` could spell a name without showing it.
REFUSED = re.compile(
    r"""\b(?:
        pg_\w*            # the server's catalogue and its administration
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
# A text that isn't one SELECT doesn't fit into the wrap; the line break before the bracket ends a comment. OFFSET 0
# keeps the check of a row's size from evaluating its columns a second time.
BEFORE = "DECLARE stored_query NO SCROLL CURSOR FOR SELECT * FROM (SELECT * FROM (\n"
LONGEST_ROW = 128 * 1024  # bytes
TOO_LONG = f"a row is longer than {LONGEST_ROW} bytes"  # raised by a cast that fails
AFTER = (
    "\n) AS text OFFSET 0) AS one WHERE CASE WHEN pg_column_size(one) > "
    f"{LONGEST_ROW} THEN ('{TOO_LONG}: ' || pg_column_size(one))::boolean ELSE true END"
)


@dataclass(frozen=True)
class Statement:
    """`text` has $1 … $n, for `parameters` in this order: PostgreSQL wants no value that isn't used."""

    text: str
    parameters: tuple[Parameter, ...]
    source: str  # what the operator wrote
    shifts: tuple[tuple[int, int], ...]  # (index in `text`, what to add for the index in `source`)

    def place(self, index: int) -> Place | None:
        """The operator's line and column for an index (from 0) in `text`; None if it is outside."""
        _, shift = self.shifts[bisect_right(self.shifts, (index, len(self.source) + 1)) - 1]
        found = index + shift
        if not 0 <= found < len(self.source):
            return None
        before = self.source[:found]
        return Place(before.count("\n") + 1, found - (before.rfind("\n") + 1) + 1)


@lru_cache(maxsize=256)
def compiled(source: str, parameters: tuple[Parameter, ...], screened: bool = True) -> Statement:
    """QueryRefused if the text can't be one SELECT, or names what is none of its business."""
    if len(source) > LONGEST or "\0" in source:
        raise QueryRefused(f"The query is longer than {LONGEST} letters, or holds NUL.")
    tokens = _tokens(source)
    if screened:
        _screen(source, tokens)
    end = tokens[-1].start if tokens and _is_semicolon(tokens[-1]) else len(source)
    return _numbered(source, end, tokens, parameters)


def _tokens(source: str) -> list[Any]:
    try:
        return Postgres().tokenize(source)
    except TokenError:
        raise QueryRefused("A string, a quoted name or a comment has no end.") from None


def _is_semicolon(token: Any) -> bool:
    return token.token_type.name == "SEMICOLON"


def _screen(source: str, tokens: Sequence[Any]) -> None:
    if not tokens:
        raise QueryRefused("The query is empty.")
    first = tokens[0].text.upper()
    if first not in FIRST_WORDS:
        raise QueryRefused(f"A stored query is one SELECT; this one begins with {first[:40]}.", Place(1, 1))
    for token in tokens[:-1]:
        if _is_semicolon(token):
            raise QueryRefused("A stored query is one SELECT; this text has more after a semicolon.")
    found = REFUSED.search(source)
    if found:
        before = source[: found.start()]
        place = Place(before.count("\n") + 1, found.start() - before.rfind("\n"))
        raise QueryRefused(f"{found[0]} may not be used in a stored query.", place)


def _numbered(source: str, end: int, tokens: Sequence[Any], declared: Sequence[Parameter]) -> Statement:
    """Each `:name` becomes `$1::type`. A colon in a string, in a comment or in `::` is another token, and stays."""
    known = {parameter.name: parameter for parameter in declared}
    numbers: dict[Parameter, int] = {}
    pieces, length, done = [BEFORE], len(BEFORE), 0
    shifts = [(0, -len(BEFORE))]
    for colon, word in _names(source, tokens):
        if word not in known:
            raise QueryRefused(f":{word} is not among the declared parameters.")
        number = numbers.setdefault(known[word], len(numbers) + 1)
        pieces += [source[done:colon], f"${number}::{known[word].sql_type}"]
        length += colon - done + len(pieces[-1])
        done = colon + 1 + len(word)
        shifts.append((length, done - length))
    pieces += [source[done:end], AFTER]
    return Statement("".join(pieces), tuple(numbers), source, tuple(shifts))


def _names(source: str, tokens: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The index of each colon that a name follows at once, and the name."""
    for colon, name in pairwise(tokens):
        word = source[name.start : name.end + 1]
        if colon.text == ":" and name.start == colon.end + 1 and IDENTIFIER.fullmatch(word):
            yield colon.start, word
