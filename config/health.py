"""Is it alive, and are all its parts there?"""

import os
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from kombu.exceptions import OperationalError

from config.celery import app  # a check of the broker, and all that a web process wants of Celery


@csrf_exempt
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers: for balancers."""
    return HttpResponse("alive\n", content_type="text/plain")


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    with app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def _storage() -> None:
    settings.BRIGHT_MEDIA.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.BRIGHT_MEDIA, os.W_OK):
        raise OSError("not writable")


PARTS: dict[str, Callable[[], None]] = {"database": _database, "broker": _broker, "storage": _storage}


def healthz(request: HttpRequest) -> HttpResponse:
    """All parts: 200, or 503 and which of them are away."""
    states = {name: _state(check) for name, check in PARTS.items()}
    return JsonResponse(states, status=200 if set(states.values()) == {"ok"} else 503)


def _state(check: Callable[[], None]) -> str:
    try:
        check()
    except (Error, OSError, OperationalError):
        return "away"
    return "ok"


def content_host(request: HttpRequest) -> HttpResponse:
    """For those who type the content host's address."""
    text = f"This address serves course content only. The start page is at {settings.BRIGHT_BASE_URL}/\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
