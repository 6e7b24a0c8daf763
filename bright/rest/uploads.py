"""Credentials decide before a file is written (docs/contract/parameters.md, "Files").

A file part that comes before any credentials is held in memory, up to HELD_BYTES in all for a process.
"""

import io
import threading
import weakref
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http.multipartparser import MultiPartParser as DjangoMultiPartParser
from django.http.multipartparser import MultiPartParserError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles
from rest_framework.parsers import MultiPartParser as BaseMultiPartParser
from rest_framework.request import Request

from bright.errors import Unauthorized
from bright.http.credentials import NAMES, lift
from bright.http.parameters import get_credentials_read_so_far
from bright.rest.authentication import AccessAuthentication

HELD_BYTES = 16 * 1024 * 1024


class HeldBytes:
    """How many bytes of files without credentials this process holds."""

    def __init__(self, limit: int = HELD_BYTES) -> None:
        self.limit, self.held = limit, 0
        self.lock = threading.Lock()

    def take(self, size: int) -> bool:
        """Whether there is room for so many more bytes."""
        with self.lock:
            if self.held + size > self.limit:
                return False
            self.held += size
            return True

    def release(self, size: int) -> None:
        with self.lock:
            self.held -= size


held_bytes = HeldBytes()


class HeldFile(io.BytesIO):
    """Gives its bytes back to the budget when nobody holds it any more."""

    def __init__(self) -> None:
        super().__init__()
        self.size = [0]
        weakref.finalize(self, lambda size: held_bytes.release(size[0]), self.size)

    def append(self, chunk: bytes) -> None:
        """Raises Unauthorized when the budget is used up."""
        if not held_bytes.take(len(chunk)):
            raise Unauthorized("a file came before any credentials, and too much of such files is held already")
        self.size[0] += len(chunk)
        self.write(chunk)


class CredentialsFirstHandler(FileUploadHandler):
    """The first of a request's upload handlers: lets a file through to the others once the caller is authenticated.

    `authenticate` raises for credentials that don't open the action, and tells whether there were any.
    """

    held: HeldFile | None = None

    def __init__(self, request: Any, authenticate: Callable[[], bool]) -> None:
        super().__init__(request)
        self.authenticate = authenticate
        self.is_authenticated = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_authenticated = self.is_authenticated or self.authenticate()
        if not self.is_authenticated:
            self.held = HeldFile()
            raise StopFutureHandlers  # the others would make a file on disk

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.held is None:
            return raw_data
        self.held.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> Any:
        if self.held is None:
            return None
        self.held.seek(0)
        file, self.held = self.held, None
        about = (self.field_name, self.file_name, self.content_type, file.size[0], self.charset)
        return InMemoryUploadedFile(file, *about, self.content_type_extra)


class MultiPartParser(BaseMultiPartParser):
    """DRF's parser, whose files wait for credentials."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> DataAndFiles:
        request: Request = parser_context["request"]
        meta = {**request.META, "CONTENT_TYPE": media_type}
        parser: Any = None
        handler = CredentialsFirstHandler(request._request, lambda: authenticate_early(request, parser._post))
        handlers = [handler, *request.upload_handlers]
        try:
            parser = DjangoMultiPartParser(meta, stream, handlers, parser_context.get("encoding"))
            data, files = parser.parse()
        except MultiPartParserError as error:
            raise ParseError(f"Multipart form parse error - {error}") from None
        return DataAndFiles(data, files)


def authenticate_early(request: Request, fields: Any) -> bool:
    """Check the credentials that have come so far, in the request's head and in `fields`, the parts before a file.

    False if there are none. Raises as authentication and the view's permissions do.
    """
    credentials = get_credentials_read_so_far(request._request.META).copy()
    lift({name: fields.getlist(name) for name in NAMES.intersection(fields)}, credentials)
    for mode in request.authenticators or ():
        authenticated = isinstance(mode, AccessAuthentication) and mode.authenticate_credentials(request, credentials)
        if authenticated:
            request.auth = request._request.META["bright.access"] = authenticated[1]
            request.parser_context["view"].check_permissions(request)
            return True
    return False
