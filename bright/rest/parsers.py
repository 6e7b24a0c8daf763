"""Request bodies in XML and CSV (docs/contract/parameters.md), beside DRF's own parsers."""

import csv
import io
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from rest_framework.exceptions import ParseError
from rest_framework.parsers import FormParser, JSONParser
from rest_framework_csv.orderedrows import OrderedRows
from rest_framework_csv.parsers import CSVParser as BaseCSVParser
from rest_framework_xml.parsers import XMLParser as BaseXMLParser

__all__ = ["CSVParser", "FormParser", "JSONParser", "TextXMLParser", "XMLParser"]

Context = Mapping[str, Any] | None
TRUE = ("true", "1")


class XMLParser(BaseXMLParser):
    """Rails' XML: the root is left out, dashes are underscores, `type="array"` is a list, `nil="true"` is null.

    Values stay text: `007` stays `007`. A document type is refused. Raises ParseError.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Context = None) -> dict[str, Any]:
        body = stream.read()
        if b"<!DOCTYPE" in body:  # rest_framework_xml forbids it in vain: the parser that it makes allows it
            raise ParseError("an XML body can't have a document type")
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
    media_type = "text/xml"


class CSVParser(BaseCSVParser):
    """A header row and one record a line → a list of records. Raises ParseError.

    The delimiter is `;` where the header row has one and no comma. Cells may hold line breaks, which the parser of
    rest_framework_csv would break at: it gets the text as one stream.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Context = None) -> OrderedRows:
        try:
            text = stream.read().decode("utf-8-sig")
            header, _, _ = text.partition("\n")
            delimiter = ";" if ";" in header and "," not in header else ","
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
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
