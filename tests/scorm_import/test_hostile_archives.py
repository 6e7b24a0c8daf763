"""Hostile archives are refused with one sentence, in bounded time, and write nothing outside their folder."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.manifest import read_manifest
from apps.scorm.importing.unpacking import Limits, Unpacked, open_archive, unpack
from tests.scorm_import.archives import course, quoted_overlap, zipped
from tests.scorm_import.hostile import HOSTILE

MAX_SECONDS = 10


def read_and_unpack(archive: bytes, folder: Path, limits: Limits | None = None) -> Unpacked:
    path = folder / "upload.zip"
    path.write_bytes(archive)
    target = folder / "target"
    target.mkdir()
    with open_archive(path, limits) as opened:
        read_manifest(opened.manifest_bytes(), opened.members)
        return opened.unpack(target)


@pytest.mark.parametrize("kind", HOSTILE)
def test_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    archive, part = HOSTILE[kind]
    started = time.monotonic()
    with pytest.raises(PackageError) as refusal:
        read_and_unpack(archive, tmp_path)
    assert time.monotonic() - started < MAX_SECONDS
    sentence = str(refusal.value)
    assert part in sentence
    assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 300 and sentence.isprintable()
    assert {path.name for path in tmp_path.iterdir()} == {"upload.zip", "target"}


def test_the_quoted_overlap_bomb_is_real() -> None:
    """Otherwise refusing it proves nothing. Each member is valid, and together they are far larger than the zip."""
    bomb = quoted_overlap(20, 10_000)
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        sizes = [info.file_size for info in archive.infolist()]
        last = archive.infolist()[-1]
        assert archive.read(last) == b"0" * 10_000
    assert sum(sizes) > 20 * 10_000 > 20 * len(bomb)


@pytest.mark.parametrize(
    ("limits", "part"),
    [
        (Limits(archive=100), "which is the limit"),
        (Limits(unpacked=100), "which is the limit"),
        (Limits(files=1), "can be imported"),
        (Limits(ratio=0), "zip bomb"),
    ],
)
def test_limits_can_be_set(limits: Limits, part: str, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=part):
        read_and_unpack(zipped(course()), tmp_path, limits)


def test_a_folder_that_cannot_be_written_is_a_package_error(tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    path.write_bytes(zipped(course()))
    with pytest.raises(PackageError, match="could not be read or stored: File exists"):
        unpack(path, path)


def test_a_missing_upload_is_a_package_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="could not be read or stored: No such file"):
        unpack(tmp_path / "gone.zip", tmp_path)
