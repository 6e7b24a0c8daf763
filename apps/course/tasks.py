"""Imports in the background, whose progress is shown on a page."""

import logging
from datetime import timedelta
from pathlib import Path

from celery import shared_task

from apps.course.models import Course
from apps.course.services import import_course
from apps.course_provider.provider import ProviderError
from apps.course_provider.providers import embedded
from apps.upload.models import SERVER_ERROR, Upload
from bright.errors import Unavailable

UNCLAIMED_AGE = timedelta(hours=1)
log = logging.getLogger(__name__)


@shared_task
def import_upload(upload_id: int) -> None:
    """Import an upload and record the outcome on it. Safe to run twice: a finished upload is left alone.

    What is not the package's fault is tried again with growing delays, apps.upload.models.MAX_ATTEMPTS times in all.
    """
    upload = Upload.objects.select_related("course_provider").filter(pk=upload_id).first()
    if upload is None or not upload.begin_attempt():
        return
    try:
        record_import(upload)
    except ProviderError as error:
        upload.mark_refused(error.message)
    except Unavailable as error:
        log.warning("Upload %s is not imported yet: %s", upload_id, error.message)
        upload.try_again_later(error.message)
    except Exception:
        log.exception("Upload %s could not be imported.", upload_id)
        upload.try_again_later(SERVER_ERROR)


def record_import(upload: Upload) -> None:
    """Raises ProviderError and Unavailable, see `import_course`."""
    course = import_course(
        upload.course_provider,
        Path(upload.path),
        course_guid=upload.course_guid,
        title=upload.wished_title or None,
        custom=upload.custom,
        on_progress=upload.report_progress,
    )
    version = course.latest_version()
    assert version is not None  # the import has just recorded it
    upload.mark_ready(
        course_guid=course.course_guid,
        title=course.title,
        standard=version.standard,
        sco_count=version.sco_count,
        warnings=version.warnings,
    )


@shared_task
def remove_unclaimed() -> int:
    """Delete what the embedded providers store for courses that do not exist; returns how many.

    A process killed between the import and the creation of the course leaves it, and its guid would stay taken.
    """
    removed = 0
    for provider_id, guid in embedded.unused_courses(UNCLAIMED_AGE):
        if not Course.objects.filter(course_provider_id=provider_id, course_guid=guid).exists():
            embedded.delete_unused_course(provider_id, guid, UNCLAIMED_AGE)
            removed += 1
    return removed


@shared_task
def resume_uploads() -> None:
    """Queue again the imports that a killed worker left unfinished."""
    for upload in Upload.objects.stalled():
        upload.enqueue_import()
