"""Work promised inside a transaction. The relay hands it to Celery, so no request ever waits for the broker."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone


class Promise(models.Model):
    """One call of a Celery task, by name, with JSON arguments: ids, never secrets."""

    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    due_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="promise_due")]

    def __str__(self) -> str:
        return f"{self.task}{tuple(self.arguments)}"


class Heartbeat(models.Model):
    """One row: when a worker last did what the timetable told it, which takes beat, broker and worker together."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"the timetable ran at {self.at:%Y-%m-%d %H:%M:%S} UTC"

    @classmethod
    def note(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"at": timezone.now()})


def promise_each(task: str, calls: Iterable[list[Any]]) -> None:
    """Promise a call for each list of arguments, in one statement."""
    Promise.objects.bulk_create([Promise(task=task, arguments=arguments) for arguments in calls])


def promise(task: str, *arguments: Any, due_at: datetime | None = None) -> Promise:
    """Promise a call of `task` with the transaction that is open: it happens if and only if that commits."""
    return Promise.objects.create(task=task, arguments=list(arguments), due_at=due_at or timezone.now())
