"""What every response has: X-Request-Id, X-Runtime, nosniff; and the log record of a request.

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
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        meta = request.META
        given = meta.get("HTTP_X_REQUEST_ID", "")
        meta["bright.request_id"] = request_id = given if WELL_FORMED.fullmatch(given) else os.urandom(16).hex()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        response.headers["X-Request-Id"] = request_id
        response.headers["X-Runtime"] = f"{seconds:.6f}"
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        status = meta.get("bright.status", response.status_code)  # under JSONP an error is sent as 200
        # Sampled here, since making a record costs more than taking a sample.
        if status >= 400 or random.random() < settings.BRIGHT_REQUEST_LOG_SAMPLE:
            logger.info("", extra={"request": request, "status": status, "seconds": seconds})
        if status >= 400:
            told = one_line(f"{request.method} {quiet_path(request)}: {meta.get('bright.reason') or '-'}")
            refusals.info("status=%s request_id=%s %s", status, request_id, told)
        return response


def quiet_path(request: HttpRequest) -> str:
    """The path without the tokens that some paths hold."""
    first, *rest = request.path.lstrip("/").split("/")
    return f"/{first}/[redacted]/" if first in TOKEN_PATHS and rest else request.path
