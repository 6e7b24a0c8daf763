"""Creating an invitation's registrations at their course providers: after COMMIT, without locks, with retries."""

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

from django.utils import timezone

from apps.course_provider.provider import ProviderError
from apps.invitation import messages
from apps.invitation.models import Seat
from apps.registration.models import Registration

RETRY_DELAY = timedelta(minutes=5)  # doubled with each failure, MAX_DOUBLINGS times
MAX_DOUBLINGS = 8
BATCH = 100  # registrations per task
RETRIES_AT_ONCE = 500


class InitializationMode(Enum):
    """When new registrations are created at the course provider. A launch that comes first creates its own."""

    BACKGROUND = "by a task"
    IMMEDIATE = "before the response: nodelay"
    AT_LAUNCH = "not before a launch: skip_external_initialization"


def initialize(registration_ids: Iterable[int]) -> list[str]:
    """Create these registrations at their providers, unless they are there. Returns a message for each failure.

    Safe to run twice, also at the same time. Failures are recorded on the registration and scheduled for a retry.
    """
    ids, failures = set(registration_ids), {}
    rows = Registration.objects.filter(pk__in=ids, externally_initialized=False, active=True, deleted=None)
    for registration in rows.select_related("course_provider", "course").order_by("pk"):
        try:
            registration.initialize()
        except ProviderError as error:
            failures[registration.pk] = messages.not_initialized(
                registration.registration_guid, registration.learner_id, registration.course.title, error.message
            )
    Seat.objects.filter(registration__in=ids.difference(failures)).update(initialization_due_at=None)
    _schedule_retries(failures)
    return list(failures.values())


def _schedule_retries(registration_ids: Iterable[int]) -> None:
    now, seats = timezone.now(), list(Seat.objects.filter(registration__in=registration_ids, taken=True))
    for seat in seats:
        seat.initialization_due_at = now + RETRY_DELAY * 2 ** min(seat.initialization_errors, MAX_DOUBLINGS)
        seat.initialization_errors += 1
    Seat.objects.bulk_update(seats, ["initialization_due_at", "initialization_errors"], batch_size=1000)


def initialize_due() -> int:
    """Initialize what is due, RETRIES_AT_ONCE seats at most; return how many were tried.

    They are postponed first, so that two concurrent runs don't try the same seats.
    """
    now = timezone.now()
    due = Seat.objects.filter(taken=True, initialization_due_at__lte=now).order_by("initialization_due_at")
    seats = list(due.values_list("pk", "registration_id")[:RETRIES_AT_ONCE])
    Seat.objects.filter(pk__in=[pk for pk, _ in seats]).update(initialization_due_at=now + RETRY_DELAY)
    initialize(registration_id for _, registration_id in seats)
    return len(seats)
