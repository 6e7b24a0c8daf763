"""Rows → JSON, JSONP, XML, CSV text, in constant memory: chunks of rows in, pieces of the answer out.

A row is a tuple in the order of its shape's columns. The value of a nested column is an iterator over lists of rows
of the nested shape; it is used up before the next row is asked for.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import repeat
from typing import Any

import orjson

from bright.reading.documents import Column, Shape

Row = tuple[Any, ...]
Chunks = Iterable[list[Row]]
JSONP_TYPE = "application/javascript; charset=utf-8"
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS
XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
QUICK: dict[type, Callable[[Any], str]] = {int: str, bool: {True: "true", False: "false"}.__getitem__}
TYPES = {bool: "boolean", int: "integer", float: "float", datetime: "datetime"}  # a bool is an int, too
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Json:
    content_type = "application/json; charset=utf-8"

    def many(self, shape: Shape, chunks: Chunks) -> Iterator[bytes]:
        yield b"["
        comma = b""
        for rows in chunks:
            yield comma
            yield from self._rows(shape, rows)
            comma = b","
        yield b"]"

    def one(self, shape: Shape, row: Row) -> Iterator[bytes]:
        return self._rows(shape, [row])

    def _rows(self, shape: Shape, rows: list[Row]) -> Iterator[bytes]:
        """The rows as objects with commas between them, without brackets around."""
        if shape.nested is None:
            objects = list(map(dict, map(zip, repeat(shape.names), rows)))  # a tenth quicker than written out
            yield orjson.dumps(objects, default=str, option=OPTIONS)[1:-1]
            return
        for index, row in enumerate(rows):
            yield b",{" if index else b"{"
            yield from self._members(shape, row)
            yield b"}"

    def _members(self, shape: Shape, row: Row) -> Iterator[bytes]:
        for index, (column, value) in enumerate(zip(shape.columns, row, strict=False)):
            key = orjson.dumps(column.name) + b":"
            yield b"," + key if index else key
            if column.nested:
                yield from self.many(column.nested, value)
            else:
                yield orjson.dumps(value, option=OPTIONS)

    def tree(self, name: str, document: dict[str, Any]) -> Iterator[bytes]:
        """A nested document that no table has."""
        yield orjson.dumps(document, option=OPTIONS)


class JsonLists(Json):
    """Rows as lists of values in the order of the columns, without names."""

    def _rows(self, shape: Shape, rows: list[Row]) -> Iterator[bytes]:
        yield orjson.dumps(rows, default=str, option=OPTIONS)[1:-1]


def jsonp(callback: str, pieces: Iterable[bytes], status: int) -> Iterator[bytes]:
    """`/**/name(document, status);`. A script, so `</` and the two line separators must not appear raw."""
    yield f"/**/{callback}(".encode()
    for piece in pieces:
        yield piece.replace(b"</", b"<\\/").replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    yield f", {status});".encode()


class Xml:
    """Rails' conventions: dasherized names, a type on what isn't text, nil on null (bright-v2.md 2)."""

    content_type = "application/xml; charset=utf-8"
    prologue = b'<?xml version="1.0" encoding="UTF-8"?>\n'

    def many(self, shape: Shape, chunks: Chunks) -> Iterator[bytes]:
        yield self.prologue
        yield from self._array(shape.collection, shape, chunks, "")

    def one(self, shape: Shape, row: Row) -> Iterator[bytes]:
        yield self.prologue
        yield from self._rows(shape, [row], "")

    def tree(self, name: str, document: dict[str, Any]) -> Iterator[bytes]:
        yield self.prologue
        yield xml_tree(name, document).encode()

    def _array(self, name: str, shape: Shape, chunks: Chunks, pad: str) -> Iterator[bytes]:
        empty = True
        for rows in chunks:
            if empty:
                yield f'{pad}<{name} type="array">\n'.encode()
                empty = False
            yield from self._rows(shape, rows, pad + "  ")
        yield (f'{pad}<{name} type="array"/>\n' if empty else f"{pad}</{name}>\n").encode()

    def _rows(self, shape: Shape, rows: list[Row], pad: str) -> Iterator[bytes]:
        writers = xml_writers(shape, pad + "  ")
        start, end = f"{pad}<{shape.element}>\n", f"{pad}</{shape.element}>\n"
        if shape.nested is None:
            records = ["".join([write(value) for write, value in zip(writers, row, strict=False)]) for row in rows]
            yield "".join([f"{start}{record}{end}" for record in records]).encode()
            return
        for row in rows:
            yield start.encode()
            for column, write, value in zip(shape.columns, writers, row, strict=False):
                if column.nested:
                    yield from self._array(column.name, column.nested, value, pad + "  ")
                else:
                    yield write(value).encode()
            yield end.encode()


@lru_cache(maxsize=512)
def xml_writers(shape: Shape, pad: str) -> list[Callable[[Any], str]]:
    return [xml_writer(column, pad) for column in shape.columns]


def xml_writer(column: Column, pad: str) -> Callable[[Any], str]:
    name = xml_name(column.name)
    if column.kind == "strings":
        return lambda value: xml_tree(column.name, value, pad)
    kind = "" if column.kind == "text" else f' type="{column.kind}"'
    start, end, nil = f"{pad}<{name}{kind}>", f"</{name}>\n", f'{pad}<{name}{kind} nil="true"/>\n'
    spell = xml_text if column.kind == "text" else plain

    def write(value: Any) -> str:
        return nil if value is None else f"{start}{spell(value)}{end}"

    return write


def xml_name(name: str) -> str:
    """Dasherized; a column of somebody's own query may have any name."""
    name = name.replace("_", "-")
    return name if XML_NAME.fullmatch(name) else "_" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def xml_tree(name: str, value: Any, pad: str = "") -> str:
    """As Rails writes nested hashes and arrays. A key that is no XML name is the attribute of an `entry`."""
    dashed = name.replace("_", "-")
    tag = dashed if XML_NAME.fullmatch(dashed) else "entry"
    start = tag if tag == dashed else f'{tag} key="{xml_text(name).replace(chr(34), "&quot;")}"'
    if isinstance(value, dict):
        inner = "".join(xml_tree(str(key), below, pad + "  ") for key, below in value.items())
        return f"{pad}<{start}>\n{inner}{pad}</{tag}>\n"
    if isinstance(value, list | tuple):
        inner = "".join(xml_tree(name.removesuffix("s"), below, pad + "  ") for below in value)
        return f'{pad}<{start} type="array">\n{inner}{pad}</{tag}>\n' if inner else f'{pad}<{start} type="array"/>\n'
    if value is None:
        return f'{pad}<{start} nil="true"/>\n'
    kind = next((f' type="{kind}"' for known, kind in TYPES.items() if isinstance(value, known)), "")
    return f"{pad}<{start}{kind}>{xml_text(value if isinstance(value, str) else plain(value))}</{tag}>\n"


