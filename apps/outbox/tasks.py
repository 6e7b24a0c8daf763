from celery import shared_task

from apps.outbox.models import Heartbeat


@shared_task
def note_heartbeat() -> None:
    """`bright doctor` checks when this last ran."""
    Heartbeat.record()
