"""Periodic tasks. Their schedule is in config/celery.py."""

import logging
from datetime import datetime, timedelta

from celery import shared_task
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from apps.scorm.importing import packages
from apps.scorm.models import Attempt, CommitLog, LaunchSession
from apps.scorm.runtime import attempts, commits, launches

log = logging.getLogger(__name__)

SETTLING = timedelta(seconds=5)  # leaves out commits that are being reported right now
SILENCE = timedelta(minutes=2)
BATCH = 500
EXPIRED_BATCH = 5000


@shared_task
def report_waiting_attempts() -> int:
    """Send `attempt_committed` again for attempts whose last change no receiver has accepted; returns how many.

    A receiver's error is logged, and does not stop the others: the attempt waits longer each time.
    """
    unreported = attempts.unreported_attempts().filter(updated_at__lt=timezone.now() - SETTLING)
    waiting = unreported[:BATCH]
    for attempt in waiting:
        attempts.send_attempt_committed(attempt)
    return len(waiting)


@shared_task
def end_silent_sessions() -> int:
    """End sessions whose launch has expired, or whose page was hidden two minutes ago and not seen since.

    Returns how many. One that can't be ended properly ends with the seconds that it had.
    """
    ended = 0
    for pk in _silent(timezone.now()).values_list("pk", flat=True)[:BATCH]:
        try:
            ended += _end(pk)
        except (OperationalError, InterfaceError):
            raise  # the database is away: nothing is wrong with the row
        except Exception:  # one bad row must not hold up the others
            log.exception("Session %s could not be ended properly; it ends as it is.", pk)
            LaunchSession.objects.filter(pk=pk, ended_at=None).update(ended_at=F("last_seen_at"), ended_by="failed")
    return ended


def _silent(now: datetime) -> QuerySet[LaunchSession]:
    last = CommitLog.objects.filter(session=OuterRef("pk"), sequence=OuterRef("last_sequence"), snapshot=True)
    # Where the log has lost the last commit, many have come since, of other pages: this one is not in use.
    hidden = Q(Exists(last) | Q(pruned_sequence__gte=F("last_sequence"), last_sequence__gt=0))
    hidden &= Q(last_seen_at__lt=now - SILENCE)
    expired = Q(launch__expires_at__lt=now)
    return LaunchSession.objects.filter(hidden | expired, ended_at=None).order_by("last_seen_at")


def _end(pk: int) -> bool:
    """End one session if it is still silent once its attempt is locked. It ends when it was last seen."""
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(launches__sessions=pk)
        session = commits.with_other_seconds(_silent(timezone.now())).filter(pk=pk).first()
        if session is None:
            return False
        commits.end_silent(attempt, session)
    attempts.send_attempt_committed(attempt)
    return True


@shared_task
def end_expired_launches() -> int:
    """End launches that nobody left with the Exit button, once they have expired; returns how many."""
    return launches.end_expired(launches.expired_launches().values_list("pk", flat=True)[:EXPIRED_BATCH])


@shared_task
def prune_commit_logs(days: int = 90) -> int:
    """Delete logged commits older than `days`; returns how many. The results that they led to stay."""
    return CommitLog.objects.filter(received_at__lt=timezone.now() - timedelta(days=days)).delete()[0]


@shared_task
def remove_orphans() -> int:
    """Delete package folders left by imports that were interrupted a day ago or longer; returns how many."""
    return packages.remove_orphans()
