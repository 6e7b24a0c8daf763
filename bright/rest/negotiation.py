"""Content negotiation: the path's suffix, else `format=`, else JSON; and JSONP.

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
    """Selects parsers by media type, as DRF does, but renderers by suffix or `format=`, never by Accept."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        """The renderer and its media type. Raises NotAcceptable (406); InvalidArgument for a bad callback."""
        parameters = get_parameters(request)
        format = format_suffix if format_suffix is not None else parameters.text("format") or renderers[0].format
        renderer = next((renderer for renderer in renderers if renderer.format == format), None)
        if renderer is None:
            raise NotAcceptable(f"unknown format {format[:40]!r}")
        name = parameters.text("callback")
        if name and request.method == "GET" and not CALLBACK.fullmatch(name):
            raise InvalidArgument("callback is not a plain JavaScript name")
        renderer.configure(request.method or "", parameters)
        return renderer, renderer.media_type


def jsonp_callback(request: Any, suffix: str | None) -> str:
    """The JSONP callback to call with an error; empty if there is none. `request`: Django's or DRF's."""
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
    """For a request whose parameters were not read, because there is no such path or there are too many of them."""
    names = re.findall(r"(?:^|&)callback=([^&]*)", query) if "callback=" in query else []
    return unquote_plus(names[-1]) if names else ""
