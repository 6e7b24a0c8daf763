"""Request bodies in XML and CSV (docs/contract/parameters.md), beside DRF's own parsers."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from rest_framework.exceptions import ParseError
from rest_framework.parsers import FormParser, JSONParser
from rest_framework_csv.orderedrows import OrderedRows
from rest_framework_csv.parsers import CSVParser as BaseCSVParser
from rest_framework_xml.parsers import XMLParser as BaseXMLParser

from bright.errors import TooLarge

__all__ = ["CSVParser", "FormParser", "JSONParser", "TextXMLParser", "XMLParser"]

Context = Mapping[str, Any] | None
TRUE = ("true", "1")
# A body is parsed before its credentials are known, and a cell of two bytes takes hundreds in memory.
MAX_CELLS, MAX_TAGS = 250_000, 250_000


class XMLParser(BaseXMLParser):
    """Rails' XML: dashes are underscores, `type="array"` is a list, `nil="true"` is None; the root's name is ignored.

    Values stay text: `007` stays `007`. Raises ParseError, also for a document type declaration, and TooLarge.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Context = None) -> dict[str, Any]:
        body = stream.read()
        if body.count(b"<") > MAX_TAGS:
            raise TooLarge(f"more than {MAX_TAGS} tags in an XML body")
        # rest_framework_xml means to forbid it, but its parser ignores that. NULs: the body may be UTF-16.
        if b"<!DOCTYPE" in body.replace(b"\0", b""):
            raise ParseError("an XML body can't have a document type declaration")
        try:
            data = super().parse(io.BytesIO(body), media_type, {"encoding": None})  # as declared, else UTF-8
        except LookupError as error:
            raise ParseError(f"XML parse error - {error}") from None
        if isinstance(data, str) and not data.strip():
            return {}
        if not isinstance(data, dict):
            raise ParseError("the root element must hold named elements")
        return data

    def _xml_convert(self, element: Element) -> Any:
        if element.get("nil") in TRUE:
            return None
        if element.get("type") == "array":
            return [self._xml_convert(child) for child in element]
        if len(element) == 0:
            return element.text or ""
        return {str(child.tag).replace("-", "_"): self._xml_convert(child) for child in element}


class TextXMLParser(XMLParser):
    """The same for the older media type."""

    media_type = "text/xml"


class CSVParser(BaseCSVParser):
    """A header row, then one record per row → a list of records. Raises ParseError, TooLarge.

    The delimiter is `;` if the header row has one and no comma. Cells may contain line breaks, which is why the parser
    of rest_framework_csv is not used: it splits the text into lines first.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Context = None) -> OrderedRows:
        try:
            text = stream.read().decode("utf-8-sig")
            header, _, _ = text.partition("\n")
            delimiter = ";" if ";" in header and "," not in header else ","
            rows = _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            raise ParseError(f"CSV parse error - {error}") from None
        return self._records(rows)

    def _records(self, rows: list[list[str]]) -> OrderedRows:
        names = [name.strip() for name in rows[0]] if rows else []
        if not all(names) or len(set(names)) < len(names):
            raise ParseError("the header row of the CSV has an empty name, or a name twice")
        records = [row for row in rows[1:] if row]
        if any(len(row) != len(names) for row in records):
            raise ParseError("a row of the CSV has more or fewer cells than the header row")
        data = OrderedRows(names)
        data.extend(dict(zip(names, row, strict=True)) for row in records)
        return data


def _limited(reader: Iterable[list[str]]) -> list[list[str]]:
    rows, cells = [], 0
    for row in reader:
        rows.append(row)
        cells += max(len(row), 1)  # an empty line takes memory, too
        if cells > MAX_CELLS:
            raise TooLarge(f"more than {MAX_CELLS} cells in a CSV body")
    return rows
