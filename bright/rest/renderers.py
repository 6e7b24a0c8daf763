"""The formats as DRF renderers (docs/contract/formats.md, "XML").

`render`, inherited from DRF, djangorestframework-xml and djangorestframework-csv and adapted to Rails' conventions, is
for small nested documents; `encoder` streams rows (bright/encoding).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from django.utils.xmlutils import SimplerXMLGenerator
from rest_framework import renderers
from rest_framework_csv.renderers import CSVRenderer as BaseCSVRenderer
from rest_framework_xml.renderers import XMLRenderer as BaseXMLRenderer

from bright.encoding.csv import CSVEncoder, without_formula
from bright.encoding.json import OPTIONS, JSONEncoder, JSONListEncoder, jsonp, plain_text
from bright.encoding.xml import XMLEncoder, xml_element
from bright.http.parameters import Parameters

Context = Mapping[str, Any] | None


class JSONRenderer(renderers.JSONRenderer):
    """JSON; or JSONP: a script that calls `callback` with the document and the status."""

    encoder = JSONEncoder()
    list_encoder = JSONListEncoder()  # rows as lists of values, without names
    content_type = "application/json; charset=utf-8"
    script_content_type = "application/javascript; charset=utf-8"
    callback = ""

    def configure(self, method: str, parameters: Parameters) -> None:
        """Called by FormatNegotiation, which has checked the callback's name."""
        self.callback = parameters.text("callback") if method == "GET" else ""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Context = None) -> bytes:
        """A document as JSON, without the callback: `finish` adds it."""
        return orjson.dumps(data, option=OPTIONS)

    def finish(self, pieces: Iterator[bytes], status: int) -> tuple[Iterator[bytes], int, str]:
        """Body, status and content type to send. A script tag can't see a status, so with JSONP it is always 200."""
        if self.callback:
            return jsonp(self.callback, pieces, status), 200, self.script_content_type
        return pieces, status, self.content_type


class XMLRenderer(BaseXMLRenderer):
    """XML as Rails writes it."""

    encoder = list_encoder = XMLEncoder()
    content_type = "application/xml; charset=utf-8"
    charset = "UTF-8"

    def configure(self, method: str, parameters: Parameters) -> None:
        """XML has no options."""

    def finish(self, pieces: Iterator[bytes], status: int) -> tuple[Iterator[bytes], int, str]:
        return pieces, status, self.content_type

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Context = None) -> bytes:
        """The root element is named by the view's document; rest_framework_xml writes it and the XML declaration."""
        view = (renderer_context or {}).get("view")
        self.root_tag_name = getattr(getattr(view, "document", None), "element", "root")
        return super().render(data, accepted_media_type, renderer_context).encode() + b"\n"

    def _to_xml(self, xml: SimplerXMLGenerator, data: Any) -> None:
        """Writes the content of the root. `ignorableWhitespace` writes text unescaped: `xml_element` has escaped it."""
        members = data if isinstance(data, dict) else {self.item_tag_name: data}
        for name, value in members.items():
            xml.ignorableWhitespace(("\n" if name is next(iter(members)) else "") + xml_element(str(name), value, "  "))


class CSVRenderer(BaseCSVRenderer):
    """CSV with a header row and LF."""

    encoder = list_encoder = CSVEncoder()
    raw_encoder = CSVEncoder(raw=True)
    media_type = "text/csv"
    content_type = "text/csv; charset=utf-8"
    # Marks the ends of rows, since no text contains NUL. With CR in it, the csv module quotes a CR inside a cell.
    ROW_END = "\r\n\0"
    writer_opts = {"lineterminator": ROW_END}

    is_raw = False

    def configure(self, method: str, parameters: Parameters) -> None:
        """`raw=true`: cells stay unchanged, even if a spreadsheet would run them as formulas."""
        if parameters.flag("raw"):
            self.is_raw = True
            self.encoder = self.list_encoder = self.raw_encoder

    def render(self, data: Any, media_type: str | None = None, renderer_context: Context = None) -> bytes:
        """A document as one row, with nested values as JSON text."""
        context = {**(renderer_context or {}), "header": list(data)} if isinstance(data, dict) else {}
        return super().render(data, media_type, context).replace(self.ROW_END.encode(), b"\n")

    def finish(self, pieces: Iterator[bytes], status: int) -> tuple[Iterator[bytes], int, str]:
        return pieces, status, self.content_type

    def flatten_item(self, item: Any) -> dict[str, Any]:
        cells = item if isinstance(item, dict) else {"": item}
        return {str(name): self._cell(value) for name, value in cells.items()}

    def _cell(self, value: Any) -> Any:
        text = value if value is None or isinstance(value, str) else plain_text(value)
        return text if text is None or self.is_raw else without_formula(text)
