"""Work promised inside a transaction. The relay hands it to Celery, so no request ever waits for the broker."""

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


def promise(task: str, *arguments: Any) -> Promise:
    """Promise a call of `task` with the transaction that is open: it happens if and only if that commits."""
    return Promise.objects.create(task=task, arguments=list(arguments))
