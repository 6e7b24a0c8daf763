"""An uploaded zip, which is not trusted → a folder of files that are safe to serve. Pure.

See docs/contract/packages.md, "The archive".

Everything in the zip's directory is checked before the first byte is unpacked. Unpacking streams, and stops at the
size given in the directory. It runs in a child process, see reading.py.
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
from apps.scorm.importing.member_names import case_only_duplicates, is_junk, refuse_duplicate_names, stored_name
from apps.scorm.importing.messages import first_warnings, quoted
from apps.scorm.importing.package_root import check_zip_signature, find_manifest
from apps.scorm.importing.zip_directory import MIB, Limits, check_end_record, check_members, check_overlaps
from bright.errors import is_disk_full

__all__ = ["Archive", "Limits", "PackageError", "Progress", "Unpacked", "open_archive", "unpack"]

Progress = Callable[[str, int, int], None]  # step in words, number done, total (0: not known)
CHUNK = 256 * 1024
MAX_MANIFEST = 8 * MIB
DAMAGE_ERRORS = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


def no_progress(step: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class Unpacked:
    """What was unpacked."""

    files: list[tuple[str, int]]  # name relative to the package's root, size in bytes
    warnings: list[str]


class Archive:
    """An open zip that has passed all checks. Names are relative to the folder of the manifest."""

    def __init__(self, zip_file: ZipFile, packed_size: int) -> None:
        self.zip_file = zip_file
        self.packed_size = packed_size  # bytes
        members = [(stored_name(info), info) for info in zip_file.infolist()]
        files = [(name, info) for name, info in members if not is_folder(name, info) and not is_junk(name)]
        refuse_duplicate_names(name for name, _ in files)
        all_files = dict(files)
        manifest = find_manifest(all_files)
        root = manifest[: manifest.rfind("/") + 1]
        self.manifest = manifest.removeprefix(root)
        self.members = {name.removeprefix(root): info for name, info in all_files.items() if name.startswith(root)}
        self.warnings = first_warnings(case_only_duplicates(self.members)) + outside_warnings(
            root, len(all_files) - len(self.members)
        )

    def manifest_bytes(self) -> bytes:
        info = self.members[self.manifest]
        if info.file_size > MAX_MANIFEST:
            raise PackageError(
                f"{self.manifest} is larger than {MAX_MANIFEST // MIB} MiB, which is the limit; shorten it."
            )
        with errors_as_package_error(), self.zip_file.open(info) as source:
            return source.read(MAX_MANIFEST)

    def unpack(self, target: Path, on_progress: Progress = no_progress) -> Unpacked:
        """Write all files into `target`, an empty folder. Raises PackageError, and leaves there what it has written."""
        total = len(self.members)
        for done, (name, info) in enumerate(self.members.items()):
            if done * 100 // total != (done - 1) * 100 // total:  # at most a hundred calls
                on_progress("storing files", done, total)
            with errors_as_package_error():
                write_member(self.zip_file, info, target / name)
        on_progress("storing files", total, total)
        return Unpacked([(name, info.file_size) for name, info in self.members.items()], self.warnings)


def is_folder(name: str, info: ZipInfo) -> bool:
    folder = name.endswith("/") or stat.S_ISDIR(info.external_attr >> 16)
    if folder and info.file_size:
        raise PackageError(f"The zip has a folder with data of its own, {quoted(name)}; zip the course again.")
    return folder


def outside_warnings(root: str, count: int) -> list[str]:
    if not root:
        return []
    note = f"; files outside it ({count:,}) were not imported" if count else ""
    return [f"The course was imported from the folder {quoted(root)}{note}."]


@contextmanager
def read_errors_as_package_error() -> Iterator[None]:
    """Raises OSError as PackageError, except that of a full disk: that is not the package's fault."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise
        raise PackageError(f"The package could not be read or stored: {error.strerror or error}.") from error


@contextmanager
def errors_as_package_error() -> Iterator[None]:
    """The same, and what the standard library raises for a damaged zip."""
    try:
        with read_errors_as_package_error():
            yield
    except DAMAGE_ERRORS as error:
        raise PackageError("This zip is incomplete or damaged; upload it again.") from error


@contextmanager
def open_archive(path: Path, limits: Limits | None = None) -> Iterator[Archive]:
    """Open a zip. Raises PackageError unless it passes all checks and contains one course."""
    limits = limits or Limits()
    with errors_as_package_error():
        file = path.open("rb")
    with file:
        with errors_as_package_error():
            zip_file = checked_zip(file, limits)
        with zip_file:
            yield Archive(zip_file, os.fstat(file.fileno()).st_size)


def checked_zip(file: BinaryIO, limits: Limits) -> ZipFile:
    size = os.fstat(file.fileno()).st_size
    check_zip_signature(file)
    if size > limits.archive:
        raise PackageError(f"This zip is larger than {limits.archive // MIB:,} MiB, which is the limit.")
    end = check_end_record(file, limits)
    zip_file = ZipFile(file)
    check_members(zip_file, end, size, limits)
    check_overlaps(file, zip_file.infolist(), zip_file.start_dir)
    return zip_file


def write_member(zip_file: ZipFile, info: ZipInfo, path: Path) -> None:
    """Write one member to a new file that only this user can read.

    Raises PackageError if its size is not the one given in the directory.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with zip_file.open(info) as source, open(path, "xb", opener=private) as out:
        written = 0
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > info.file_size:
                break
            out.write(chunk)
    if written != info.file_size:
        raise PackageError("This zip contradicts itself about how large its files are; zip the course again.")


def private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unpack(path: Path, target: Path, on_progress: Progress = no_progress, limits: Limits | None = None) -> Unpacked:
    """Check the zip and unpack it into `target`, an empty folder. Raises PackageError."""
    on_progress("checking the archive", 0, 0)
    with open_archive(path, limits) as archive:
        return archive.unpack(target, on_progress)
