"""Taking a package in: the provider keeps it, then the course appears here, whole."""

import hashlib
import json
import secrets
from pathlib import Path

from django.db import transaction

from apps.course.models import Course
from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import Progress, ProviderCourse, no_progress
from apps.scorm.importing.unpacking import PackageError


def import_course(
    provider: CourseProvider,
    package: Path,
    *,
    course_guid: str | None = None,
    title: str | None = None,
    custom: str | None = None,
    on_progress: Progress = no_progress,
) -> Course:
    """The course made from a package. The same package under the same guid again is the same course.

    Raises PackageError (one sentence) if the package, or its guid, can't be had.
    """
    guid = course_guid or f"{provider.pk}-{secrets.token_hex(8)}"
    known = Course.objects.filter(course_provider=provider, course_guid=guid).first()
    if known is not None:
        return _same_package(known, package)
    found = provider.connect().import_course(package, guid, on_progress)
    return _appear(provider, found, title, custom)


def _same_package(course: Course, package: Path) -> Course:
    version = course.latest_version()
    if course.deleted_at is not None or version is None or version.digest != digest_of(package):
        raise PackageError("There is a course with this course_guid already; choose another course_guid.")
    return course


def digest_of(package: Path) -> str:
    with package.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic
def _appear(provider: CourseProvider, found: ProviderCourse, title: str | None, custom: str | None) -> Course:
    values = {"realm_id": provider.realm_id, "title": title or found.title, "custom": custom}
    metadata = json.dumps({"title": found.title, **found.metadata}, ensure_ascii=False)
    course, _ = Course.objects.get_or_create(
        course_provider=provider, course_guid=found.course_guid, defaults={**values, "metadata": metadata}
    )
    if found.version is not None:
        course.note(found.version, found.versions)
    return course
