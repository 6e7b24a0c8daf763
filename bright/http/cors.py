"""Cross-origin calls with an API key, from the origins that the realm lists (bright-v2.md 2; decision 0008).

No cookie is ever read on the API, so nothing here speaks of credentials.
"""

from typing import Any

from django.http import HttpResponse

from bright.access import Access, Kind

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "600",
}
EXPOSED = "ETag, Link, Retry-After, X-Bright-Error, X-Request-Id"


def allow(origin: str, access: Access, response: Any) -> None:
    """Let the page read the answer. An error before anybody was recognised may be read by all: it is empty."""
    if access.kind is not Kind.NOBODY and access.kind not in Kind.KEY:
        return  # the secret pairs have no business in a browser
    if access.origins:
        response["Vary"] = "Origin"  # also without the header: a cache may hold both answers
    if not access.origins:
        _readable(response, "*")
    elif origin in access.origins:
        _readable(response, origin)


def _readable(response: Any, origin: str) -> None:
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = EXPOSED


def preflight() -> HttpResponse:
    """A preflight has no key with it; whether the page may read is decided on the call itself."""
    return HttpResponse(status=204, headers={"Access-Control-Allow-Origin": "*", **PREFLIGHT})
