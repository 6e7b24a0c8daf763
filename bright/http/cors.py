"""Cross-origin calls with an API key, from the origins that the realm lists.

See docs/contract/formats.md, "Cross-origin calls"; decision 0008.

No cookie is ever read on the API, so nothing here mentions the browser's credentials.
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
    """Let the page of this origin read the response.

    `access` is None for an error before the caller was authenticated: any page may read it, since it is empty.
    """
    if access is not None and access.scope not in Scope.KEY:
        return  # the secret pairs have no business in a browser
    if access is None or not access.origins:
        _make_readable(response, "*")
        return
    response["Vary"] = "Origin"  # also without the header: a cache may hold both answers
    if origin in access.origins:
        _make_readable(response, origin)


def _make_readable(response: Any, origin: str) -> None:
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = EXPOSED


def preflight_response() -> HttpResponse:
    """A preflight carries no key; whether the page may read is decided on the call itself."""
    return HttpResponse(status=204, headers={"Access-Control-Allow-Origin": "*", **PREFLIGHT})
