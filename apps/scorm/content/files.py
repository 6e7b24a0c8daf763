"""Course files on the content host: signed addresses, fixed types, ranges (runtime-and-dispatch.md, section 8)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from django.core.signing import BadSignature, Signer
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import http_date, parse_etags

from apps.scorm.content.content_types import DEFAULT_TYPE, TYPES

# An address is the same for a whole day, so that browsers keep what they have; it opens files for two to three days.
ADDRESS_LIFETIME = timedelta(days=3)
DAY = 86_400
CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# A course may run scripts and keep its own data, but may not move the page around it, its opener, or the whole tab.
SANDBOX = "sandbox allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads"


def _signer() -> Signer:
    return Signer(salt="apps.scorm.content", sep=".")


def address(storage_key: str, href: str) -> str:
    """The path, on the content host, of a launch address inside a package; `href` has parameters, and isn't quoted."""
    expires = int(timezone.now().timestamp() + ADDRESS_LIFETIME.total_seconds()) // DAY
    at = min((href.find(mark) for mark in "?#" if mark in href), default=len(href))
    rest = quote(href[at:], safe="?#&=;/:@!$'()*+,%~[]")
    return f"/c/{_signer().sign(f'{storage_key}.{expires}')}/{quote(href[:at])}{rest}"


def storage_key(signed: str) -> str | None:
    """The key that a signed address is good for; None once it is not."""
    try:
        key, _, expires = _signer().unsign(signed).rpartition(".")
    except BadSignature:
        return None
    return key if int(expires) * DAY > timezone.now().timestamp() else None


def serve(request: HttpRequest, path: Path) -> HttpResponseBase:
    """A package's file, whole or the one range asked for. Package files never change."""
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
    response["Cache-Control"] = f"private, max-age={365 * DAY}, immutable"
    return response


def content_type(name: str) -> str:
    return TYPES.get(PurePosixPath(name).suffix.lower(), DEFAULT_TYPE)


def _body(request: HttpRequest, path: Path, size: int, etag: str) -> HttpResponseBase:
    wanted = _range(request, size, etag)
    if wanted is None:
        return _whole(request, path, size)
    start, end = wanted
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    parts = _read(path, start, end) if request.method == "GET" else iter(())
    headers = {"Content-Range": f"bytes {start}-{end - 1}/{size}", "Content-Length": str(end - start)}
    return StreamingHttpResponse(parts, status=206, headers=headers)


def _whole(request: HttpRequest, path: Path, size: int) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    return FileResponse(path.open("rb"))


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """From, up to (not including); empty if it can't be had. None: all of it, also if several ranges are asked."""
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
