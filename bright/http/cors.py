"""Cross-origin calls with an API key, from the origins that the realm lists.

See docs/contract/formats.md, "Cross-origin calls"; decision 0008.

The API reads no cookies, so none of these headers allows credentials.
"""

from typing import Any

from django.http import HttpResponse

from bright.access import Access, Scope

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "600",
}
EXPOSED = "ETag, Link, Retry-After, X-Bright-Error, X-Bright-Pending, X-Request-Id"


def allow_origin(origin: str, access: Access | None, response: Any) -> None:
    """Add the headers that let a page of this origin read the response, if it may.

    `access` is None for an error before authentication: any page may read it, since it is empty.
    """
    if access is not None and access.scope not in Scope.KEY:
        return  # pairs must not be used in a browser
    if access is None or not access.origins:
        _make_readable(response, "*")
        return
    response["Vary"] = "Origin"  # also for other origins: a cache may hold both responses
    if origin in access.origins:
        _make_readable(response, origin)


def _make_readable(response: Any, origin: str) -> None:
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = EXPOSED


def preflight_response() -> HttpResponse:
    """The same for every origin: a preflight has no key, so the call itself decides who may read the response."""
    return HttpResponse(status=204, headers={"Access-Control-Allow-Origin": "*", **PREFLIGHT})
