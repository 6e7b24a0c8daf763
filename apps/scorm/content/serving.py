"""Serving a file of a package: fixed content types, ETags, ranges (docs/contract/content-and-player.md)."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date, parse_etags

from apps.scorm.content.content_types import CONTENT_TYPES, DEFAULT_TYPE

YEAR = 365 * 86_400  # seconds
CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def serve(request: HttpRequest, path: Path) -> HttpResponseBase:
    """The file, or the one range of it that is requested. Package files never change, so browsers may cache them."""
    stat = path.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = _body(request, path, stat.st_size, etag)
        response["Content-Type"] = content_type(path.name)
        response["Last-Modified"] = http_date(stat.st_mtime)
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return response


def content_type(name: str) -> str:
    return CONTENT_TYPES.get(PurePosixPath(name).suffix.lower(), DEFAULT_TYPE)


def _body(request: HttpRequest, path: Path, size: int, etag: str) -> HttpResponseBase:
    requested = _range(request, size, etag)
    if requested is None:
        return _whole(request, path, size)
    start, end = requested
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    chunks = _read(path, start, end) if request.method == "GET" else iter(())
    headers = {"Content-Range": f"bytes {start}-{end - 1}/{size}", "Content-Length": str(end - start)}
    return StreamingHttpResponse(chunks, status=206, headers=headers)


def _whole(request: HttpRequest, path: Path, size: int) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    return FileResponse(path.open("rb"))


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Start, and end (exclusive); empty if the range is not satisfiable.

    None if the whole file is to be sent, as also for a request of several ranges.
    """
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not match or match.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (part[:18] for part in match.groups())
    if first == "":
        return max(size - int(last), 0), size
    end = size if last == "" else min(int(last) + 1, size)
    return (int(first), end) if last == "" or int(last) >= int(first) else None


def _read(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (chunk := file.read(min(CHUNK, end - start))):
            start += len(chunk)
            yield chunk
