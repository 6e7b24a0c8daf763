"""The formats as DRF renderers (docs/contract/formats.md, "XML").

DRF's own, djangorestframework-xml's and djangorestframework-csv's renderers render small nested documents, with Rails'
spelling over them; `encoder` streams rows (bright/encoding). A response's content type has the charset in it.
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
    """JSON; a JavaScript that calls `callback` with the document and the status, once there is one."""

    encoder = JSONEncoder()
    list_encoder = JSONListEncoder()  # of the rows of any query: their values only
    content_type = "application/json; charset=utf-8"
    script_content_type = "application/javascript; charset=utf-8"
    callback = ""

    def configure(self, method: str, parameters: Parameters) -> None:
        """Called by the content negotiation, which has refused names that are no plain JavaScript."""
        self.callback = parameters.text("callback") if method == "GET" else ""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Context = None) -> bytes:
        return orjson.dumps(data, option=OPTIONS)

    def finish(self, pieces: Iterator[bytes], status: int) -> tuple[Iterator[bytes], int, str]:
        """The pieces, status and content type as they are sent. A script tag can't see a status: it is always 200."""
        if self.callback:
            return jsonp(self.callback, pieces, status), 200, self.script_content_type
        return pieces, status, self.content_type


class XMLRenderer(BaseXMLRenderer):
    encoder = list_encoder = XMLEncoder()
    content_type = "application/xml; charset=utf-8"
    charset = "UTF-8"

    def configure(self, method: str, parameters: Parameters) -> None:
        """There is nothing to choose."""

    def finish(self, pieces: Iterator[bytes], status: int) -> tuple[Iterator[bytes], int, str]:
        return pieces, status, self.content_type

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Context = None) -> bytes:
        """Under the view's own root element. rest_framework_xml writes the declaration and the root."""
        view = (renderer_context or {}).get("view")
        self.root_tag_name = getattr(getattr(view, "document", None), "element", "root")
        return super().render(data, accepted_media_type, renderer_context).encode() + b"\n"

    def _to_xml(self, xml: SimplerXMLGenerator, data: Any) -> None:
        """Called with what the root holds. `ignorableWhitespace` writes text as it is: it is escaped already."""
        members = data if isinstance(data, dict) else {self.item_tag_name: data}
        for name, value in members.items():
            xml.ignorableWhitespace(("\n" if name is next(iter(members)) else "") + xml_element(str(name), value, "  "))


class CSVRenderer(BaseCSVRenderer):
    encoder = list_encoder = CSVEncoder()
    raw_encoder = CSVEncoder(raw=True)
    media_type = "text/csv"
    content_type = "text/csv; charset=utf-8"
    # NUL is in no text of ours: it marks the ends of rows, while CR among them makes the csv module quote a lone CR.
    ROW_END = "\r\n\0"
    writer_opts = {"lineterminator": ROW_END}

    is_raw = False

    def configure(self, method: str, parameters: Parameters) -> None:
        """`raw=true`: cells stay exactly as they are, even if a spreadsheet would run them as formulas."""
        if parameters.flag("raw"):
            self.is_raw = True
            self.encoder = self.list_encoder = self.raw_encoder

    def render(self, data: Any, media_type: str | None = None, renderer_context: Context = None) -> bytes:
        """One row; what is nested is JSON text. rest_framework_csv writes the table."""
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
