"""Headers that course files and the player's pages have in common."""

from typing import TypeVar

from django.http import HttpResponseBase

# A course may run scripts and store its own data, but may not navigate the page around it, its opener, or the tab.
SANDBOX = "sandbox allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads"
CONTENT_HEADERS = {
    "Permissions-Policy": "unload=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Response = TypeVar("Response", bound=HttpResponseBase)


def set_headers(response: Response, headers: dict[str, str]) -> Response:
    """The same response, with these headers set."""
    for name, value in headers.items():
        response[name] = value
    return response
