"""What imports and uploads leave on the disk, and what they do when it is full."""

import os
from pathlib import Path

import pytest

from apps.course.services import import_course
from apps.registration.services import register
from apps.registration.tasks import remove_course
from apps.scorm.models import Attempt, Package
from apps.upload.models import MAX_ATTEMPTS, Upload
from apps.upload.tasks import remove_orphans
from bright.errors import Unavailable
from server import services as commands
from server.errors import OperatorError
from tests.apps.course.uploads import GOLF, OTHER, file_of, incompressible, run, uploaded
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import zipped

# A full disk


def test_an_upload_that_does_not_fit_answers_503_and_leaves_nothing(embedded, full_disk):
    answer = embedded.pair.upload("course", file_of(incompressible(200_000)), **{"async": "t"})
    assert (answer.status, answer.json["error_message"]) == (
        503,
        "The server's disk is full; try again later, or tell the server's operator.",
    )
    assert list((full_disk / "uploads").iterdir()) == [] and not Upload.objects.exists()


def test_a_package_that_does_not_fit_answers_503_and_leaves_nothing(embedded, full_disk):
    answer = embedded.pair.upload("course", file_of(incompressible(200_000)))
    assert (answer.status, "disk is full" in answer.json["error_message"]) == (503, True)
    assert list((full_disk / "packages").iterdir()) == [] and not Package.objects.exists()


def test_a_package_that_does_not_fit_is_tried_again_then_given_up(embedded, full_disk):
    upload = uploaded(embedded, zipped(package_files(**{"zeros.bin": b"\0" * 4_000_000})))
    for _ in range(MAX_ATTEMPTS):
        run(upload)
    assert (upload.state, upload.attempts) == ("refused", MAX_ATTEMPTS)
    assert upload.error.startswith("The import was given up after 5 attempts. The server's disk is full")


def test_the_command_line_says_that_the_disk_is_full(embedded, full_disk, tmp_path):
    archive = tmp_path / "large.zip"
    archive.write_bytes(incompressible(200_000))
    with pytest.raises(OperatorError, match="disk is full"):
        commands.import_package(archive, "Embedded", None, lambda *_: None)


# Files of uploads


def test_an_upload_whose_row_fails_leaves_no_file(embedded, settings):
    with pytest.raises(Exception, match="too long"):
        uploaded(embedded, course_guid="x" * 300)
    assert not list((settings.BRIGHT_MEDIA / "uploads").iterdir())


def test_orphaned_uploads_are_removed_and_those_still_needed_are_not(embedded):
    waiting, finished = uploaded(embedded), run(uploaded(embedded))
    folder = Path(waiting.path).parent
    Path(finished.path).write_bytes(b"its deletion was interrupted")
    (folder / "killed.zip").write_bytes(b"before the row")
    assert remove_orphans() == 0
    for file in folder.iterdir():
        os.utime(file, (0, 0))
    (folder / "being-written.zip").write_bytes(b"now")
    assert remove_orphans() == 2
    assert {file.name for file in folder.iterdir()} == {Path(waiting.path).name, "being-written.zip"}


# Deleted for good


@pytest.mark.django_db(transaction=True)
def test_a_course_deleted_for_good_takes_its_packages_from_the_disk(embedded, settings, tmp_path):
    archive = tmp_path / "golf.zip"
    archive.write_bytes(GOLF)
    course, kept = (import_course(embedded.provider, archive, course_guid=guid) for guid in ("golf", "kept"))
    register(course, "ann@example.com")
    register(kept, "ann@example.com")
    course.soft_delete()
    for _ in range(2):
        remove_course(course.pk)
    package = Package.objects.get()
    assert package.course_ref.endswith("/kept") and Attempt.objects.get().package == package
    assert [folder.name for folder in (settings.BRIGHT_MEDIA / "packages").iterdir()] == [package.storage_key]
    archive.write_bytes(OTHER)
    assert import_course(embedded.provider, archive, course_guid="golf").versions == 1


def test_a_full_disk_is_unavailable_in_the_words_of_every_provider(embedded, full_disk, tmp_path):
    archive = tmp_path / "large.zip"
    archive.write_bytes(incompressible(200_000))
    with pytest.raises(Unavailable):
        embedded.provider.connect().import_course(archive, "golf")
