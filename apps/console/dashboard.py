"""What an operator wants to know first. Everything here is cheap, however large the tables are."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.utils import timezone

from bright.admin.filters import newest_rows

SHOWN = 8
LOOKED_THROUGH = 2_000  # requests, for the last refusals
COUNTED = ("realm.realm", "course.course", "registration.registration", "user.user")


def facts() -> dict[str, Any]:
    return {
        "sizes": [(apps.get_model(name), about_how_many(apps.get_model(name))) for name in COUNTED],
        "refusals": refusals(),
        "waiting": waiting(),
        "imports": imports(),
        "done": LogEntry.objects.select_related("user").order_by("-pk")[:SHOWN],
    }


def about_how_many(model: Any) -> int:
    """Exact for small tables; PostgreSQL's own estimate for large ones, since an exact count reads them whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [f'"{model._meta.db_table}"'])
        estimate = cursor.fetchone()[0]
    return estimate if estimate > 10_000 else model.objects.count()


def refusals() -> Any:
    log = apps.get_model("request_log.requestlog").objects.all()
    return newest_rows(log, LOOKED_THROUGH).filter(status__gte=400).order_by("-pk")[:SHOWN]


def waiting() -> dict[str, Any]:
    """Queued work more than a minute overdue: the relay or the broker is down."""
    overdue = apps.get_model("outbox.outboxmessage").objects.filter(due_at__lt=timezone.now() - timedelta(minutes=1))
    return {"count": overdue[:1000].count(), "oldest": overdue.order_by("due_at").first()}


def imports() -> Any:
    return apps.get_model("upload.upload").objects.select_related("realm").order_by("-pk")[:SHOWN]
