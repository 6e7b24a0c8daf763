"""An import creates a complete Package, or changes nothing."""

import os
import threading
from dataclasses import fields
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from apps.scorm.content.storage import PackageStorage
from apps.scorm.importing import packages
from apps.scorm.importing.errors import CourseExistsError, PackageError
from apps.scorm.importing.manifest import Launchable
from apps.scorm.importing.packages import import_package, remove_orphans
from apps.scorm.models import Package, Sco
from tests.scorm_import.archives import PAGE, course, manifest, zipped
from tests.scorm_import.hostile import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored(settings: Settings, tmp_path: Path) -> Path:
    """The storage's folder, which is empty."""
    settings.BRIGHT_MEDIA = tmp_path / "media"
    PackageStorage().root.mkdir(parents=True)
    return PackageStorage().root


def upload(tmp_path: Path, archive: bytes, name: str = "upload.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(archive)
    return path


def other_course(title: str) -> bytes:
    return zipped(course(**{"imsmanifest.xml": manifest().replace("Golf", title)}))


def test_launchable_has_every_field_of_the_model() -> None:
    model = {field.name for field in Sco._meta.concrete_fields} - {"id", "package", "position"}
    assert {field.name for field in fields(Launchable)} == model


def test_package_and_scos(tmp_path: Path, stored: Path) -> None:
    steps: list[str] = []
    path = upload(tmp_path, zipped(course()))
    package = import_package(path, "golf", lambda step, done, total: steps.append(step))
    package.refresh_from_db()
    assert (package.title, package.standard, package.version) == ("Golf", "scorm_12", 0)
    assert (package.size, package.file_count) == (path.stat().st_size, 2)
    assert package.unpacked_size == sum(map(len, course().values()))
    assert len(package.digest) == 64 and package.manifest["activities"]["title"] == "Golf"
    sco = package.scos.get()
    assert (sco.identifier, sco.href, sco.kind, sco.position) == ("item_1", "index.html", "sco", 0)
    assert PackageStorage().path(package.storage_key, sco.href).read_bytes() == PAGE
    assert list(dict.fromkeys(steps)) == [
        "checking the archive",
        "reading the manifest",
        "storing files",
        "saving the course",
    ]
    assert os.listdir(stored) == [package.storage_key]


def test_the_same_zip_again_changes_nothing(tmp_path: Path, stored: Path) -> None:
    path = upload(tmp_path, zipped(course()))
    first = import_package(path, "golf")
    assert import_package(path, "golf").pk == first.pk
    assert len(os.listdir(stored)) == Package.objects.count() == 1
    assert import_package(path, "another course").pk != first.pk


def test_another_zip_is_the_next_version(tmp_path: Path) -> None:
    one, two = upload(tmp_path, zipped(course())), upload(tmp_path, other_course("Tennis"), "two.zip")
    versions = [import_package(path, "golf").version for path in (one, two, two, one)]
    assert versions == [0, 1, 1, 2]


def test_another_zip_is_refused_if_only_a_new_course_is_wanted(tmp_path: Path, stored: Path) -> None:
    one, two = upload(tmp_path, zipped(course())), upload(tmp_path, other_course("Tennis"), "two.zip")
    first = import_package(one, "golf", only_new=True)
    assert import_package(one, "golf", only_new=True).pk == first.pk
    with pytest.raises(CourseExistsError, match="choose another course_guid"):
        import_package(two, "golf", only_new=True)
    assert os.listdir(stored) == [first.storage_key]


@pytest.mark.parametrize("kind", ["PDF", "quoted-overlap bomb", "wrong checksum", "launch file missing"])
def test_a_refused_archive_leaves_nothing(kind: str, tmp_path: Path, stored: Path) -> None:
    with pytest.raises(PackageError, match=HOSTILE[kind][1]):
        import_package(upload(tmp_path, HOSTILE[kind][0]), "golf")
    assert os.listdir(stored) == [] and not Package.objects.exists()


def test_a_failing_database_leaves_nothing(tmp_path: Path, stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Sco:
        raise RuntimeError("no such table")

    monkeypatch.setattr(packages, "new_sco", fail)
    with pytest.raises(RuntimeError, match="no such table"), transaction.atomic():
        import_package(upload(tmp_path, zipped(course())), "golf")
    assert os.listdir(stored) == [] and not Package.objects.exists()


def test_orphans_are_removed_and_packages_are_not(tmp_path: Path, stored: Path) -> None:
    package = import_package(upload(tmp_path, zipped(course())), "golf")
    (stored / ".importing-killed").mkdir()
    (stored / ("x" * 32)).mkdir()  # killed between the rename and the commit
    assert remove_orphans() == 0
    for folder in stored.iterdir():
        os.utime(folder, (0, 0))
    assert remove_orphans() == 2
    assert os.listdir(stored) == [package.storage_key]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False])
def test_simultaneous_imports(same: bool, tmp_path: Path, stored: Path) -> None:
    """Eight threads import the same course: one package if it is the same zip, or else versions without gaps."""
    archives = [zipped(course()) if same else other_course(f"Course {number}") for number in range(8)]
    paths = [upload(tmp_path, archive, f"{number}.zip") for number, archive in enumerate(archives)]
    start, imported = threading.Barrier(len(paths)), []

    def run(path: Path) -> None:
        try:
            start.wait()
            imported.append(import_package(path, "golf"))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[path]) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [0] * 8 if same else list(range(8))
    assert sorted(package.version for package in imported) == expected
    assert sorted(os.listdir(stored)) == sorted(Package.objects.values_list("storage_key", flat=True))
    assert Package.objects.count() == len(set(expected))
