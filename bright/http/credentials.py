"""Takes the credentials out of a request before anything can log them.

See docs/contract/access.md, "Credentials in a request".

An outermost WSGI wrapper, on API paths only. Multipart fields can't be taken out without reading the upload;
they are lifted where parameters are gathered.
"""

import base64
import binascii
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote_plus

PAIRS = ("realm_guid", "realm_secret_key", "sc_app_id", "sc_secret_key")
NAMES = frozenset((*PAIRS, "api_key", "api_token", "access_token", "accessToken"))
BODY_LIMIT = 1024 * 1024
REDACTED = "[redacted]"
QUOTED_REDACTED = quote(REDACTED)
# `name=value` as in URLs, also inside another URL's parameter, where it is quoted once or more; `"name": "value"`.
_NAMED = "|".join(sorted(name.replace("_", "(?:_|%(?:25)*5F)") for name in NAMES))
_SPELLED_OUT = re.compile(
    rf"""((?:{_NAMED})(?:=|%(?:25)*3D|["']\s*[:=]\s*["']))(?:(?!%(?:25)*(?:26|23))[^&#\s"'<>\\])+""", re.IGNORECASE
)
_IN_HEADER = re.compile(r"\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=%-]{16,}", re.IGNORECASE)


class Credentials(dict[str, set[str]]):
    """Parameter name → the values given. Its text never shows them. `in_header`: the names that came in a header."""

    def __init__(self) -> None:
        super().__init__()
        self.in_header: set[str] = set()

    def __repr__(self) -> str:
        return "<credentials>"

    __str__ = __repr__

    def copy(self) -> "Credentials":
        copied = Credentials()
        copied.update({name: set(values) for name, values in self.items()})
        copied.in_header.update(self.in_header)
        return copied

    def add(self, name: str, value: Any) -> None:
        if value not in (None, ""):
            self.setdefault(name, set()).add(str(value))


class CredentialStrippingMiddleware:
    """WSGI middleware: `environ["bright.credentials"]` holds what was taken out."""

    def __init__(self, application: Callable[..., Iterable[bytes]], prefixes: tuple[str, ...]) -> None:
        self.application, self.prefixes = application, prefixes

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(self.prefixes):
            take(environ)
        return self.application(environ, start_response)


def take(environ: dict[str, Any]) -> Credentials:
    credentials = environ["bright.credentials"] = Credentials()
    query = environ.get("QUERY_STRING", "")
    environ["QUERY_STRING"] = rest = _take_pairs(query, credentials) if query else ""
    for name in ("RAW_URI", "REQUEST_URI", "HTTP_REFERER"):
        if "?" in environ.get(name, ""):
            path, _, same = environ[name].partition("?")
            environ[name] = f"{path}?{rest if same == query else _take_pairs(same, Credentials())}"
    if "HTTP_AUTHORIZATION" in environ:
        given = Credentials()
        _take_header(environ.pop("HTTP_AUTHORIZATION"), given)
        lift(given, credentials)
        credentials.in_header.update(given)
    if environ.get("CONTENT_LENGTH", "") not in ("", "0"):
        _take_body(environ, credentials)
    return credentials


def _take_pairs(text: str, credentials: Credentials) -> str:
    """The same pairs, untouched but for the values of credentials, which are redacted."""
    kept = []
    for pair in text.split("&"):
        raw_name, equals, value = pair.partition("=")
        name = unquote_plus(raw_name) if "%" in raw_name else raw_name  # none of the names has a blank
        if name in NAMES:
            credentials.add(name, unquote_plus(value))
            pair = f"{raw_name}{equals}{QUOTED_REDACTED}"
        kept.append(pair)
    return "&".join(kept)


def _take_header(header: str, credentials: Credentials) -> None:
    """`Bearer` is an API key; `Basic` is the realm pair (docs/contract/access.md, "Three modes")."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        credentials.add("access_token", value.strip())
    elif scheme.lower() == "basic":
        try:
            user, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            user, password = "malformed", ""
        credentials.add("realm_guid", user)
        credentials.add("realm_secret_key", password)


def _take_body(environ: dict[str, Any], credentials: Credentials) -> None:
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    take_from = {"application/x-www-form-urlencoded": _take_form, "application/json": _take_json}.get(kind)
    length = environ["CONTENT_LENGTH"]
    if take_from is None or not length.isdigit() or int(length) > BODY_LIMIT:
        return
    body = take_from(environ["wsgi.input"].read(int(length)), credentials)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))


def _take_form(body: bytes, credentials: Credentials) -> bytes:
    return _take_pairs(body.decode("utf-8", "replace"), credentials).encode()


def _take_json(body: bytes, credentials: Credentials) -> bytes:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return body  # refused where parameters are gathered
    if not isinstance(document, dict) or NAMES.isdisjoint(document):
        return body
    lift(document, credentials)
    return json.dumps({name: value for name, value in document.items() if name not in NAMES}).encode()


def mask(text: str) -> str:
    """The same text without the values of credentials: for what is kept or logged and may quote an address."""
    return _IN_HEADER.sub(rf"\1 {REDACTED}", _SPELLED_OUT.sub(rf"\1{REDACTED}", text))


def lift(parameters: Mapping[str, Any], credentials: Credentials) -> None:
    """Copy the credentials among `parameters` (values, or lists of values)."""
    for name in NAMES.intersection(parameters):
        values = parameters[name]
        for value in values if isinstance(values, list | tuple | set) else [values]:
            credentials.add(name, value)
