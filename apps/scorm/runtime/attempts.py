"""Attempts of a registration, and telling whoever listens that one has changed."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from apps.scorm.models import Attempt, Launch, Package, Sco, ScoState
from apps.scorm.reporting.report import Activity
from apps.scorm.signals import attempt_committed

log = logging.getLogger(__name__)


def open_attempt(registration_ref: str, package: Package, *, learner_id: str, learner_name: str) -> Attempt:
    """The registration's first attempt (number 0); made if it isn't there, unchanged if it is."""
    attempt, _ = Attempt.objects.get_or_create(
        registration_ref=registration_ref,
        number=0,
        defaults={"package": package, "learner_id": learner_id, "learner_name": learner_name},
    )
    return attempt


def latest_attempt(registration_ref: str) -> Attempt | None:
    return Attempt.objects.filter(registration_ref=registration_ref).order_by("-number").first()


def close_registration(registration_ref: str) -> None:
    """Its launches end at once; what a browser still sends for them is refused."""
    close_registrations([registration_ref])


def close_registrations(registration_refs: Sequence[str]) -> None:
    """The same for many, in one statement."""
    now = timezone.now()
    open_ones = Launch.objects.filter(attempt__registration_ref__in=registration_refs, expires_at__gt=now)
    open_ones.update(expires_at=now, ended_at=now)


@transaction.atomic
def renew(registration_ref: str) -> Attempt | None:
    """End the latest attempt's launches and open the next one; one that nobody has played yet stays. None if unknown.

    What a browser still sends for the old attempt is refused, or kept there.
    """
    latest = Attempt.objects.select_for_update().filter(registration_ref=registration_ref).order_by("-number").first()
    if latest is None:
        return None
    close_registration(registration_ref)
    if latest.first_accessed_at is None:
        return latest
    return Attempt.objects.create(
        registration_ref=registration_ref,
        number=latest.number + 1,
        package=latest.package,
        learner_id=latest.learner_id,
        learner_name=latest.learner_name,
    )


def announce(attempt: Attempt) -> None:
    """Send `attempt_committed` for what is durable by now. An error is logged; the sweep tries again."""
    answers = attempt_committed.send_robust(Attempt, registration_ref=attempt.registration_ref)
    if any(isinstance(answer, Exception) for _, answer in answers):  # Django has logged what was wrong
        log.error("Attempt %s could not be reported; it will be tried again.", attempt.pk)
    else:
        Attempt.objects.filter(pk=attempt.pk, reported_revision__lt=attempt.revision).update(
            reported_revision=attempt.revision
        )


def unreported() -> QuerySet[Attempt]:
    return Attempt.objects.exclude(revision=F("reported_revision"))


def course_activity(attempt: Attempt) -> Activity:
    """The attempt as its report's tree: the course, and below it its SCOs."""
    package = attempt.package
    states = {state.sco_id: state for state in attempt.states.all()}
    return Activity(
        identifier=str(package.manifest.get("identifier") or package.pk),
        title=package.title,
        standard=package.standard,
        completion=attempt.completion,
        success=attempt.success,
        score=attempt.score,
        seconds=attempt.seconds,
        attempts=attempt.number + 1 if attempt.first_accessed_at else 0,
        children=[_sco_activity(sco, states.get(sco.pk), package.standard) for sco in package.scos.all()],
    )


def _sco_activity(sco: Sco, state: ScoState | None, standard: str) -> Activity:
    if state is None:
        return Activity(sco.identifier, sco.title, standard)
    return Activity(
        sco.identifier,
        sco.title,
        standard,
        state.completion,
        state.success,
        state.score,
        state.seconds,
        attempts=1,
        cmi=state.cmi,
    )
