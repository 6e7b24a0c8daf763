"""Periodic tasks. Their schedule is in config/celery.py."""

from celery import shared_task

from apps.upload.models import Upload


@shared_task
def remove_orphans() -> int:
    """Delete uploaded files that no import needs any more; returns how many."""
    return Upload.objects.remove_orphaned_files()
