"""JSON and JSONP."""

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import Any

import orjson

from bright.reading.documents import SelectedColumns
from bright.reading.rows import Chunks, Row

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS
SHORT_CUTS: dict[type, Callable[[Any], str]] = {int: str, bool: {True: "true", False: "false"}.__getitem__}


class JSONEncoder:
    """Rows as objects."""

    def rows(self, columns: SelectedColumns, chunks: Chunks) -> Iterator[bytes]:
        """An array of records."""
        yield b"["
        comma = b""
        for rows in chunks:
            yield comma
            yield from self._objects(columns, rows)
            comma = b","
        yield b"]"

    def row(self, columns: SelectedColumns, row: Row) -> Iterator[bytes]:
        """One record."""
        return self._objects(columns, [row])

    def _objects(self, columns: SelectedColumns, rows: list[Row]) -> Iterator[bytes]:
        """The rows as comma-separated objects, without the brackets."""
        if columns.nested is None:
            objects = list(map(dict, map(zip, repeat(columns.names), rows)))  # a tenth faster than a comprehension
            yield orjson.dumps(objects, default=str, option=OPTIONS)[1:-1]
            return
        for index, row in enumerate(rows):
            yield b",{" if index else b"{"
            yield from self._members(columns, row)
            yield b"}"

    def _members(self, columns: SelectedColumns, row: Row) -> Iterator[bytes]:
        for index, (column, value) in enumerate(zip(columns.columns, row, strict=False)):
            key = orjson.dumps(column.name) + b":"
            yield b"," + key if index else key
            if column.nested:
                yield from self.rows(column.nested, value)
            else:
                yield orjson.dumps(value, option=OPTIONS)


class JSONListEncoder(JSONEncoder):
    """Rows as lists of values in the order of the columns, without names."""

    def _objects(self, columns: SelectedColumns, rows: list[Row]) -> Iterator[bytes]:
        yield orjson.dumps(rows, default=str, option=OPTIONS)[1:-1]


def jsonp(callback: str, pieces: Iterable[bytes], status: int) -> Iterator[bytes]:
    """`/**/callback(document, status);`. In a script, `</` and the two line separators have to be escaped."""
    yield f"/**/{callback}(".encode()
    for piece in pieces:
        yield piece.replace(b"</", b"<\\/").replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    yield f", {status});".encode()


def json_text(value: Any) -> str:
    """The value as JSON."""
    return orjson.dumps(value, option=OPTIONS).decode()


def plain_text(value: Any) -> str:
    """A value other than text, as JSON without quotes."""
    short_cut = SHORT_CUTS.get(type(value))
    return short_cut(value) if short_cut else json_text(value).strip('"')
