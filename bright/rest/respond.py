"""A view's responses, in the negotiated format: records, values, documents and tables."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.http.response import HttpResponseBase

from bright.errors import InvalidArgument
from bright.reading.documents import Column, SelectedColumns
from bright.reading.rows import Chunks
from bright.rest.renderers import JSONRenderer
from bright.rest.responses import ResponseBuilder


class RespondMixin:
    """For a DRF view that has `parameters`, `document` and `get_row_by_pk`."""

    request: Any
    document: ClassVar[Any]
    parameters: Any
    action: str
    safe_actions: ClassVar[frozenset[str]]
    get_renderer_context: Any
    get_row_by_pk: Any
    headers: dict[str, str]  # DRF adds them to the response

    @cached_property
    def responses(self) -> ResponseBuilder:
        """The builder for the negotiated renderer."""
        cacheable = self.action in self.safe_actions
        return ResponseBuilder(self.request._request, self.request.accepted_renderer, cacheable)

    def note_pending(self, count: int) -> None:
        """Say in the answer for how many records the work goes on in the background: there was no time for them."""
        if count:
            self.headers["X-Bright-Pending"] = str(count)

    def respond_with(self, pk: int, status: int = 200, shown_once: Mapping[str, Any] | None = None) -> HttpResponseBase:
        """The record with this key, read from the database. `shown_once`: values that no later response shows."""
        query, row = self.get_row_by_pk(pk)
        if shown_once:
            row = tuple(shown_once.get(name, value) for name, value in zip(query.columns.names, row, strict=False))
        return self.responses.row(query.columns, row, status)

    def respond_with_values(self, status: int, **values: str) -> HttpResponseBase:
        """A record without a model: names and texts."""
        columns = tuple(Column(name, "text") for name in values)
        return self.responses.row(SelectedColumns(self.document.element, columns), tuple(values.values()), status)

    def respond_with_json(self, document: Any) -> HttpResponseBase:
        """A JSON document, whatever format the caller asked for."""
        renderer = JSONRenderer()
        renderer.callback = getattr(self.request.accepted_renderer, "callback", "")
        return ResponseBuilder(self.request._request, renderer, self.responses.cacheable).document(document, {})

    def respond_with_document(self, document: dict[str, Any], status: int = 200) -> HttpResponseBase:
        """A nested document, in the negotiated format."""
        return self.responses.document(document, self.get_renderer_context(), status)

    def respond_with_table(self, columns: tuple[Column, ...], chunks: Chunks) -> HttpResponseBase:
        """Rows without a model, streamed; in JSON, lists or, with `rows=objects`, objects. Raises InvalidArgument."""
        form = self.parameters.text("rows")
        if form not in ("", "lists", "objects"):
            raise InvalidArgument("rows is neither lists nor objects")
        selected = SelectedColumns("row", columns, collection="rows")
        if form == "objects":
            return self.responses.rows(selected, chunks)
        return self.responses.values(selected, chunks)
