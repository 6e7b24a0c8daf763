"""Importing an uploaded zip: afterwards there is a Package that can be launched, or nothing has changed."""

import hashlib
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from apps.scorm.content.storage import PackageStorage
from apps.scorm.importing.errors import CourseExistsError
from apps.scorm.importing.manifest import Launchable, Manifest
from apps.scorm.importing.reading import PackageContents, read_package
from apps.scorm.importing.unpacking import Progress, no_progress, read_errors_as_package_error
from apps.scorm.models import Attempt, Package, Sco

ORPHAN_AGE = timedelta(days=1)
BATCH = 200


def import_package(
    archive: Path, course_ref: str, on_progress: Progress = no_progress, *, only_new: bool = False
) -> Package:
    """Import the zip as the latest version of the course. If the latest version is of the same zip, return that one.

    `course_ref`: the caller's name for the course. `only_new`: refuse another zip as a second version.
    Raises PackageError; ReaderKilledError; OSError if the disk is full.

    Files are published before the rows that refer to them are committed, so a Package always has its files. A process
    killed in between leaves a folder without a row, and so does a caller who rolls back a transaction around this:
    `remove_orphans` deletes it.
    """
    on_progress("checking the archive", 0, 0)
    with read_errors_as_package_error():
        digest, size = sha256(archive), archive.stat().st_size
    latest = latest_version(course_ref)
    if latest is not None and (latest.digest == digest or only_new):
        return same_package(latest, digest)
    storage = PackageStorage()
    with storage.temporary() as folder:
        contents = read_package(archive, folder, on_progress)
        on_progress("saving the course", 0, 0)
        package = new_package(contents)
        package.course_ref, package.digest, package.size = course_ref, digest, size
        storage.publish(folder, package.storage_key)
    try:
        saved = save_package(package, contents.manifest, only_new)
    except BaseException:
        storage.delete(package.storage_key)
        raise
    if saved is not package:
        storage.delete(package.storage_key)
    return saved


def new_package(contents: PackageContents) -> Package:
    manifest = contents.manifest
    return Package(
        standard=manifest.standard,
        title=manifest.title,
        manifest=manifest.as_json(),
        warnings=[*contents.archive_warnings, *manifest.warnings],
        unpacked_size=contents.unpacked_size,
        file_count=contents.file_count,
    )


def save_package(package: Package, manifest: Manifest, only_new: bool) -> Package:
    """Save the package as the next version. If the same zip was imported in the meantime, return that package.

    Raises CourseExistsError if `only_new`, and another zip was imported in the meantime.
    """
    with transaction.atomic():
        lock_course(package.course_ref)
        latest = latest_version(package.course_ref)
        if latest is not None and (latest.digest == package.digest or only_new):
            return same_package(latest, package.digest)
        package.version = latest.version + 1 if latest is not None else 0
        package.save()
        Sco.objects.bulk_create(new_sco(package, *numbered) for numbered in enumerate(manifest.launchables))
    return package


def same_package(latest: Package, digest: str) -> Package:
    """`latest`, if it is of the zip with this digest. Raises CourseExistsError."""
    if latest.digest != digest:
        raise CourseExistsError
    latest.save(update_fields=["updated_at"])  # so that `delete_unused_packages` leaves it
    return latest


def new_sco(package: Package, position: int, launchable: Launchable) -> Sco:
    fields = asdict(launchable) | {"objective_ids": list(launchable.objective_ids)}
    return Sco(package=package, position=position, **fields)


def latest_version(course_ref: str) -> Package | None:
    return Package.objects.filter(course_ref=course_ref).order_by("-version").first()


def lock_course(course_ref: str) -> None:
    """Lock imports of this course until the transaction ends, so that each version number is used once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"scorm package {course_ref}"])


def delete_packages(course_ref: str) -> None:
    """Delete every version of the course, with its attempts, launches, commits and files. Safe to run again."""
    attempts = Attempt.objects.filter(package__course_ref=course_ref)
    while batch := list(attempts.values_list("pk", flat=True)[:BATCH]):
        Attempt.objects.filter(pk__in=batch).delete()
    with transaction.atomic():
        delete_rows_and_files(Package.objects.filter(course_ref=course_ref))


def unused_course_refs(older_than: timedelta) -> list[str]:
    """Courses whose packages were never registered for, and are older than `older_than`."""
    return list(unused_packages(older_than).values_list("course_ref", flat=True).distinct())


def delete_unused_packages(course_ref: str, older_than: timedelta) -> None:
    """Delete the course's packages, unless they were registered for, or imported again, meanwhile."""
    with transaction.atomic():
        delete_rows_and_files(unused_packages(older_than).filter(course_ref=course_ref).select_for_update())


def unused_packages(older_than: timedelta) -> QuerySet[Package]:
    attempts = Attempt.objects.filter(package=OuterRef("pk"))
    return Package.objects.filter(~Exists(attempts), updated_at__lt=timezone.now() - older_than)


def delete_rows_and_files(packages: QuerySet[Package]) -> None:
    """Files go after the transaction. If the process is killed before, `remove_orphans` deletes them."""
    for package in packages:
        key = package.storage_key
        package.delete()
        transaction.on_commit(partial(PackageStorage().delete, key))


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_orphans(older_than: timedelta = ORPHAN_AGE) -> int:
    """Delete folders that interrupted imports have left in storage; returns how many.

    An import that runs for longer than `older_than` loses its files, and fails.
    """
    keys = set(Package.objects.values_list("storage_key", flat=True))
    return PackageStorage().remove_all_but(keys, older_than)
