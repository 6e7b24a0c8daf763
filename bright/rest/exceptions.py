"""DRF's EXCEPTION_HANDLER: the response to every error (docs/contract/errors.md).

Bodies are empty, except for the course provider's three fields and for JSONP.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from bright.encoding.json import jsonp
from bright.errors import (
    DISK_FULL,
    BrightError,
    InvalidArgument,
    NotFound,
    ProviderRefused,
    TooManyFailures,
    Unavailable,
    WrongCredentials,
    is_disk_full,
)
from bright.http.credentials import mask
from bright.logs import log_unforeseen
from bright.rest.negotiation import jsonp_callback
from bright.rest.renderers import JSONRenderer

NO_STORE = {"Cache-Control": "no-store"}


def exception_handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The response to any exception of a view. `context`: DRF's, with `view` and `request`."""
    view, request = context["view"], context["request"]
    if isinstance(error, WrongCredentials):
        error = throttled(error, view, request)
    callback = jsonp_callback(request, getattr(view, "format_kwarg", None))
    return error_response(error, getattr(request, "_request", request), callback)


def throttled(error: WrongCredentials, view: Any, request: Any) -> Exception:
    """The same error, or the 429 of the view's throttles, which count failed log-ins only."""
    request._request.META["bright.wrong_credentials"] = error
    try:
        view.check_throttles(request)
    except (BrightError, exceptions.Throttled) as refusal:  # DRF's own throttles ask for the user, who fails again
        return refusal
    return error


def error_response(error: Exception, request: HttpRequest, callback: str = "") -> HttpResponse:
    """The response to an error, which is logged: a BrightError with its reason, a bug with its traceback.

    `request`: Django's. `callback`: the JSONP function to call with the error, if any.
    """
    error = as_bright_error(error)
    if isinstance(error, BrightError):
        _note(request, status_of(error), error.reason)
        return _of_bright_error(error, callback)
    if isinstance(error, exceptions.APIException):
        _note(request, error.status_code, str(error.detail))
        return _empty(error.status_code, callback)
    status, reason = log_unforeseen(error, request.META.get("bright.request_id"))
    _note(request, status, reason)
    return _empty(status, callback)


def as_bright_error(error: Exception) -> Exception:
    """The BrightError that Django's or DRF's error stands for; other errors unchanged."""
    if isinstance(error, Http404):
        return NotFound(str(error))
    if isinstance(error, exceptions.ParseError | exceptions.ValidationError):
        return InvalidArgument(str(error.detail))
    if isinstance(error, exceptions.Throttled):
        return TooManyFailures(str(error.detail), int(getattr(error, "wait", None) or 1))
    return Unavailable(DISK_FULL) if is_disk_full(error) else error


def status_of(error: BrightError) -> int:
    """The status of the response to it."""
    return settings.BRIGHT_INVALID_ARGUMENT_STATUS if isinstance(error, InvalidArgument) else error.status_code


def _note(request: HttpRequest, status: int, reason: str) -> None:
    """For the request log, which wants the status that JSONP replaces by 200."""
    request.META.update({"bright.status": status, "bright.reason": reason})


def _of_bright_error(error: BrightError, callback: str) -> HttpResponse:
    if isinstance(error, InvalidArgument):
        response = _empty(status_of(error), callback)
        response["X-Bright-Error"] = "invalid-argument"
        return response
    if isinstance(error, ProviderRefused):
        block = {"error_code": error.code, "error_message": mask(error.message), "error_url": mask(error.url)}
        return _block(block, error.status_code, callback)
    if isinstance(error, Unavailable):
        block = {"error_code": str(error.status_code), "error_message": error.message, "error_url": ""}
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
    """An error with a body. A script tag can't see a status, so with a callback it is always 200."""
    body, content_type = orjson.dumps(block), JSONRenderer.content_type
    if callback:
        body, status = b"".join(jsonp(callback, [body], status)), 200
        content_type = JSONRenderer.script_content_type
    return HttpResponse(body, status=status, content_type=content_type, headers=NO_STORE)
