"""Which format was asked for: the suffix, else `format=`, else JSON (bright-v2.md 2)."""

import re
from urllib.parse import unquote_plus

from django.http import HttpRequest

from bright.errors import InvalidArgument, UnknownFormat
from bright.http.parameters import Parameters

KNOWN = ("json", "xml", "csv")
CALLBACK = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,63}(\.[A-Za-z_$][A-Za-z0-9_$]{0,63}){0,5}", re.ASCII)


def choose(suffix: str | None, parameters: Parameters) -> str:
    """`json`, `xml` or `csv`; raises UnknownFormat (406)."""
    asked = suffix if suffix is not None else parameters.text("format") or "json"
    if asked not in KNOWN:
        raise UnknownFormat(f"unknown format {asked[:40]!r}")
    return asked


def callback(method: str, suffix: str | None, parameters: Parameters) -> str:
    """The JSONP callback's name, if a valid one is asked for; only on `.json` (or formatless) GETs."""
    name = parameters.text("callback")
    is_json = (suffix or parameters.text("format") or "json") == "json"
    return name if method == "GET" and is_json and CALLBACK.fullmatch(name) else ""


def early_callback(request: HttpRequest) -> str:
    """The same for a GET whose parameters nobody has gathered: it leads nowhere, or has too many of them."""
    query = request.META.get("QUERY_STRING", "")
    if request.method != "GET" or "callback=" not in query:
        return ""
    found = re.findall(r"(?:^|&)callback=([^&]*)", query)
    name = unquote_plus(found[-1]) if found else ""
    return name if CALLBACK.fullmatch(name) else ""


def refuse_odd_callback(method: str, parameters: Parameters) -> None:
    name = parameters.text("callback")
    if name and method == "GET" and not CALLBACK.fullmatch(name):
        raise InvalidArgument("callback is not a plain JavaScript name")
