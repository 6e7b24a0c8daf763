"""CSV: a header row, RFC 4180 quoting, LF. Nested records: columns of their own if single, else JSON text."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from bright.encoding.json import JSONEncoder, json_text, plain_text
from bright.reading.documents import Column, SelectedColumns
from bright.reading.rows import Chunks, Row

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CSVEncoder:
    """`raw`: cells exactly as they are, even if a spreadsheet would run them as formulas."""

    def __init__(self, raw: bool = False) -> None:
        self.spell: dict[str, Callable[[Any], Any]] = {
            "text": str if raw else without_formula,
            "boolean": plain_text,
            "datetime": plain_text,
            "strings": json_text,
        }

    def row(self, columns: SelectedColumns, row: Row) -> Iterator[bytes]:
        return self.rows(columns, [[row]])

    def rows(self, columns: SelectedColumns, chunks: Chunks) -> Iterator[bytes]:
        lines = Lines()
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(map(self.spell["text"], self._header(columns)))
        spellers = [self._speller(column) for column in columns.columns]
        for rows in chunks:
            for row in rows:
                cells = [None if value is None else spell(value) for spell, value in zip(spellers, row, strict=False)]
                writer.writerow(cells if columns.nested is None else _flattened(cells))
            yield lines.take()
        yield lines.take()

    def _header(self, columns: SelectedColumns) -> Iterator[str]:
        for column in columns.columns:
            if column.nested and column.nested.single:
                yield from (f"{column.name}.{name}" for name in column.nested.names)
            else:
                yield column.name

    def _speller(self, column: Column) -> Callable[[Any], Any]:
        """value → its cell; a single nested record → a list of cells. Numbers are spelled as in JSON."""
        nested = column.nested
        if nested is None:
            return self.spell.get(column.kind, str)
        if not nested.single:
            return lambda chunks: b"".join(JSONEncoder().rows(nested, chunks)).decode()
        spellers = [self._speller(child) for child in nested.columns]

        def cells(chunks: Chunks) -> list[Any]:
            row = next((row for rows in chunks for row in rows), (None,) * len(spellers))
            return [None if value is None else spell(value) for spell, value in zip(spellers, row, strict=False)]

        return cells


class Lines(io.StringIO):
    """CSV rows that end in LF. The csv module quotes a lone CR only if CR is among what ends its rows."""

    def write(self, row: str) -> int:
        return super().write(row[:-2] + "\n")

    def take(self) -> bytes:
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text.encode()


def _flattened(cells: list[Any]) -> list[Any]:
    return [part for cell in cells for part in (cell if isinstance(cell, list) else [cell])]


def without_formula(text: str) -> str:
    """Text that a spreadsheet would run as a formula, made plain text for it."""
    return "'" + text if text.startswith(FORMULA) else text
