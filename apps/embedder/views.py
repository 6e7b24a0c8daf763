"""bright.js, its source map and its types, for pages of any site."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, require_safe

SOURCES = Path(__file__).with_name("javascript")
BUNDLE = settings.BASE_DIR / "build"  # what `npm run build` makes of them
HEADERS = {
    # The URL has no version, so browsers may use a copy for five minutes and then ask again, with its ETag.
    "Cache-Control": "public, max-age=300",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@lru_cache(maxsize=1)
def script() -> bytes:
    return (BUNDLE / "bright.js").read_bytes()


@lru_cache(maxsize=1)
def source_map() -> bytes:
    return (BUNDLE / "bright.js.map").read_bytes()


@lru_cache(maxsize=1)
def types() -> bytes:
    return (SOURCES / "bright.d.ts").read_bytes()


@lru_cache(maxsize=3)
def compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def script_etag(request: HttpRequest) -> str:
    return _etag(script())


def source_map_etag(request: HttpRequest) -> str:
    return _etag(source_map())


def types_etag(request: HttpRequest) -> str:
    return _etag(types())


@require_safe
@condition(etag_func=script_etag)
def bright_js(request: HttpRequest) -> HttpResponse:
    return _response(request, script(), "text/javascript; charset=utf-8")


@require_safe
@condition(etag_func=source_map_etag)
def bright_js_map(request: HttpRequest) -> HttpResponse:
    return _response(request, source_map(), "application/json")


@require_safe
@condition(etag_func=types_etag)
def bright_d_ts(request: HttpRequest) -> HttpResponse:
    return _response(request, types(), "text/plain; charset=utf-8")


def _etag(content: bytes) -> str:
    """A weak ETag, since it is the same for the content compressed and not."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def _response(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    body = compressed(content) if accepts_gzip else content
    response = HttpResponse(body, content_type=content_type, headers=HEADERS)
    if accepts_gzip:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
