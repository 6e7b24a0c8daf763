"""DRF's EXCEPTION_HANDLER: one place that answers errors (docs/contract/errors.md).

Bodies are empty, save the course provider's block and JSONP.
"""

import logging
from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from bright.encoding.json import jsonp
from bright.errors import BrightError, InvalidArgument, NotFound, ProviderRefused, TooManyFailures, WrongCredentials
from bright.http.credentials import mask
from bright.rest.negotiation import jsonp_callback
from bright.rest.renderers import JSONRenderer

logger = logging.getLogger("bright.error")
NO_STORE = {"Cache-Control": "no-store"}


def exception_handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The response to any exception of a view. `context`: as DRF gives it, with `view` and `request`."""
    view, request = context["view"], context["request"]
    if isinstance(error, WrongCredentials):
        error = throttled(error, view, request)
    callback = jsonp_callback(request, getattr(view, "format_kwarg", None))
    return error_response(error, getattr(request, "_request", request), callback)


def throttled(error: WrongCredentials, view: Any, request: Any) -> Exception:
    """The same error, or the 429 of the view's throttles: they count what failed, not what is right."""
    request._request.META["bright.wrong_credentials"] = error
    try:
        view.check_throttles(request)
    except (TooManyFailures, exceptions.Throttled) as refusal:
        return refusal
    return error


def error_response(error: Exception, request: HttpRequest, callback: str = "") -> HttpResponse:
    """Foreseen errors are logged with their reason; others with a traceback. `request`: Django's."""
    error = in_our_terms(error)
    if isinstance(error, BrightError):
        _note(request, status_of(error), error.reason)
        return _foreseen(error, callback)
    if isinstance(error, exceptions.APIException):
        _note(request, error.status_code, str(error.detail))
        return _empty(error.status_code, callback)
    if isinstance(error, OperationalError | InterfaceError):
        logger.error("event=database_away request_id=%s %s", request.META.get("bright.request_id"), error)
        _note(request, 503, "the database is away")
        return _empty(503, callback)
    logger.error("event=unhandled request_id=%s", request.META.get("bright.request_id"), exc_info=error)
    _note(request, 500, f"unhandled {type(error).__name__}")
    return _empty(500, callback)


def in_our_terms(error: Exception) -> Exception:
    """Django's and DRF's errors that the contract has a name for."""
    if isinstance(error, Http404):
        return NotFound(str(error))
    if isinstance(error, exceptions.ParseError | exceptions.ValidationError):
        return InvalidArgument(str(error.detail))
    if isinstance(error, exceptions.Throttled):
        return TooManyFailures(str(error.detail), int(getattr(error, "wait", None) or 1))
    return error


def status_of(error: BrightError) -> int:
    return settings.BRIGHT_INVALID_ARGUMENT_STATUS if isinstance(error, InvalidArgument) else error.status_code


def _note(request: HttpRequest, status: int, reason: str) -> None:
    """For the request log. Its status is the answer's own, which JSONP hides behind a 200."""
    request.META.update({"bright.status": status, "bright.reason": reason})


def _foreseen(error: BrightError, callback: str) -> HttpResponse:
    if isinstance(error, InvalidArgument):
        response = _empty(status_of(error), callback)
        response["X-Bright-Error"] = "invalid-argument"
        return response
    if isinstance(error, ProviderRefused):
        block = {"error_code": error.code, "error_message": mask(error.message), "error_url": mask(error.url)}
        return _block(block, error.status_code, callback)
    response = _empty(error.status_code, callback)
    if isinstance(error, TooManyFailures):
        response["Retry-After"] = str(error.retry_after)
    return response


def _empty(status: int, callback: str) -> HttpResponse:
    if callback:
        return _block({"error_code": str(status), "error_message": ""}, status, callback)
    return HttpResponse(status=status, headers=NO_STORE)


def _block(block: dict[str, Any], status: int, callback: str) -> HttpResponse:
    """An error with a body. A script tag can't see a status, so under a callback it is always 200."""
    body, content_type = orjson.dumps(block), JSONRenderer.content_type
    if callback:
        body, status = b"".join(jsonp(callback, [body], status)), 200
        content_type = JSONRenderer.script_content_type
    return HttpResponse(body, status=status, content_type=content_type, headers=NO_STORE)
