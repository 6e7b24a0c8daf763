from celery import shared_task

from apps.outbox.models import Heartbeat


@shared_task
def note_heartbeat() -> None:
    """`bright doctor` looks when this last happened."""
    Heartbeat.note()