def xml_text(text: str) -> str:
    """Escaped, without the characters that XML 1.0 forbids."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Most text is printable, and that is known sooner than what a pattern finds in it.
    return text if text.isprintable() else NOT_XML.sub("", text).replace("\r", "&#13;")


def json_text(value: Any) -> str:
    return orjson.dumps(value, option=OPTIONS).decode()


def plain(value: Any) -> str:
    """A value that isn't text, spelled as in JSON, without quotes."""
    quick = QUICK.get(type(value))
    return quick(value) if quick else json_text(value).strip('"')


class Lines(io.StringIO):
    """CSV rows that end in LF. The csv module quotes a lone CR only if CR is among what ends its rows."""

    def write(self, row: str) -> int:
        return super().write(row[:-2] + "\n")

    def take(self) -> bytes:
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text.encode()


class Csv:
    """A header row, RFC 4180 quoting, LF. Nested records: columns of their own if single, else JSON text."""

    content_type = "text/csv; charset=utf-8"

    def __init__(self, raw: bool = False) -> None:
        self.spell: dict[str, Callable[[Any], Any]] = {
            "text": str if raw else defused,
            "boolean": plain,
            "datetime": plain,
            "strings": json_text,
        }

    def one(self, shape: Shape, row: Row) -> Iterator[bytes]:
        return self.many(shape, [[row]])

    def tree(self, name: str, document: dict[str, Any]) -> Iterator[bytes]:
        """One row; what is nested is JSON text."""
        columns = tuple(Column(key, "text") for key in document)
        cells = (value if value is None or isinstance(value, str) else plain(value) for value in document.values())
        return self.one(Shape(name, columns), tuple(cells))

    def many(self, shape: Shape, chunks: Chunks) -> Iterator[bytes]:
        lines = Lines()
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(self._header(shape))
        spellers = [self._speller(column) for column in shape.columns]
        for rows in chunks:
            for row in rows:
                cells = [None if value is None else spell(value) for spell, value in zip(spellers, row, strict=False)]
                writer.writerow(cells if shape.nested is None else _flattened(cells))
            yield lines.take()
        yield lines.take()

    def _header(self, shape: Shape) -> Iterator[str]:
        for column in shape.columns:
            if column.nested and column.nested.single:
                yield from (f"{column.name}.{name}" for name in column.nested.names)
            else:
                yield column.name

    def _speller(self, column: Column) -> Callable[[Any], Any]:
        """A value as its cell; a single nested record as a list of cells. Numbers are spelled as in JSON."""
        nested = column.nested
        if nested is None:
            return self.spell.get(column.kind, str)
        if not nested.single:
            return lambda chunks: b"".join(Json().many(nested, chunks)).decode()
        spellers = [self._speller(below) for below in nested.columns]

        def cells(chunks: Chunks) -> list[Any]:
            row = next((found for rows in chunks for found in rows), (None,) * len(spellers))
            return [None if value is None else spell(value) for spell, value in zip(spellers, row, strict=False)]

        return cells


def _flattened(cells: list[Any]) -> list[Any]:
    return [part for cell in cells for part in (cell if isinstance(cell, list) else [cell])]


def defused(text: str) -> str:
    """Text that a spreadsheet would run as a formula, made plain text for it."""
    return "'" + text if text.startswith(FORMULA) else text
