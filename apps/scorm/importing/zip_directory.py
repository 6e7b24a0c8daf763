"""Checks of a zip's central directory, before anything is unpacked (docs/contract/packages.md, "The archive"). Pure.

The standard library's `zipfile` reads the central directory into memory at whatever size the file claims, silently uses
the last of two members with the same name, and (before Python 3.11.8) unpacks overlapping members (CVE-2024-0450). So
its results are checked here against the bytes of the file.
"""

import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.member_names import decoded_name
from apps.scorm.importing.messages import quoted

MIB = 1024 * 1024
END = struct.Struct("<4s4H2LH")  # APPNOTE.TXT 4.3.16: signature, disks (2), entries (2), size, offset, comment length
END_64_LOCATOR = struct.Struct("<4sLQL")  # 4.3.15: signature, disk, offset of END_64, number of disks
END_64 = struct.Struct("<4sQ2H2L4Q")  # 4.3.14: signature, size, versions (2), disks (2), entries (2), size, offset
LOCAL_HEADER = struct.Struct("<4s5H3L2H")  # 4.3.7
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000


@dataclass(frozen=True)
class Limits:
    """In bytes, unless noted otherwise. `archive`: 500 MiB of incompressible content and the zip's headers."""

    archive: int = 512 * MIB
    unpacked: int = 2048 * MIB
    files: int = 20_000
    directory: int = 16 * MIB  # the central directory, which is read into memory
    ratio: int = 1_000  # unpacked size / size of the archive


@dataclass(frozen=True)
class EndRecord:
    """The end of central directory record; the values are those of its ZIP64 version if there is one."""

    disks: tuple[int, ...]
    entries: tuple[int, int]
    size: int
    offset: int


def check_end_record(file: BinaryIO, limits: Limits) -> EndRecord:
    """Raises PackageError unless the file is one complete zip within the limits. Reads only the end of the file."""
    end = read_end_record(file)
    if any(end.disks):
        raise PackageError("This zip is one part of several; upload the course as a single zip.")
    if end.entries[0] != end.entries[1]:
        raise PackageError("This zip contradicts itself about how many files it has; zip the course again.")
    if end.entries[0] > limits.files:
        raise PackageError(f"This zip has {end.entries[0]:,} files; at most {limits.files:,} can be imported.")
    if end.size > limits.directory:
        raise PackageError("This zip's central directory is implausibly large; zip the course again.")
    return end


def read_end_record(file: BinaryIO) -> EndRecord:
    file.seek(0, 2)
    length = file.tell()
    tail_at = max(0, length - END.size - 0xFFFF - END_64_LOCATOR.size)
    file.seek(tail_at)
    tail = file.read()
    at = find_end_record(tail)
    _, disk, directory_disk, entries_here, entries, size, offset, _ = END.unpack_from(tail, at)
    end = EndRecord((disk, directory_disk), (entries_here, entries), size, offset)
    return read_zip64_end_record(file, tail[max(0, at - END_64_LOCATOR.size) : at]) or end


def find_end_record(tail: bytes) -> int:
    """The offset in `tail` of the record whose comment ends at the end of the file."""
    at = tail.rfind(b"PK\5\6")
    while at >= 0:
        if at + END.size <= len(tail) and at + END.size + END.unpack_from(tail, at)[-1] == len(tail):
            return at
        at = tail.rfind(b"PK\5\6", 0, at)
    raise PackageError("This zip is incomplete or damaged; upload it again.")


def read_zip64_end_record(file: BinaryIO, locator: bytes) -> EndRecord | None:
    if len(locator) < END_64_LOCATOR.size or not locator.startswith(b"PK\6\7"):
        return None
    _, locator_disk, at, disks = END_64_LOCATOR.unpack(locator)
    file.seek(at)
    record = file.read(END_64.size)
    if len(record) < END_64.size or not record.startswith(b"PK\6\6"):
        raise PackageError("This zip is incomplete or damaged; upload it again.")
    *_, disk, directory_disk, entries_here, entries, size, offset = END_64.unpack(record)
    return EndRecord((locator_disk, max(disks, 1) - 1, disk, directory_disk), (entries_here, entries), size, offset)


def check_members(zip_file: ZipFile, end: EndRecord, archive_size: int, limits: Limits) -> None:
    """Raises PackageError if a member is not allowed, or all together exceed the limits."""
    members = zip_file.infolist()
    if len(members) != end.entries[0] or zip_file.start_dir != end.offset:
        raise PackageError("This zip contradicts itself about how many files it has; zip the course again.")
    for member in members:
        check_member(member)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        raise PackageError(f"Unpacked, this course is larger than {limits.unpacked // MIB:,} MiB, which is the limit.")
    if unpacked > archive_size * limits.ratio:
        raise PackageError(f"This zip would unpack to more than {limits.ratio:,} times its size, as only zip bombs do.")


def check_member(member: ZipInfo) -> None:
    name = quoted(decoded_name(member))
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageError(f"The zip has a link or device, {name}; zip the course again with ordinary files only.")
    if member.flag_bits & ENCRYPTED_FLAGS:
        raise PackageError(f"{name} is encrypted; zip the course again without a password.")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise PackageError(f"{name} is compressed by an unusual method; zip the course again as an ordinary zip.")
    if member.volume:
        raise PackageError("This zip is one part of several; upload the course as a single zip.")


def check_overlaps(file: BinaryIO, members: Iterable[ZipInfo], directory_at: int) -> None:
    """Raises PackageError if two members share bytes, or a local header contradicts the directory."""
    free_from = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < free_from:
            raise PackageError("Files inside this zip overlap, as only in zip bombs; zip the course again.")
        free_from = data_offset(file, member) + member.compress_size
    if free_from > directory_at:
        raise PackageError("Files inside this zip overlap, as only in zip bombs; zip the course again.")


def data_offset(file: BinaryIO, member: ZipInfo) -> int:
    """The offset of the member's compressed bytes. Raises PackageError if its local header is wrong."""
    file.seek(member.header_offset)
    header = file.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
        raise PackageError("This zip is incomplete or damaged; upload it again.")
    _, _, flags, method, *_, name_length, extra_length = LOCAL_HEADER.unpack(header)
    data_at: int = member.header_offset + LOCAL_HEADER.size + name_length + extra_length
    if method != member.compress_type or flags & ENCRYPTED_FLAGS:
        raise PackageError("This zip contradicts itself about how its files are compressed; zip the course again.")
    return data_at
