from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from apps.api_key.models import ApiKey

KEPT = timedelta(days=30)  # so that the request log can say how a key ended


@shared_task
def prune() -> None:
    """Clients make a learner's key for each page view; those that ended long ago go."""
    long_ago = timezone.now() - KEPT
    ApiKey.objects.filter(Q(expires_at__lt=long_ago) | Q(revoked_at__lt=long_ago)).delete()
