"""Hands outbox messages to Celery, at least once: a message is deleted after the broker has accepted it."""

import logging
import threading

from celery import current_app
from django.db import Error, close_old_connections, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from apps.outbox.models import OutboxMessage

logger = logging.getLogger(__name__)
BATCH, IDLE_SECONDS, RETRY_SECONDS = 100, 0.2, 2.0


def publish_due(limit: int = BATCH) -> int:
    """Publish up to `limit` messages that are due; return how many. Any number of relays may run side by side."""
    with transaction.atomic():
        due = OutboxMessage.objects.select_for_update(skip_locked=True).filter(due_at__lte=timezone.now())
        messages = list(due.order_by("due_at", "id")[:limit])
        for message in messages:
            current_app.send_task(message.task, args=message.arguments, retry=False)
        OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).delete()
    return len(messages)


def run(stop: threading.Event) -> None:
    """Publish until `stop` is set. While the broker or the database is away, keep retrying."""
    pause = 0.0
    while not stop.wait(pause):
        try:
            pause = 0.0 if publish_due() == BATCH else IDLE_SECONDS
        except (OperationalError, Error, OSError) as error:
            logger.warning("The outbox relay will retry in %g s: %s", RETRY_SECONDS, error)
            pause = RETRY_SECONDS
            close_old_connections()
