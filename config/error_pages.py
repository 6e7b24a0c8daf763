"""Errors outside the API: no page in Django's words. People get a short page, machines an empty body, the player JSON.

Django calls these for both hosts, also when a middleware fails. What happened goes into the log, not into the answer.
"""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from bright.logs import log_unforeseen
from config.middleware import IS_CONTENT_HOST, MACHINE_PATHS

RETRY_SECONDS = 5
POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
WORDS = {
    400: ("This request can’t be answered", "The address or something in the request is malformed."),
    403: (
        "This is not allowed",
        "Your account has no permission for it, or the page was open too long.",
    ),
    404: ("There is nothing here", "Check the address, or begin at the start page."),
    500: ("Something went wrong", "This is a fault of the server. It has been logged; please try again."),
    503: ("Not available at the moment", "The server can’t reach its database. Please try again in a minute."),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 400, f"{type(exception).__name__}: {exception}")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 403, str(exception) or "no permission")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return answer(request, 403, reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404, "no such page")


def server_error(request: HttpRequest) -> HttpResponse:
    """503 if the database is away, with one line in the log; else 500, with the traceback."""
    status, reason = log_unforeseen(sys.exc_info()[1], request.META.get("bright.request_id"))
    response = answer(request, status, reason)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def answer(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    """The response; `reason` is for the request log."""
    request.META.setdefault("bright.reason", reason)
    response = _response(request, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _response(request: HttpRequest, status: int) -> HttpResponse:
    is_content = IS_CONTENT_HOST in request.META
    if is_content and request.method == "POST":  # the player reads this
        return JsonResponse({"result": False, "errorCode": 101, "reason": "unavailable"}, status=status)
    if request.path_info.startswith("/c/" if is_content else MACHINE_PATHS):
        return HttpResponse(status=status)
    title, advice = WORDS[status]
    context: dict[str, Any] = {"title": title, "advice": advice, "request_id": request.META.get("bright.request_id")}
    html = render_to_string("bright/error.html", context)
    return HttpResponse(html, status=status, headers={"Content-Security-Policy": POLICY, "X-Frame-Options": "DENY"})
