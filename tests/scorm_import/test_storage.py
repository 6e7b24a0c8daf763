"""Package files on disk."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from apps.scorm.content.storage import OutsideStorageError, PackageStorage

KEY = "k" * 32
DAY = timedelta(days=1)


@pytest.fixture
def storage(tmp_path: Path) -> PackageStorage:
    return PackageStorage(tmp_path / "packages")


def publish(storage: PackageStorage, key: str = KEY) -> None:
    with storage.temporary() as folder:
        (folder / "a").mkdir()
        (folder / "a" / "übung.html").write_text("x")
        storage.publish(folder, key)


def test_published_files_are_there_and_the_temporary_folder_is_gone(storage: PackageStorage) -> None:
    publish(storage)
    assert storage.path(KEY, "a/übung.html").read_text() == "x"
    assert storage.path(KEY, "a/u\u0308bung.html").read_text() == "x"  # a browser may send the name in another form
    assert os.listdir(storage.root) == [KEY]


def test_only_this_user_has_access(storage: PackageStorage) -> None:
    publish(storage)
    assert {path.stat().st_mode & 0o777 for path in (storage.root, storage.folder(KEY))} == {0o700}


def test_a_temporary_folder_is_deleted_when_the_import_fails(storage: PackageStorage) -> None:
    with pytest.raises(RuntimeError), storage.temporary() as folder:
        (folder / "x").write_text("x")
        raise RuntimeError
    assert os.listdir(storage.root) == []


@pytest.mark.parametrize("name", ["..", "../x", "a/../../x", "/etc/passwd", "", ".", "a//b", "a/./b", "a\0b", "a/"])
def test_names_stay_inside(storage: PackageStorage, name: str) -> None:
    with pytest.raises(OutsideStorageError):
        storage.path(KEY, name)


@pytest.mark.parametrize("key", ["", "..", ".importing-xxxxxxxxxxxx", "a/b" * 8, "short", "k" * 65, KEY + "\n"])
def test_keys_stay_inside(storage: PackageStorage, key: str) -> None:
    with pytest.raises(OutsideStorageError):
        storage.path(key, "x")


def test_delete_twice(storage: PackageStorage) -> None:
    publish(storage)
    storage.delete(KEY)
    storage.delete(KEY)
    assert os.listdir(storage.root) == []


def test_only_old_folders_without_a_key_are_removed(storage: PackageStorage) -> None:
    for key in (KEY, "o" * 32, "n" * 32):
        publish(storage, key)
    abandoned = storage.root / ".importing-abc"
    abandoned.mkdir()
    for old in (storage.folder(KEY), storage.folder("o" * 32), abandoned):
        os.utime(old, (0, 0))
    assert storage.remove_all_but({KEY}, DAY) == 2
    assert sorted(os.listdir(storage.root)) == [KEY, "n" * 32]


def test_nothing_to_remove_before_the_first_import(storage: PackageStorage) -> None:
    assert storage.remove_all_but(set(), DAY) == 0
