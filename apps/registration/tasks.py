import logging
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.course.models import Course
from apps.course_provider.provider import NotSupported, ProviderError
from apps.outbox.models import enqueue
from apps.registration import refresh
from apps.registration.models import END_LAUNCHES_TASK, Registration

log = logging.getLogger(__name__)
BATCH = 500
MAX_TRIES, FIRST_RETRY_DELAY, MAX_RETRY_DELAY = 12, timedelta(seconds=30), timedelta(hours=1)


@shared_task
def end_launches(registration_id: int, tried: int = 0) -> None:
    """Have the provider end the launches of a registration that has ended.

    A refusal is retried with growing delays, MAX_TRIES times; `tried` counts the tries before this one. A registration
    that is active again meanwhile is left alone.
    """
    rows = Registration.objects.select_related("course_provider")
    ended = rows.exclude(active=True, deleted=None, course__deleted_at=None)
    registration = ended.filter(pk=registration_id).first()
    if registration is None:
        return
    try:
        registration.course_provider.connect().unregister(registration.registration_guid)
    except NotSupported:
        log.info("Registration %s has ended, but its provider can't end launches.", registration_id)
    except ProviderError as error:
        log.warning("The launches of registration %s are not ended yet: %s", registration_id, error)
        _try_again(END_LAUNCHES_TASK, registration_id, tried)
    except Exception:
        log.exception("The launches of registration %s are not ended yet.", registration_id)
        _try_again(END_LAUNCHES_TASK, registration_id, tried)


def _try_again(task: str, pk: int, tried: int) -> None:
    """Queue the task again, later each time. After MAX_TRIES the operator has to act."""
    if tried + 1 < MAX_TRIES:
        delay = min(FIRST_RETRY_DELAY * 2**tried, MAX_RETRY_DELAY)
        enqueue(task, pk, tried + 1, due_at=timezone.now() + delay)
    else:
        log.error("Given up after %s tries: %s of %s.", MAX_TRIES, task, pk)


@shared_task
def end_launches_of_course(course_id: int) -> None:
    """End the launches of all registrations to a deleted course. Does nothing if the course was restored meanwhile."""
    rows = Registration.objects.filter(course_id=course_id, course__deleted_at__isnull=False)
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=batch).end_launches()
        last = batch[-1]


@shared_task
def remove_course(course_id: int, tried: int = 0) -> None:
    """Permanently delete a soft-deleted course, in batches its registrations, and what its provider keeps of it.

    Safe to run again if interrupted.

    What can't be deleted is put aside and tried again later, with the course; all the rest goes now.
    """
    rows = Registration.objects.filter(course_id=course_id, course__deleted_at__isnull=False)
    last, kept = 0, 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = batch[-1]
        kept += _kept_of(Registration.objects.all(), batch)
    courses = Course.objects.filter(deleted_at__isnull=False)
    if kept or not _is_deleted_at_provider(courses, course_id) or _kept_of(courses, [course_id]):
        log.error("Course %s can't be deleted for good: %s of its registrations are still there.", course_id, kept)
        _try_again(Course.REMOVAL_TASK, course_id, tried)


def _is_deleted_at_provider(courses: QuerySet[Course], course_id: int) -> bool:
    for course in courses.select_related("course_provider").filter(pk=course_id):
        try:
            course.course_provider.connect().delete_course(course.course_guid)
        except NotSupported:
            log.info("Course %s is deleted here; its provider keeps its own copy.", course_id)
        except ProviderError as error:
            log.warning("Course %s is not deleted for good yet, since its provider refused: %s", course_id, error)
            return False
    return True


def _kept_of(rows: QuerySet[Any], pks: list[int]) -> int:
    """Delete these rows, one by one if not all at once. Returns how many can't be deleted."""
    try:
        with transaction.atomic():
            rows.filter(pk__in=pks).delete()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(pks) > 1:
            return sum(_kept_of(rows, [pk]) for pk in pks)
        log.exception("%s %s can't be deleted.", rows.model.__name__, pks[0])
        return 1
    return 0


@shared_task
def crawl_due() -> int:
    """Repair results that were missed: a launch makes a registration due an hour later, `crawl=t` at once what it had
    no time for. Returns how many were asked for."""
    return refresh.crawl_due()
