"""A zip from a stranger → a folder we may serve, or one sentence why not (reliability.md, T15). Pure.

Everything that can be known from the zip's directory is checked before the first byte is unpacked. Unpacking streams,
in this process, and stops at the size the directory gave: see docs/decisions/0005-unpack-in-process.md.
"""

import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.member_names import case_only_duplicates, is_junk, refuse_clashes, stored_name
from apps.scorm.importing.package_root import find_manifest, refuse_other_files
from apps.scorm.importing.sentences import quoted, shortened
from apps.scorm.importing.zip_directory import MIB, Limits, check_end, check_members, check_overlaps

__all__ = ["Archive", "Limits", "PackageError", "Progress", "Unpacked", "open_archive", "unpack"]

Progress = Callable[[str, int, int], None]  # a step in words, done, of how many (0: not known)
CHUNK = 256 * 1024
MAX_MANIFEST = 8 * MIB
DAMAGED = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


def no_progress(step: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class Unpacked:
    files: list[tuple[str, int]]  # name from the package's root, bytes
    warnings: list[str]


class Archive:
    """An open zip that passed every check. Names are counted from the folder that holds the manifest."""

    def __init__(self, zip_file: ZipFile, packed_size: int) -> None:
        self.zip_file = zip_file
        self.packed_size = packed_size  # bytes of the zip
        members = [(stored_name(info), info) for info in zip_file.infolist()]
        files = [(name, info) for name, info in members if not is_folder(name, info) and not is_junk(name)]
        refuse_clashes(name for name, _ in files)
        everything = dict(files)
        manifest = find_manifest(everything)
        root = manifest[: manifest.rfind("/") + 1]
        self.manifest = manifest.removeprefix(root)
        self.members = {name.removeprefix(root): everything[name] for name in everything if name.startswith(root)}
        self.warnings = shortened(case_only_duplicates(self.members)) + outside_warnings(
            root, len(everything) - len(self.members)
        )

    def manifest_bytes(self) -> bytes:
        info = self.members[self.manifest]
        if info.file_size > MAX_MANIFEST:
            raise PackageError(f"{self.manifest} is larger than {MAX_MANIFEST // MIB} MiB, which no course needs.")
        with one_sentence(), self.zip_file.open(info) as source:
            return source.read(MAX_MANIFEST)

    def unpack(self, target: Path, on_progress: Progress = no_progress) -> Unpacked:
        """Writes every file under `target`, an empty folder. On PackageError what it wrote stays there."""
        total = len(self.members)
        for done, (name, info) in enumerate(self.members.items()):
            if done * 100 // total != (done - 1) * 100 // total:  # at most a hundred times
                on_progress("storing files", done, total)
            with one_sentence():
                write_member(self.zip_file, info, target / name)
        on_progress("storing files", total, total)
        return Unpacked([(name, info.file_size) for name, info in self.members.items()], self.warnings)


def is_folder(name: str, info: ZipInfo) -> bool:
    folder = name.endswith("/") or stat.S_ISDIR(info.external_attr >> 16)
    if folder and info.file_size:
        raise PackageError(
            f"The zip holds a folder that has content of its own, {quoted(name)}; pack the course again."
        )
    return folder


def outside_warnings(root: str, count: int) -> list[str]:
    if not root:
        return []
    note = f"; what lies outside it ({count:,}) was left out" if count else ""
    return [f"The course is in the folder {quoted(root)}, which was taken as its root{note}."]


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turns everything that a damaged zip or a full disk makes the standard library raise into PackageError."""
    try:
        yield
    except OSError as error:
        raise PackageError(f"The package could not be read or stored: {error.strerror or error}.") from error
    except DAMAGED as error:
        raise PackageError("This zip is cut off or damaged; upload it again.") from error


@contextmanager
def open_archive(path: Path, limits: Limits | None = None) -> Iterator[Archive]:
    """Raises PackageError unless the file is a zip that may be unpacked and holds one course."""
    limits = limits or Limits()
    with one_sentence():
        file = path.open("rb")
    with file:
        with one_sentence():
            zip_file = checked_zip(file, limits)
        with zip_file:
            yield Archive(zip_file, os.fstat(file.fileno()).st_size)


def checked_zip(file: BinaryIO, limits: Limits) -> ZipFile:
    size = os.fstat(file.fileno()).st_size
    refuse_other_files(file)
    if size > limits.archive:
        raise PackageError(f"This zip is over {limits.archive // MIB:,} MiB, which is too large.")
    end = check_end(file, limits)
    zip_file = ZipFile(file)
    check_members(zip_file, end, size, limits)
    check_overlaps(file, zip_file.infolist(), zip_file.start_dir)
    return zip_file


def write_member(zip_file: ZipFile, info: ZipInfo, path: Path) -> None:
    """Streams one member into a new file, readable only by us; refuses any other size than the directory gave."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with zip_file.open(info) as source, open(path, "xb", opener=private) as out:
        written = 0
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > info.file_size:
                break
            out.write(chunk)
    if written != info.file_size:
        raise PackageError("This zip contradicts itself about how large its files are; pack the course again.")


def private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unpack(path: Path, target: Path, on_progress: Progress = no_progress, limits: Limits | None = None) -> Unpacked:
    """Checks the zip and unpacks it into `target`. Raises PackageError."""
    on_progress("checking the archive", 0, 0)
    with open_archive(path, limits) as archive:
        return archive.unpack(target, on_progress)
