"""Making an invitation's registrations at their course providers: after COMMIT, under no lock, as often as needed."""

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

from django.utils import timezone

from apps.course_provider.provider import ProviderError
from apps.invitation import sentences
from apps.invitation.models import Seat
from apps.registration.models import Registration

RETRY = timedelta(minutes=5)  # doubled with each failure, eight times
MOST_DOUBLINGS = 8
BATCH = 100  # registrations of one task
SWEPT = 500


class When(Enum):
    """When the course provider hears of new registrations. A launch that comes first sets its own one up."""

    LATER = "by a background task"
    NOW = "before the answer: nodelay"
    NEVER = "not before a launch: skip_external_initialization"


def set_up(registration_ids: Iterable[int]) -> list[str]:
    """Make these registrations at their providers, unless they are there; a sentence for each one that failed.

    May run twice, and side by side. What fails is kept on the registration, and is due again later.
    """
    ids, failures = set(registration_ids), {}
    rows = Registration.objects.filter(pk__in=ids, externally_initialized=False, active=True, deleted=None)
    for registration in rows.select_related("course_provider", "course").order_by("pk"):
        try:
            registration.initialize()
        except ProviderError as error:
            failures[registration.pk] = sentences.not_set_up(
                registration.registration_guid, registration.learner_id, registration.course.title, error.message
            )
    Seat.objects.filter(registration__in=ids.difference(failures)).update(set_up_due_at=None)
    _postpone(failures)
    return list(failures.values())


def _postpone(registration_ids: Iterable[int]) -> None:
    now, seats = timezone.now(), list(Seat.objects.filter(registration__in=registration_ids, taken=True))
    for seat in seats:
        seat.set_up_due_at = now + RETRY * 2 ** min(seat.set_up_errors, MOST_DOUBLINGS)
        seat.set_up_errors += 1
    Seat.objects.bulk_update(seats, ["set_up_due_at", "set_up_errors"], batch_size=1000)


def set_up_due() -> int:
    """Try what is due again; how many were tried. They are put off first, so that two sweeps don't try the same."""
    now = timezone.now()
    due = Seat.objects.filter(taken=True, set_up_due_at__lte=now).order_by("set_up_due_at")[:SWEPT]
    seats = list(due.values_list("pk", "registration_id"))
    Seat.objects.filter(pk__in=[pk for pk, _ in seats]).update(set_up_due_at=now + RETRY)
    set_up(registration_id for _, registration_id in seats)
    return len(seats)
