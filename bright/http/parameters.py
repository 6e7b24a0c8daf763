"""Parameters from the query string and from form, multipart or JSON bodies alike, on every verb (bright-v2.md 2)."""

import json
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http.request import RawPostDataException
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.request import Request

from bright.errors import InvalidArgument, LengthRequired, TooLarge
from bright.http.credentials import NAMES, Credentials, lift
from bright.models import storable

TRUE, FALSE = frozenset(("t", "true", "1", "yes")), frozenset(("f", "false", "0", "no"))


class Parameters:
    """Name → values, in the order given. Values are text. Credentials are not among them."""

    def __init__(self, values: dict[str, list[str]], files: list[UploadedFile]) -> None:
        self.values, self.files = values, files

    def all(self, name: str) -> list[str]:
        return self.values.get(name, [])

    def text(self, name: str, default: str = "") -> str:
        """The last value given, as Rails and Django read a repeated parameter."""
        values = self.values.get(name)
        return values[-1] if values else default

    def flag(self, name: str) -> bool:
        return self.values.get(name) is not None and boolean(name, self.text(name))

    def integer(self, name: str) -> int | None:
        """A whole number from 0 up to 18 digits; None if not given."""
        text = self.text(name)
        if text and not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise InvalidArgument(f"{name} is not a whole number")
        return int(text) if text else None

    def single(self) -> dict[str, str]:
        """One value for each name, as serializers take them."""
        return {name: values[-1] for name, values in self.values.items()}


def boolean(name: str, text: str) -> bool:
    lowered = text.lower()
    if lowered not in TRUE and lowered not in FALSE:
        raise InvalidArgument(f"{name} is neither true nor false")
    return lowered in TRUE


def gather(request: Request) -> tuple[Parameters, Credentials]:
    """The request's parameters and its credentials, apart from each other."""
    http = request._request  # DRF's own attribute; its proxy costs a look-up a time
    credentials: Credentials = http.META.setdefault("bright.http.credentials", Credentials())
    values = query(http.META.get("QUERY_STRING", ""))
    files: list[UploadedFile] = []
    if http.META.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired("a body without Content-Length")
    if http.META.get("CONTENT_LENGTH") not in (None, "", "0"):
        body, files = _body(request)
        for name, more in body.items():
            values.setdefault(name, []).extend(more)
    for name in NAMES.intersection(values):
        lift({name: [value for value in values.pop(name) if value != "[redacted]"]}, credentials)
    return Parameters(values, files), credentials


def query(text: str) -> dict[str, list[str]]:
    """As Django's request.GET, without its QueryDict, which costs as much as a small query to the database."""
    if not text.isascii():  # raw UTF-8, which WSGI hands over as latin-1
        text = text.encode("latin-1").decode("utf-8", "replace")
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    except ValueError:
        raise TooLarge("too many parameters") from None


def _body(request: Request) -> tuple[dict[str, list[str]], list[UploadedFile]]:
    try:
        data, files = request.data, request.FILES
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
        raise TooLarge(str(error)) from None
    except (ParseError, UnsupportedMediaType, RawPostDataException, UnicodeDecodeError, RecursionError) as error:
        raise InvalidArgument(f"body: {error}") from None
    if hasattr(data, "lists"):
        texts = {name: [value for value in found if isinstance(value, str)] for name, found in data.lists()}
        without_files = {name: found for name, found in texts.items() if found}  # DRF puts files among the data, too
        return without_files, [file for _, found in files.lists() for file in found]
    if not isinstance(data, dict):
        raise InvalidArgument("the JSON body is not an object")
    return {name: [_as_text(value)] for name, value in data.items() if value is not None}, []


def _as_text(value: Any) -> str:
    """A JSON value as the same parameter would be spelled in a query string."""
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def refuse_unstorable(parameters: Parameters) -> None:
    for name, texts in parameters.values.items():
        if not all(map(storable, (name, *texts))):
            raise InvalidArgument("a parameter holds NUL or half a surrogate pair")
