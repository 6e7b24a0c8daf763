"""Removes the charset from Content-Type: every text is read as UTF-8.

Django decodes the query string with this charset while it creates the request, where no handler catches errors. A
charset such as `hex`, which is no text encoding, would be an unhandled error on any path; so would too many parameters.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

CHARSET = re.compile(r""";\s*charset\*?\s*=\s*("[^"]*"|[^;]*)""", re.IGNORECASE)


class CharsetStrippingMiddleware:
    """WSGI middleware: Django's middleware would come too late."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if ";" in environ.get("CONTENT_TYPE", ""):
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        return self.application(environ, start_response)
