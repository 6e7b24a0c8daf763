"""The headers of every response (X-Request-Id, X-Runtime, nosniff), and the log record of each request.

See docs/contract/formats.md, "Headers, ETag and streaming".
"""

import logging
import os
import random
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bright.text import one_line

logger = logging.getLogger("bright.request")
refusals = logging.getLogger("bright.refusal")
TOKEN_PATHS = ("play", "commit", "sign-in")
WELL_FORMED = re.compile(r"[A-Za-z0-9_.-]{8,64}", re.ASCII)


class RequestIdMiddleware:
    """Gives each request an id, the caller's if it is well-formed, and logs refusals and a sample of the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        meta = request.META
        sent_id = meta.get("HTTP_X_REQUEST_ID", "")
        meta["bright.request_id"] = request_id = sent_id if WELL_FORMED.fullmatch(sent_id) else os.urandom(16).hex()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        response.headers["X-Request-Id"] = request_id
        response.headers["X-Runtime"] = f"{seconds:.6f}"
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        status = meta.get("bright.status", response.status_code)  # with JSONP, errors are sent as 200
        # Sampled here because creating a log record costs more than that.
        if status >= 400 or random.random() < settings.BRIGHT_REQUEST_LOG_SAMPLE:
            logger.info("", extra={"request": request, "status": status, "seconds": seconds})
        if status >= 400:
            line = one_line(f"{request.method} {path_without_tokens(request)}: {meta.get('bright.reason') or '-'}")
            refusals.info("status=%s request_id=%s %s", status, request_id, line)
        return response


def path_without_tokens(request: HttpRequest) -> str:
    """The request's path; redacted after its first segment if it contains a token."""
    first, *rest = request.path.lstrip("/").split("/")
    return f"/{first}/[redacted]/" if first in TOKEN_PATHS and rest else request.path
