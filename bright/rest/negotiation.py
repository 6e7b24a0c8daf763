"""Which format the caller asked for: the suffix, else `format=`, else JSON; and JSONP.

See docs/contract/formats.md, "Choosing a format".
"""

import re
from typing import Any
from urllib.parse import unquote_plus

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from bright.errors import InvalidArgument, NotAcceptable
from bright.http.parameters import Parameters, get_parameters

CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,63}(\.[A-Za-z_$][A-Za-z0-9_$]{0,63}){0,5}", re.ASCII)


class FormatNegotiation(DefaultContentNegotiation):
    """Parsers by the body's media type, as in DRF; renderers by suffix or `format=`, never by an Accept header."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        """The renderer and its media type. Raises NotAcceptable (406); InvalidArgument for an odd callback name."""
        parameters = get_parameters(request)
        asked = format_suffix if format_suffix is not None else parameters.text("format") or renderers[0].format
        renderer = next((renderer for renderer in renderers if renderer.format == asked), None)
        if renderer is None:
            raise NotAcceptable(f"unknown format {asked[:40]!r}")
        name = parameters.text("callback")
        if name and request.method == "GET" and not CALLBACK.fullmatch(name):
            raise InvalidArgument("callback is not a plain JavaScript name")
        renderer.configure(request.method or "", parameters)
        return renderer, renderer.media_type


def jsonp_callback(request: Any, suffix: str | None) -> str:
    """The JSONP callback that an error must be sent to; empty if there is none. `request`: Django's or DRF's."""
    if request.method != "GET":
        return ""
    parameters: Parameters | None = request.META.get("bright.parameters")
    if parameters is None:
        name = _callback_in_query(request.META.get("QUERY_STRING", ""))
    else:
        is_json = (suffix or parameters.text("format") or "json") == "json"
        name = parameters.text("callback") if is_json else ""
    return name if CALLBACK.fullmatch(name) else ""


def _callback_in_query(query: str) -> str:
    """For a request whose parameters could not be read: it leads nowhere, or has too many of them."""
    names = re.findall(r"(?:^|&)callback=([^&]*)", query) if "callback=" in query else []
    return unquote_plus(names[-1]) if names else ""
