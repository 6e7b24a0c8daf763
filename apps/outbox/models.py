"""Background work, written to the database in the transaction that wants it (a transactional outbox).

The relay hands it to Celery, so no request ever waits for the broker.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone


class OutboxMessage(models.Model):
    """One call of a Celery task, by name, with JSON arguments: ids, never secrets."""

    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    due_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="outbox_message_due")]

    def __str__(self) -> str:
        return f"{self.task}{tuple(self.arguments)}"


class Heartbeat(models.Model):
    """One row: when a worker last ran the scheduled heartbeat task, which takes beat, broker and worker together."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"the schedule ran at {self.at:%Y-%m-%d %H:%M:%S} UTC"

    @classmethod
    def record(cls) -> None:
        """Set the time to now."""
        cls.objects.update_or_create(pk=1, defaults={"at": timezone.now()})


def enqueue(task: str, *arguments: Any, due_at: datetime | None = None) -> OutboxMessage:
    """Queue one call of `task`, no earlier than `due_at` (default: now).

    It belongs to the open transaction: the task runs if and only if that commits.
    """
    return OutboxMessage.objects.create(task=task, arguments=list(arguments), due_at=due_at or timezone.now())


def enqueue_many(task: str, calls: Iterable[list[Any]]) -> None:
    """Queue one call of `task` for each list of arguments, in one statement."""
    OutboxMessage.objects.bulk_create([OutboxMessage(task=task, arguments=arguments) for arguments in calls])
