"""Hands promised work to Celery, at least once: a promise is deleted after the broker has taken it."""

import logging
import threading

from celery import current_app
from django.db import Error, close_old_connections, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from apps.outbox.models import Promise

logger = logging.getLogger(__name__)
BATCH, IDLE_SECONDS, BROKEN_SECONDS = 100, 0.2, 2.0


def publish_due(limit: int = BATCH) -> int:
    """Publish promises that are due; the number published. Any number of relays may run side by side."""
    with transaction.atomic():
        due = Promise.objects.select_for_update(skip_locked=True).filter(due_at__lte=timezone.now())
        promises = list(due.order_by("due_at", "id")[:limit])
        for promised in promises:
            current_app.send_task(promised.task, args=promised.arguments, retry=False)
        Promise.objects.filter(pk__in=[promised.pk for promised in promises]).delete()
    return len(promises)


def run(stop: threading.Event) -> None:
    """Publish until told to stop. A broker or database that is away is waited for, never given up on."""
    pause = 0.0
    while not stop.wait(pause):
        try:
            pause = 0.0 if publish_due() == BATCH else IDLE_SECONDS
        except (OperationalError, Error, OSError) as error:
            logger.warning("The outbox relay waits: %s", error)
            pause = BROKEN_SECONDS
            close_old_connections()
