"""Texts are UTF-8. What else a Content-Type says of its charset is taken out before Django sees it.

Django looks at it while it makes the request, where nothing catches: `charset=hex` would be an unhandled error of any
path (it is no text encoding), and so would more parameters than are allowed, beside any charset.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

CHARSET = re.compile(r""";\s*charset\*?\s*=\s*("[^"]*"|[^;]*)""", re.IGNORECASE)


class CharsetStrippingMiddleware:
    """WSGI middleware."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if ";" in environ.get("CONTENT_TYPE", ""):
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        return self.application(environ, start_response)
