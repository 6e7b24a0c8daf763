"""Imports in the background, whose progress is shown on a page."""

from pathlib import Path

from celery import shared_task

from apps.course.services import import_course
from apps.scorm.importing.unpacking import PackageError
from apps.upload.models import Upload


@shared_task
def import_upload(upload_id: int) -> None:
    """Import an upload and record the outcome on it. Safe to run twice: a finished upload is left alone."""
    upload = Upload.objects.select_related("course_provider").filter(pk=upload_id).first()
    if upload is None or upload.state in ("ready", "refused"):
        return
    upload.assign_course_guid()
    try:
        course = import_course(
            upload.course_provider,
            Path(upload.path),
            course_guid=upload.course_guid,
            title=upload.wished_title or None,
            custom=upload.custom,
            on_progress=upload.report_progress,
        )
    except PackageError as error:
        upload.mark_refused(str(error))
        return
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
def resume_uploads() -> None:
    """Queue again the imports that a killed worker left unfinished."""
    for upload in Upload.objects.stalled():
        upload.enqueue_import()
