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
    # Sites name one address for good, so what is there may be five minutes old, and is then asked for by its ETag.
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


def script_tag(request: HttpRequest) -> str:
    return _tag(script())


def source_map_tag(request: HttpRequest) -> str:
    return _tag(source_map())


def types_tag(request: HttpRequest) -> str:
    return _tag(types())


@require_safe
@condition(etag_func=script_tag)
def bright_js(request: HttpRequest) -> HttpResponse:
    return _answer(request, script(), "text/javascript; charset=utf-8")


@require_safe
@condition(etag_func=source_map_tag)
def bright_js_map(request: HttpRequest) -> HttpResponse:
    return _answer(request, source_map(), "application/json")


@require_safe
@condition(etag_func=types_tag)
def bright_d_ts(request: HttpRequest) -> HttpResponse:
    return _answer(request, types(), "text/plain; charset=utf-8")


def _tag(content: bytes) -> str:
    """A weak one: it stands for the content, compressed or not."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def _answer(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(compressed(content) if takes_gzip else content, content_type=kind, headers=HEADERS)
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
