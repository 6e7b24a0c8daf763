"""What the console's front page shows. Every query here is cheap, however large the tables are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.utils import timezone

from bright.admin.filters import newest_rows

SHOWN = 8
SCANNED = 2_000  # newest requests, searched for refusals
COUNTED = ("realm.realm", "course.course", "registration.registration", "user.user")


def dashboard_context(may_view: Callable[[Any], bool]) -> dict[str, Any]:
    """The template context of the front page. `may_view` tells whether the operator may view records of a model."""
    counted = [apps.get_model(name) for name in COUNTED]
    parts: dict[str, tuple[str, Callable[[], Any]]] = {
        "refusals": ("request_log.requestlog", refusals),
        "overdue": ("outbox.outboxmessage", overdue),
        "imports": ("upload.upload", imports),
        "done": ("admin.logentry", done),
    }
    shown = {name: read() for name, (model, read) in parts.items() if may_view(apps.get_model(model))}
    return {"sizes": [(model, approximate_count(model)) for model in counted if may_view(model)], **shown}


def done() -> Any:
    """The newest entries of the audit log."""
    return LogEntry.objects.select_related("user").order_by("-pk")[:SHOWN]


def approximate_count(model: Any) -> int:
    """How many rows: exact up to 10,000; above that PostgreSQL's estimate, since counting reads the whole table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [f'"{model._meta.db_table}"'])
        estimate = cursor.fetchone()[0]
    return estimate if estimate > 10_000 else model.objects.count()


def refusals() -> Any:
    """The newest refused requests."""
    log = apps.get_model("request_log.requestlog").objects.all()
    return newest_rows(log, SCANNED).filter(status__gte=400).order_by("-pk")[:SHOWN]


def overdue() -> dict[str, Any]:
    """Queued work more than a minute overdue: the relay or the broker is down."""
    messages = apps.get_model("outbox.outboxmessage").objects.filter(due_at__lt=timezone.now() - timedelta(minutes=1))
    return {"count": messages[:1000].count(), "oldest": messages.order_by("due_at").first()}


def imports() -> Any:
    """The newest uploads."""
    return apps.get_model("upload.upload").objects.select_related("realm").order_by("-pk")[:SHOWN]
