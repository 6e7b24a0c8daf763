import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.course.models import Course
from apps.course_provider.provider import NotSupported, ProviderError
from apps.outbox.models import enqueue
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
        if tried + 1 < MAX_TRIES:
            delay = min(FIRST_RETRY_DELAY * 2**tried, MAX_RETRY_DELAY)
            enqueue(END_LAUNCHES_TASK, registration_id, tried + 1, due_at=timezone.now() + delay)


@shared_task
def end_launches_of_course(course_id: int) -> None:
    """End the launches of all registrations to a deleted course. Does nothing if the course was restored meanwhile."""
    rows = Registration.objects.filter(course_id=course_id, course__deleted_at__isnull=False)
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=batch).end_launches()
        last = batch[-1]


@shared_task
def remove_course(course_id: int) -> None:
    """Permanently delete a soft-deleted course, in batches its registrations, and what its provider keeps of it.

    Safe to run again if interrupted.
    """
    rows = Registration.objects.filter(course_id=course_id, course__deleted_at__isnull=False).order_by("pk")
    while batch := list(rows.values_list("pk", flat=True)[:BATCH]):
        Registration.objects.filter(pk__in=batch).delete()
    deleted = Course.objects.select_related("course_provider").filter(pk=course_id, deleted_at__isnull=False)
    for course in deleted:
        try:
            course.course_provider.connect().delete_course(course.course_guid)
        except NotSupported:
            log.info("Course %s is deleted here; its provider keeps its own copy.", course_id)
        except ProviderError as error:
            log.warning("Course %s is not deleted for good yet, since its provider refused: %s", course_id, error)
            return
    deleted.delete()
