"""XML by Rails' conventions: dasherized names, `type` on values other than text, `nil` on None.

See docs/contract/formats.md, "XML".
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from bright.encoding.json import plain_text
from bright.reading.documents import Column, SelectedColumns
from bright.reading.rows import Chunks, Row

PROLOGUE = b'<?xml version="1.0" encoding="UTF-8"?>\n'
XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TYPES = {bool: "boolean", int: "integer", float: "float", datetime: "datetime"}  # a bool is an int, too


class XMLEncoder:
    """Rows as elements."""

    def rows(self, columns: SelectedColumns, chunks: Chunks) -> Iterator[bytes]:
        """A document with an array of records."""
        yield PROLOGUE
        yield from self._array(columns.collection, columns, chunks, "")

    def row(self, columns: SelectedColumns, row: Row) -> Iterator[bytes]:
        """A document with one record."""
        yield PROLOGUE
        yield from self._elements(columns, [row], "")

    def _array(self, name: str, columns: SelectedColumns, chunks: Chunks, indent: str) -> Iterator[bytes]:
        is_empty = True
        for rows in chunks:
            if is_empty:
                yield f'{indent}<{name} type="array">\n'.encode()
                is_empty = False
            yield from self._elements(columns, rows, indent + "  ")
        yield (f'{indent}<{name} type="array"/>\n' if is_empty else f"{indent}</{name}>\n").encode()

    def _elements(self, columns: SelectedColumns, rows: list[Row], indent: str) -> Iterator[bytes]:
        writers = column_writers(columns, indent + "  ")
        start, end = f"{indent}<{columns.element}>\n", f"{indent}</{columns.element}>\n"
        if columns.nested is None:
            records = ["".join([write(value) for write, value in zip(writers, row, strict=False)]) for row in rows]
            yield "".join([f"{start}{record}{end}" for record in records]).encode()
            return
        for row in rows:
            yield start.encode()
            for column, write, value in zip(columns.columns, writers, row, strict=False):
                if column.nested:
                    yield from self._array(column.name, column.nested, value, indent + "  ")
                else:
                    yield write(value).encode()
            yield end.encode()


@lru_cache(maxsize=512)
def column_writers(columns: SelectedColumns, indent: str) -> list[Callable[[Any], str]]:
    """The `column_writer` of each column."""
    return [column_writer(column, indent) for column in columns.columns]


def column_writer(column: Column, indent: str) -> Callable[[Any], str]:
    """The function that writes a value as the column's element."""
    name = xml_name(column.name)
    if column.kind == "strings":
        return lambda value: xml_element(column.name, value, indent)
    kind = "" if column.kind == "text" else f' type="{column.kind}"'
    start, end, nil = f"{indent}<{name}{kind}>", f"</{name}>\n", f'{indent}<{name}{kind} nil="true"/>\n'
    to_text = xml_text if column.kind == "text" else plain_text

    def write(value: Any) -> str:
        return nil if value is None else f"{start}{to_text(value)}{end}"

    return write


def xml_name(name: str) -> str:
    """The name dasherized, and made valid: a column of a stored query may have any name."""
    name = name.replace("_", "-")
    return name if XML_NAME.fullmatch(name) else "_" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def xml_element(name: str, value: Any, indent: str = "") -> str:
    """A value as Rails writes nested hashes and arrays. A key that is no XML name becomes the `key` of an `entry`."""
    dashed = name.replace("_", "-")
    tag = dashed if XML_NAME.fullmatch(dashed) else "entry"
    start = tag if tag == dashed else f'{tag} key="{xml_text(name).replace(chr(34), "&quot;")}"'
    if isinstance(value, dict):
        inner = "".join(xml_element(str(key), child, indent + "  ") for key, child in value.items())
        return f"{indent}<{start}>\n{inner}{indent}</{tag}>\n"
    if isinstance(value, list | tuple):
        inner = "".join(xml_element(name.removesuffix("s"), child, indent + "  ") for child in value)
        closed = f'{indent}<{start} type="array">\n{inner}{indent}</{tag}>\n'
        return closed if inner else f'{indent}<{start} type="array"/>\n'
    if value is None:
        return f'{indent}<{start} nil="true"/>\n'
    kind = next((f' type="{kind}"' for known, kind in TYPES.items() if isinstance(value, known)), "")
    return f"{indent}<{start}{kind}>{xml_text(value if isinstance(value, str) else plain_text(value))}</{tag}>\n"


def xml_text(text: str) -> str:
    """The text escaped, without the characters that XML 1.0 forbids."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Most text is printable, and that check is faster than the regular expression.
    return text if text.isprintable() else NOT_XML.sub("", text).replace("\r", "&#13;")
