"""bright.js and its types, for pages of any site."""

import gzip
import hashlib
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, require_safe

from apps.embedder.bundling import SOURCES, bundle

HEADERS = {
    # The URL has no version, so browsers may use a copy for five minutes and then ask again, with its ETag.
    "Cache-Control": "public, max-age=300",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@lru_cache(maxsize=1)
def script() -> bytes:
    return bundle().encode()


@lru_cache(maxsize=1)
def types() -> bytes:
    return (SOURCES / "bright.d.ts").read_bytes()


@lru_cache(maxsize=2)
def compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def script_etag(request: HttpRequest) -> str:
    return _etag(script())


def types_etag(request: HttpRequest) -> str:
    return _etag(types())


@require_safe
@condition(etag_func=script_etag)
def bright_js(request: HttpRequest) -> HttpResponse:
    return _response(request, script(), "text/javascript; charset=utf-8")


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
