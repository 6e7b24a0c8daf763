"""The attempts of a registration, and the signal that one has changed."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.scorm.models import Attempt, Launch, Package
from apps.scorm.signals import attempt_committed

log = logging.getLogger(__name__)
FIRST_RETRY_DELAY, MAX_RETRY_DELAY = timedelta(seconds=10), timedelta(hours=1)  # of a report


def get_or_create_attempt(registration_ref: str, package: Package, *, learner_id: str, learner_name: str) -> Attempt:
    """The registration's first attempt (number 0); an existing one is returned unchanged.

    `learner_name` is "Last, First".
    """
    attempt, _ = Attempt.objects.get_or_create(
        registration_ref=registration_ref,
        number=0,
        defaults={"package": package, "learner_id": learner_id, "learner_name": learner_name},
    )
    return attempt


def latest_attempt(registration_ref: str) -> Attempt | None:
    return Attempt.objects.filter(registration_ref=registration_ref).order_by("-number").first()


def end_launches(registration_refs: Sequence[str], *, by: str = "withdrawn") -> None:
    """End all open launches of these registrations now; commits that browsers still send for them are refused.

    `by`: withdrawn (the learner may not go on) or restarted (the course begins anew).
    """
    now = timezone.now()
    open_launches = Launch.objects.filter(attempt__registration_ref__in=registration_refs, expires_at__gt=now)
    open_launches.update(expires_at=now, ended_at=Coalesce("ended_at", now), ended_by=by)


@transaction.atomic
def new_attempt(registration_ref: str) -> Attempt | None:
    """End the launches of the latest attempt and create the next one.

    An attempt that nobody has played yet is returned instead. None if the registration has no attempt.
    """
    latest = Attempt.objects.select_for_update().filter(registration_ref=registration_ref).order_by("-number").first()
    if latest is None:
        return None
    end_launches([registration_ref], by="restarted")
    if latest.first_accessed_at is None:
        return latest
    return Attempt.objects.create(
        registration_ref=registration_ref,
        number=latest.number + 1,
        package=latest.package,
        learner_id=latest.learner_id,
        learner_name=latest.learner_name,
    )


def send_attempt_committed(attempt: Attempt) -> None:
    """Send the signal for what is committed by now. A receiver's error is logged, and a task sends it again later."""
    responses = attempt_committed.send_robust(Attempt, registration_ref=attempt.registration_ref)
    row = Attempt.objects.filter(pk=attempt.pk)
    if any(isinstance(response, Exception) for _, response in responses):  # Django has logged the exception
        delay = min(FIRST_RETRY_DELAY * 2 ** min(attempt.report_errors, 20), MAX_RETRY_DELAY)
        row.update(report_errors=F("report_errors") + 1, report_due_at=timezone.now() + delay)
        log.error("Attempt %s could not be reported; it will be tried again in %s.", attempt.pk, delay)
    else:
        row.filter(reported_revision__lt=attempt.revision).update(
            reported_revision=attempt.revision, report_errors=0, report_due_at=None
        )


def unreported_attempts() -> QuerySet[Attempt]:
    """Those due come first, and among them those that have not failed yet: bad ones hold up nobody."""
    is_due = Q(report_due_at=None) | Q(report_due_at__lte=timezone.now())
    waiting = Attempt.objects.exclude(revision=F("reported_revision")).filter(is_due)
    return waiting.order_by(F("report_due_at").asc(nulls_first=True), "last_accessed_at")
