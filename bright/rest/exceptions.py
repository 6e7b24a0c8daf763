"""One place that answers errors (bright-v2.md 6). Bodies are empty, save the provider's block and JSONP."""

import logging
from typing import Any

import orjson
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from bright.encoding.encoders import JSONP_TYPE, Json, jsonp
from bright.errors import BrightError, InvalidArgument, NotAllowed, NotFound, ProviderRefused, TooManyFailures
from bright.http.credentials import mask

logger = logging.getLogger("bright.error")
NO_STORE = {"Cache-Control": "no-store"}
FOREIGN = {Http404: NotFound, exceptions.MethodNotAllowed: NotAllowed}


def answer(error: Exception, request: HttpRequest, callback: str = "") -> HttpResponse:
    """The response to any exception. Foreseen ones are logged with their reason; others with a traceback."""
    for foreign, ours in FOREIGN.items():
        if isinstance(error, foreign):
            error = ours(str(error))
    if isinstance(error, BrightError):
        _note(request, _status_of(error), error.reason)
        return _foreseen(error, callback)
    if isinstance(error, OperationalError | InterfaceError):
        logger.error("event=database_away request_id=%s %s", request.META.get("bright.request_id"), error)
        _note(request, 503, "the database is away")
        return _empty(503, callback)
    logger.error("event=unhandled request_id=%s", request.META.get("bright.request_id"), exc_info=error)
    _note(request, 500, f"unhandled {type(error).__name__}")
    return _empty(500, callback)


def _note(request: HttpRequest, status: int, reason: str) -> None:
    """For the request log. Its status is the answer's own, which JSONP hides behind a 200."""
    request.META.update({"bright.status": status, "bright.reason": reason})


def _status_of(error: BrightError) -> int:
    return settings.BRIGHT_INVALID_ARGUMENT_STATUS if isinstance(error, InvalidArgument) else error.status


def _foreseen(error: BrightError, callback: str) -> HttpResponse:
    if isinstance(error, InvalidArgument):
        response = _empty(_status_of(error), callback)
        response["X-Bright-Error"] = "invalid-argument"
        return response
    if isinstance(error, ProviderRefused):
        block = {"error_code": error.code, "error_message": mask(error.message), "error_url": mask(error.url)}
        return _block(block, error.status, callback)
    response = _empty(error.status, callback)
    if isinstance(error, TooManyFailures):
        response["Retry-After"] = str(error.retry_after)
    return response


def _empty(status: int, callback: str) -> HttpResponse:
    if callback:
        return _block({"error_code": str(status), "error_message": ""}, status, callback)
    return HttpResponse(status=status, headers=NO_STORE)


def _block(block: dict[str, Any], status: int, callback: str) -> HttpResponse:
    """An error with a body. A script tag can't see a status, so under a callback it is always 200."""
    body, kind = orjson.dumps(block), Json.content_type
    if callback:
        body, status, kind = b"".join(jsonp(callback, [body], status)), 200, JSONP_TYPE
    return HttpResponse(body, status=status, content_type=kind, headers=NO_STORE)
