"""Pieces of an answer → the response: built whole with an ETag up to 256 KiB, streamed past that (bright-v2.md 2)."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase

from bright.encoding.encoders import JSONP_TYPE, Chunks, Csv, Json, JsonLists, Row, Xml, jsonp
from bright.reading.documents import Shape

WHOLE_LIMIT = 256 * 1024
PRIVATE = "max-age=0, private, must-revalidate"
ENCODERS: dict[str, Any] = {"json": Json(), "xml": Xml(), "csv": Csv()}
RAW_CSV, JSON_LISTS = Csv(raw=True), JsonLists()


class Form:
    """How an answer is to be dressed: format, JSONP callback, exact CSV cells. A write's is kept by no cache."""

    def __init__(self, format: str, callback: str = "", raw: bool = False, reads: bool = True) -> None:
        self.encoder = RAW_CSV if raw and format == "csv" else ENCODERS[format]
        self.callback, self.reads = callback, reads

    def many(self, request: HttpRequest, shape: Shape, chunks: Chunks, status: int = 200) -> HttpResponseBase:
        return self.respond(request, self.encoder.many(shape, chunks), status)

    def one(self, request: HttpRequest, shape: Shape, row: Row, status: int = 200) -> HttpResponseBase:
        return self.respond(request, self.encoder.one(shape, row), status)

    def tree(self, request: HttpRequest, name: str, document: dict[str, Any], status: int = 200) -> HttpResponseBase:
        return self.respond(request, self.encoder.tree(name, document), status)

    def table(self, request: HttpRequest, shape: Shape, chunks: Chunks, as_objects: bool) -> HttpResponseBase:
        """Rows of any query. JSON gives their values only, unless objects are asked for."""
        encoder = JSON_LISTS if isinstance(self.encoder, Json) and not as_objects else self.encoder
        return self.respond(request, encoder.many(shape, chunks))

    def respond(self, request: HttpRequest, pieces: Iterator[bytes], status: int = 200) -> HttpResponseBase:
        kind = self.encoder.content_type
        if self.callback:
            pieces, status, kind = jsonp(self.callback, pieces, status), 200, JSONP_TYPE
        held, size = [], 0
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size > WHOLE_LIMIT:
                streamed = StreamingHttpResponse(_chained(held, pieces), status=status, content_type=kind)
                return _dressed(streamed, "no-store", self.callback)
        return self._whole(request, b"".join(held), status, kind)

    def _whole(self, request: HttpRequest, body: bytes, status: int, kind: str) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or status != 200 or not self.reads:
            return _dressed(HttpResponse(body, status=status, content_type=kind), "no-store", self.callback)
        tag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(body, content_type=kind)
            response["Content-Length"] = str(len(body))
        response["ETag"] = tag
        return _dressed(response, PRIVATE, self.callback)


def _chained(held: Iterable[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    """One generator, so that closing the response ends the database's cursor too."""
    try:
        yield b"".join(held)
        yield from rest
    finally:
        rest.close()  # type: ignore[attr-defined]


def _dressed(response: Any, cache: str, callback: str) -> Any:
    response["Cache-Control"] = cache
    if callback:
        response["Content-Disposition"] = "attachment; filename=f.txt"
    return response
