"""The parameters of a request: from its query string and its body together, whatever its method and content type.

See docs/contract/parameters.md.
"""

import json
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http.request import RawPostDataException
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework_csv.orderedrows import OrderedRows

from bright.errors import InvalidArgument, LengthRequired, TooLarge
from bright.http.credentials import NAMES, QUOTED_REDACTED, REDACTED, Credentials, copy_credentials
from bright.text import is_storable

TRUE, FALSE = frozenset(("t", "true", "1", "yes")), frozenset(("f", "false", "0", "no"))
Values = dict[str, list[str]]


class Parameters:
    """Name → values, all text, in the order of the request. Credentials are not among them.

    `records`: the records of a CSV body; empty for all other requests.
    """

    def __init__(self, values: Values, files: list[UploadedFile], records: list[dict[str, str]] | None = None) -> None:
        self.values, self.files, self.records = values, files, records or []

    def all(self, name: str) -> list[str]:
        """All values of a repeated parameter."""
        return self.values.get(name, [])

    def text(self, name: str, default: str = "") -> str:
        """The last value, which is how Rails and Django read a repeated parameter."""
        values = self.values.get(name)
        return values[-1] if values else default

    def flag(self, name: str) -> bool:
        """Whether it is true; False if missing. Raises InvalidArgument if it is neither true nor false."""
        return self.values.get(name) is not None and boolean(name, self.text(name))

    def integer(self, name: str) -> int | None:
        """A whole number of at most 18 digits; None if missing. Raises InvalidArgument for anything else."""
        text = self.text(name)
        if text and not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise InvalidArgument(f"{name} is not a whole number")
        return int(text) if text else None

    def single(self) -> dict[str, str]:
        """The last value of each, as input for a serializer."""
        return {name: values[-1] for name, values in self.values.items()}

    def refuse_unstorable(self) -> None:
        """Raises InvalidArgument if the database can't store a name or a value."""
        for name, texts in self.values.items():
            if not all(map(is_storable, (name, *texts))):
                raise InvalidArgument("a parameter holds NUL or half a surrogate pair")


def boolean(name: str, text: str) -> bool:
    """The value of a boolean parameter. Raises InvalidArgument, which quotes `name`."""
    lowered = text.lower()
    if lowered not in TRUE and lowered not in FALSE:
        raise InvalidArgument(f"{name} is neither true nor false")
    return lowered in TRUE


def get_parameters(request: Request) -> Parameters:
    """The request's parameters, read once. Raises InvalidArgument, LengthRequired, TooLarge."""
    meta = request._request.META  # DRF's `request.META` is slower: it goes through __getattr__
    parameters: Parameters | None = meta.get("bright.parameters")
    if parameters is None:
        parameters = meta["bright.parameters"] = _gather(request, get_credentials_read_so_far(meta))
    return parameters


def get_credentials(request: Request) -> Credentials:
    """All credentials of the request, including those in its body. Raises the same errors as `get_parameters`."""
    get_parameters(request)
    return get_credentials_read_so_far(request._request.META)


def get_credentials_read_so_far(meta: dict[str, Any]) -> Credentials:
    """The credentials that were removed from the request already; `meta` is Django's `request.META`."""
    credentials: Credentials | None = meta.get("bright.credentials")
    if credentials is None:
        credentials = meta["bright.credentials"] = Credentials()
    return credentials


def _gather(request: Request, credentials: Credentials) -> Parameters:
    meta = request._request.META
    values = parse_query(meta.get("QUERY_STRING", ""))
    files: list[UploadedFile] = []
    records: list[dict[str, str]] = []
    if meta.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired("a body without Content-Length")
    if meta.get("CONTENT_LENGTH") not in (None, "", "0"):
        body, files, records = _read_body(request)
        for name, more in body.items():
            values.setdefault(name, []).extend(more)
    for name in NAMES.intersection(values):
        copy_credentials({name: [value for value in values.pop(name) if value != REDACTED]}, credentials)
    return Parameters(values, files, records)


def parse_query(text: str) -> Values:
    """The same as Django's request.GET, which takes as long as a small database query.

    Raises TooLarge.
    """
    if not text.isascii():  # raw UTF-8, which WSGI passes as latin-1
        text = text.encode("latin-1").decode("utf-8", "replace")
    pairs = text.split("&") if text else []
    if len(pairs) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise TooLarge("too many parameters")
    values: Values = {}
    for pair in pairs:
        if pair:
            name, _, value = pair.replace("+", " ").partition("=")
            if value == QUOTED_REDACTED and name in NAMES:  # a credential, taken out already
                continue
            name, value = unquote(name) if "%" in name else name, unquote(value) if "%" in value else value
            values.setdefault(name, []).append(value)
    return values


def _read_body(request: Request) -> tuple[Values, list[UploadedFile], list[dict[str, str]]]:
    _refuse_large(request._request.META)
    try:
        data, files = request.data, request.FILES
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
        raise TooLarge(str(error)) from None
    except (ParseError, UnsupportedMediaType, RawPostDataException, UnicodeDecodeError, RecursionError) as error:
        raise InvalidArgument(f"body: {error}") from None
    if hasattr(data, "lists"):
        texts = {name: [value for value in values if isinstance(value, str)] for name, values in data.lists()}
        without_files = {name: values for name, values in texts.items() if values}  # DRF puts files among the data, too
        return without_files, [file for _, uploads in files.lists() for file in uploads], []
    if isinstance(data, OrderedRows):  # of a CSV body
        return _columns_of(data), [], data
    if not isinstance(data, dict):
        raise InvalidArgument("the body is not an object")
    return {name: [_as_text(value)] for name, value in data.items() if value is not None}, [], []


def _refuse_large(meta: dict[str, Any]) -> None:
    """Refuse a body over its limit. A multipart body's files go to disk; any other body is held in memory."""
    is_multipart = meta.get("CONTENT_TYPE", "").startswith("multipart/")
    limit = settings.BRIGHT_UPLOAD_LIMIT if is_multipart else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    length = meta["CONTENT_LENGTH"]
    if length.isdigit() and int(length) > limit:
        raise TooLarge(f"the body exceeds {limit} bytes")


def _columns_of(records: list[dict[str, str]]) -> Values:
    """The cells of a CSV body by column: a column with several cells is a repeated parameter."""
    values: Values = {}
    for record in records:
        for name, cell in record.items():
            values.setdefault(name, []).append(cell)
    return values


def _as_text(value: Any) -> str:
    """A JSON or XML value as it would be written in a query string."""
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)
