"""CSV: a header row, RFC 4180 quoting, LF. Nested records are JSON text; a single one has columns of its own."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from bright.encoding.json import JSONEncoder, json_text, plain_text
from bright.reading.documents import Column, SelectedColumns
from bright.reading.rows import Chunks, Row

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CSVEncoder:
    """`raw`: cells stay unchanged, even if a spreadsheet would run them as formulas."""

    def __init__(self, raw: bool = False) -> None:
        self.converters: dict[str, Callable[[Any], Any]] = {
            "text": str if raw else without_formula,
            "boolean": plain_text,
            "datetime": plain_text,
            "strings": json_text,
        }

    def row(self, columns: SelectedColumns, row: Row) -> Iterator[bytes]:
        """One record, with a header row."""
        return self.rows(columns, [[row]])

    def rows(self, columns: SelectedColumns, chunks: Chunks) -> Iterator[bytes]:
        """A list of records, with a header row."""
        lines = Lines()
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(map(self.converters["text"], self._header(columns)))
        converters = [self._converter(column) for column in columns.columns]
        for rows in chunks:
            for row in rows:
                cells = [
                    None if value is None else to_cell(value) for to_cell, value in zip(converters, row, strict=False)
                ]
                writer.writerow(cells if columns.nested is None else _flattened(cells))
            yield lines.take()
        yield lines.take()

    def _header(self, columns: SelectedColumns) -> Iterator[str]:
        for column in columns.columns:
            if column.nested and column.nested.single:
                yield from (f"{column.name}.{name}" for name in column.nested.names)
            else:
                yield column.name

    def _converter(self, column: Column) -> Callable[[Any], Any]:
        """The function value → cell; for a single nested record, → list of cells. Numbers are written as in JSON."""
        nested = column.nested
        if nested is None:
            return self.converters.get(column.kind, str)
        if not nested.single:
            return lambda chunks: b"".join(JSONEncoder().rows(nested, chunks)).decode()
        converters = [self._converter(child) for child in nested.columns]

        def cells(chunks: Chunks) -> list[Any]:
            row = next((row for rows in chunks for row in rows), (None,) * len(converters))
            return [None if value is None else cell(value) for cell, value in zip(converters, row, strict=False)]

        return cells


class Lines(io.StringIO):
    """A buffer of CSV rows ending in LF. The csv module quotes a CR inside a cell only if its own rows end in CRLF."""

    def write(self, row: str) -> int:
        """Add a row that ends in CRLF."""
        return super().write(row[:-2] + "\n")

    def take(self) -> bytes:
        """The rows so far; empties the buffer."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text.encode()


def _flattened(cells: list[Any]) -> list[Any]:
    return [part for cell in cells for part in (cell if isinstance(cell, list) else [cell])]


def without_formula(text: str) -> str:
    """The text; with an apostrophe before it if a spreadsheet would run it as a formula."""
    return "'" + text if text.startswith(FORMULA) else text
