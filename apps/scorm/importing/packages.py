"""Importing an uploaded zip: afterwards there is a Package that can be launched, or nothing has changed."""

import hashlib
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction

from apps.scorm.content.storage import PackageStorage
from apps.scorm.importing.manifest import Launchable, Manifest, read_manifest
from apps.scorm.importing.unpacking import Archive, Progress, Unpacked, no_progress, open_archive
from apps.scorm.models import Package, Sco

ORPHAN_AGE = timedelta(days=1)


def import_package(archive: Path, course_ref: str, on_progress: Progress = no_progress) -> Package:
    """Import the zip as the latest version of the course. If the latest version is of the same zip, return that one.

    `course_ref`: the caller's name for the course. Raises PackageError.

    Files are published before the rows that refer to them are committed, so a Package always has its files. A process
    killed in between leaves a folder without a row, and so does a caller who rolls back a transaction around this:
    `remove_orphans` deletes it.
    """
    on_progress("checking the archive", 0, 0)
    with open_archive(archive) as opened:
        digest = sha256(archive)
        package = latest_version(course_ref)
        if package is not None and package.digest == digest:
            return package
        return import_archive(opened, digest, course_ref, on_progress)


def import_archive(opened: Archive, digest: str, course_ref: str, on_progress: Progress) -> Package:
    on_progress("reading the manifest", 0, 0)
    manifest = read_manifest(opened.manifest_bytes(), opened.members)
    storage = PackageStorage()
    with storage.temporary() as folder:
        unpacked = opened.unpack(folder, on_progress)
        on_progress("saving the course", 0, 0)
        package = new_package(manifest, unpacked)
        package.course_ref, package.digest, package.size = course_ref, digest, opened.packed_size
        storage.publish(folder, package.storage_key)
    try:
        saved = save_package(package, manifest)
    except BaseException:
        storage.delete(package.storage_key)
        raise
    if saved is not package:
        storage.delete(package.storage_key)
    return saved


def new_package(manifest: Manifest, unpacked: Unpacked) -> Package:
    return Package(
        standard=manifest.standard,
        title=manifest.title,
        manifest=manifest.as_json(),
        warnings=[*unpacked.warnings, *manifest.warnings],
        unpacked_size=sum(size for _, size in unpacked.files),
        file_count=len(unpacked.files),
    )


def save_package(package: Package, manifest: Manifest) -> Package:
    """Save the package as the next version. If the same zip was imported in the meantime, return that package."""
    with transaction.atomic():
        lock_course(package.course_ref)
        latest = latest_version(package.course_ref)
        if latest is not None and latest.digest == package.digest:
            return latest
        package.version = latest.version + 1 if latest is not None else 0
        package.save()
        Sco.objects.bulk_create(new_sco(package, *numbered) for numbered in enumerate(manifest.launchables))
    return package


def new_sco(package: Package, position: int, launchable: Launchable) -> Sco:
    fields = asdict(launchable) | {"objective_ids": list(launchable.objective_ids)}
    return Sco(package=package, position=position, **fields)


def latest_version(course_ref: str) -> Package | None:
    return Package.objects.filter(course_ref=course_ref).order_by("-version").first()


def lock_course(course_ref: str) -> None:
    """Lock imports of this course until the transaction ends, so that each version number is used once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"scorm package {course_ref}"])


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_orphans(older_than: timedelta = ORPHAN_AGE) -> int:
    """Delete folders that interrupted imports have left in storage; returns how many.

    An import that runs for longer than `older_than` loses its files, and fails.
    """
    keys = set(Package.objects.values_list("storage_key", flat=True))
    return PackageStorage().remove_all_but(keys, older_than)
