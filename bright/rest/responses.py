"""Pieces of a body → the response: sent whole with an ETag up to 256 KiB, streamed if it is longer.

See docs/contract/formats.md, "Headers, ETag and streaming".
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase

from bright.reading.documents import SelectedColumns
from bright.reading.rows import Chunks, Row

WHOLE_LIMIT = 256 * 1024  # bytes
PRIVATE = "max-age=0, private, must-revalidate"


class ResponseBuilder:
    """Builds responses in the format of `renderer`. `request`: Django's. `cacheable`: false for a write."""

    def __init__(self, request: Any, renderer: Any, cacheable: bool = True) -> None:
        self.request, self.renderer = request, renderer
        self.cacheable = cacheable and request.method in ("GET", "HEAD")

    def rows(self, columns: SelectedColumns, chunks: Chunks, status: int = 200) -> HttpResponseBase:
        """A list of records."""
        return self.build(self.renderer.encoder.rows(columns, chunks), status)

    def row(self, columns: SelectedColumns, row: Row, status: int = 200) -> HttpResponseBase:
        """One record."""
        return self.build(self.renderer.encoder.row(columns, row), status)

    def values(self, columns: SelectedColumns, chunks: Chunks) -> HttpResponseBase:
        """Rows as lists of values in JSON; in other formats the same as `rows`."""
        return self.build(self.renderer.list_encoder.rows(columns, chunks))

    def document(self, document: Any, context: dict[str, Any], status: int = 200) -> HttpResponseBase:
        """A nested document. `context`: DRF's renderer context."""
        return self.build(iter([self.renderer.render(document, self.renderer.media_type, context)]), status)

    def build(self, pieces: Iterator[bytes], status: int = 200) -> HttpResponseBase:
        """The response with these pieces as its body. An error in the first 256 KiB is raised here."""
        pieces, status, content_type = self.renderer.finish(pieces, status)
        buffered, size = [], 0
        for piece in pieces:
            buffered.append(piece)
            size += len(piece)
            if size > WHOLE_LIMIT:
                streamed = StreamingHttpResponse(_chained(buffered, pieces), status=status, content_type=content_type)
                return self._with_headers(streamed, "no-store")
        return self._whole(b"".join(buffered), status, content_type)

    def _whole(self, body: bytes, status: int, content_type: str) -> HttpResponse:
        if not self.cacheable or status != 200:
            return self._with_headers(HttpResponse(body, status=status, content_type=content_type), "no-store")
        tag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        if tag in self.request.META.get("HTTP_IF_NONE_MATCH", ""):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(body, content_type=content_type)
            response["Content-Length"] = str(len(body))
        response["ETag"] = tag
        return self._with_headers(response, PRIVATE)

    def _with_headers(self, response: Any, cache: str) -> Any:
        response["Cache-Control"] = cache
        if getattr(self.renderer, "callback", ""):
            response["Content-Disposition"] = "attachment; filename=f.txt"
        return response


def _chained(buffered: Iterable[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    """One generator, so that closing the response also closes the database cursor."""
    try:
        yield b"".join(buffered)
        yield from rest
    finally:
        rest.close()  # type: ignore[attr-defined]
