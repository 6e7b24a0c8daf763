"""Health endpoints: /livez and /healthz. `bright doctor` (server/doctor.py) checks more."""

import tempfile
import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from kombu.exceptions import OperationalError

from config.celery import app  # to check the broker; web processes use Celery for nothing else


@csrf_exempt
def livez(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 if the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


def reach_database() -> None:
    """django.db.Error if the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def reach_broker() -> None:
    """OperationalError or OSError if the broker does not answer."""
    with app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def write_to_storage() -> None:
    """OSError if the storage can't be written to. Writes a file, since permissions alone tell nothing to root."""
    settings.BRIGHT_MEDIA.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.BRIGHT_MEDIA, prefix=".health-") as file:
        file.write(b"x")


PARTS: dict[str, Callable[[], None]] = {
    "database": reach_database,
    "broker": reach_broker,
    "storage": write_to_storage,
}


def healthz(request: HttpRequest) -> HttpResponse:
    """The state of each part: 200 if all are "ok", else 503. Anybody may ask, so it checks at most once a second."""
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
    """What the content host shows at its root."""
    return HttpResponse(content_host_text(), content_type="text/plain; charset=utf-8")


def content_host_text() -> str:
    return f"This address serves course content only. The start page is at {settings.BRIGHT_BASE_URL}/\n"
