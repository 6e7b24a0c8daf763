"""Is it alive, and are all its parts there? `bright doctor` (server/doctor.py) looks closer."""

import tempfile
import time
from collections.abc import Callable
from functools import lru_cache

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


def reach_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def reach_broker() -> None:
    with app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def write_to_storage() -> None:
    """Really write: root may write anywhere, as far as the permissions tell."""
    settings.BRIGHT_MEDIA.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.BRIGHT_MEDIA, prefix=".health-") as file:
        file.write(b"x")


PARTS: dict[str, Callable[[], None]] = {
    "database": reach_database,
    "broker": reach_broker,
    "storage": write_to_storage,
}


def healthz(request: HttpRequest) -> HttpResponse:
    """All parts: 200, or 503 and which of them are away. Anybody may ask, so it looks once in a second at most."""
    states = _states(int(time.monotonic()))
    return JsonResponse(states, status=200 if set(states.values()) == {"ok"} else 503)


@lru_cache(maxsize=1)
def _states(second: int) -> dict[str, str]:
    return {name: _state(check) for name, check in PARTS.items()}


def _state(check: Callable[[], None]) -> str:
    try:
        check()
    except (Error, OSError, OperationalError):
        return "away"
    return "ok"


def content_host(request: HttpRequest) -> HttpResponse:
    """For those who type the content host's address."""
    return HttpResponse(content_host_text(), content_type="text/plain; charset=utf-8")


def content_host_text() -> str:
    return f"This address serves course content only. The start page is at {settings.BRIGHT_BASE_URL}/\n"
