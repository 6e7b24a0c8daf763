from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.request_log.models import RequestLog

RETENTION = timedelta(days=30)


@shared_task
def prune() -> None:
    """Delete rows older than the retention period."""
    RequestLog.objects.filter(at__lt=timezone.now() - RETENTION).delete()
