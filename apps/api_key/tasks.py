from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from apps.api_key.models import ApiKey

RETENTION = timedelta(days=30)  # so that the request log can say how a key ended


@shared_task
def prune() -> None:
    """Delete keys that ended more than the retention period ago: some clients request one for each page view."""
    long_ago = timezone.now() - RETENTION
    ApiKey.objects.filter(Q(expires_at__lt=long_ago) | Q(revoked_at__lt=long_ago)).delete()
