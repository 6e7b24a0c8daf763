"""Importing packages: the provider stores the package first, then the course is created here in one transaction."""

import hashlib
import json
import secrets
from pathlib import Path

from django.db import transaction

from apps.course.models import Course
from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import Progress, ProviderCourse, ProviderError, no_progress


def import_course(
    provider: CourseProvider,
    package: Path,
    *,
    course_guid: str | None = None,
    title: str | None = None,
    custom: str | None = None,
    on_progress: Progress = no_progress,
) -> Course:
    """Import `package`, a zip file, at the provider and return its course.

    `course_guid`: generated if None; importing the same package under the same guid again returns the existing course.
    `title`: used instead of the title in the package. `on_progress`: called with each step of the import.
    Raises ProviderError, with one sentence to show, if the package or the guid can't be used; Unavailable if the same
    call may succeed later.
    """
    guid = course_guid or f"{provider.pk}-{secrets.token_hex(8)}"
    existing = Course.objects.filter(course_provider=provider, course_guid=guid).first()
    if existing is not None:
        return _require_same_package(existing, package)
    imported = provider.connect().import_course(package, guid, on_progress)
    return _create_course(provider, imported, title, custom)


def _require_same_package(course: Course, package: Path) -> Course:
    version = course.latest_version()
    if course.deleted_at is not None or version is None or version.digest != digest_of(package):
        raise ProviderError("1", "A course with this course_guid already exists; choose another course_guid.")
    return course


def digest_of(package: Path) -> str:
    """The SHA-256 of the file, in hexadecimal."""
    with package.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic
def _create_course(provider: CourseProvider, imported: ProviderCourse, title: str | None, custom: str | None) -> Course:
    values = {"realm_id": provider.realm_id, "title": title or imported.title, "custom": custom}
    metadata = json.dumps({"title": imported.title, **imported.metadata}, ensure_ascii=False)
    course, _ = Course.objects.get_or_create(
        course_provider=provider, course_guid=imported.course_guid, defaults={**values, "metadata": metadata}
    )
    if imported.version is not None:
        course.record_version(imported.version, imported.versions)
    return course
