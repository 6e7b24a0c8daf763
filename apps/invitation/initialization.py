"""Creating an invitation's registrations at their course providers: after COMMIT, without locks, with retries."""

import logging
import math
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from apps.course_provider.provider import ProviderError
from apps.invitation import messages
from apps.invitation.models import Seat
from apps.outbox.models import enqueue_many
from apps.registration.models import Registration
from apps.registration.results import UNREADABLE

log = logging.getLogger(__name__)
RETRY_DELAY = timedelta(minutes=5)  # doubled with each failure, MAX_DOUBLINGS times
MAX_DOUBLINGS = 8
BATCH = 100  # registrations per task
RETRIES_AT_ONCE = 500
RETRY_SECONDS = 45.0  # of one scheduled run, which starts once a minute
INITIALIZE_TASK = "apps.invitation.tasks.set_up_registrations"


class InitializationMode(Enum):
    """When new registrations are created at the course provider. A launch that comes first creates its own."""

    BACKGROUND = "by a task"
    IMMEDIATE = "before the response: nodelay"
    AT_LAUNCH = "not before a launch: skip_external_initialization"


def initialize(registration_ids: Iterable[int], seconds: float = math.inf) -> tuple[list[str], list[int]]:
    """Create these registrations at their providers, unless they are there, until `seconds` are over.

    Returns a message for each failure, and the ids for which there was no time. Safe to run twice, also at the same
    time. Failures are recorded on the registration and scheduled for a retry; none keeps the others back.
    """
    ends_at, failures = time.monotonic() + seconds, {}
    left = sorted(set(registration_ids))
    done: list[int] = []
    while left and time.monotonic() < ends_at:
        rows = Registration.objects.filter(pk__in=left[:BATCH], externally_initialized=False, active=True, deleted=None)
        by_pk = rows.select_related("course").in_bulk()  # not its provider: a bad one must fail by itself
        for pk in left[:BATCH]:
            if time.monotonic() >= ends_at:
                break
            done.append(left.pop(0))
            if pk in by_pk and (message := _initialize_one(by_pk[pk])):
                failures[pk] = message
    Seat.objects.filter(registration__in=set(done).difference(failures)).update(initialization_due_at=None)
    _schedule_retries(failures)
    return list(failures.values()), left


def initialize_now(registration_ids: Sequence[int]) -> list[str]:
    """As `initialize`, before an answer: what takes longer than BRIGHT_PROVIDER_SECONDS is left to tasks.

    Returns a message for each failure, and one for what is left.
    """
    failures, left = initialize(registration_ids, settings.BRIGHT_PROVIDER_SECONDS)
    enqueue_initialization(left)
    return failures + ([messages.left_to_background(len(left))] if left else [])


def enqueue_initialization(registration_ids: Sequence[int]) -> None:
    """Queue the tasks that create these registrations at their providers."""
    batches = (registration_ids[start : start + BATCH] for start in range(0, len(registration_ids), BATCH))
    enqueue_many(INITIALIZE_TASK, ([list(batch)] for batch in batches))


def _initialize_one(registration: Registration) -> str:
    """Empty, or why the provider does not have it."""
    try:
        registration.initialize()
    except ProviderError as error:
        reason = error.message
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing is wrong with the row
    except Exception:
        log.exception("Registration %s could not be initialized; it will be tried again.", registration.pk)
        reason = UNREADABLE
    else:
        return ""
    return messages.not_initialized(
        registration.registration_guid, registration.learner_id, registration.course.title, reason
    )


def _schedule_retries(registration_ids: Iterable[int]) -> None:
    now, seats = timezone.now(), list(Seat.objects.filter(registration__in=registration_ids, taken=True))
    for seat in seats:
        seat.initialization_due_at = now + RETRY_DELAY * 2 ** min(seat.initialization_errors, MAX_DOUBLINGS)
        seat.initialization_errors += 1
    Seat.objects.bulk_update(seats, ["initialization_due_at", "initialization_errors"], batch_size=1000)


def initialize_due() -> int:
    """Initialize what is due, RETRIES_AT_ONCE seats at most; return how many were tried.

    They are postponed first, so that two concurrent runs don't try the same seats, and a slow one keeps none back.
    """
    now = timezone.now()
    due = Seat.objects.filter(taken=True, initialization_due_at__lte=now).order_by("initialization_due_at")
    seats = list(due.values_list("pk", "registration_id")[:RETRIES_AT_ONCE])
    Seat.objects.filter(pk__in=[pk for pk, _ in seats]).update(initialization_due_at=now + RETRY_DELAY)
    _, left = initialize((registration_id for _, registration_id in seats), RETRY_SECONDS)
    return len(seats) - len(left)
