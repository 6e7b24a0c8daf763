"""Packages for tests: manifests as text, zips as bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

SCORM_12_NAMESPACES = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
)
SCORM_2004_NAMESPACES = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
)
PAGE = b"<!doctype html><title>Page</title><p>Hello"


def manifest(
    *,
    namespaces: str = SCORM_12_NAMESPACES,
    version: str = "1.2",
    attributes: str = 'identifier="course-1"',
    metadata: str = "",
    organizations: str | None = None,
    item: str = "",
    item_attributes: str = "",
    resources: str | None = None,
    resources_attributes: str = "",
    href: str = "index.html",
    after: str = "",
) -> str:
    """A manifest; with the defaults, it has one SCO."""
    if organizations is None:
        organizations = f"""<organizations default="org"><organization identifier="org"><title>Golf</title>
            <item identifier="item_1" identifierref="res_1" {item_attributes}><title>Playing</title>{item}</item>
        </organization></organizations>"""
    if resources is None:
        resources = f'<resource identifier="res_1" type="webcontent" adlcp:scormtype="sco" href="{href}"/>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
        <manifest {attributes} {namespaces}>
        <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion>{metadata}</metadata>
        {organizations}<resources {resources_attributes}>{resources}</resources>{after}</manifest>"""


def manifest_2004(*, version: str = "2004 3rd Edition", **parts: str) -> str:
    return manifest(namespaces=SCORM_2004_NAMESPACES, version=version, **parts)


def course(**replaced: bytes | str) -> dict[str, bytes]:
    """The files of a valid package, name → content."""
    files: dict[str, bytes | str] = {"imsmanifest.xml": manifest(), "index.html": PAGE} | replaced
    return {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo("x", (2026, 1, 1, 0, 0, 0))
            info.filename = name  # the constructor would cut it off at a NUL
            info.compress_type = method
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def with_member(info: zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    """A valid package with one additional member."""
    out = io.BytesIO(zipped(course()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(info, content)
    return out.getvalue()


def patched(archive: bytes, name: str, *, central: Mapping[int, bytes] = {}, local: Mapping[int, bytes] = {}) -> bytes:
    """The archive with bytes replaced at offsets within the headers of one member."""
    data = bytearray(archive)
    raw = name.encode()
    headers = {b"PK\1\2": (46, central), b"PK\3\4": (30, local)}
    for signature, (fixed, changes) in headers.items():
        at = data.find(signature)
        while data[at + fixed : at + fixed + len(raw)] != raw:
            at = data.find(signature, at + 1)
        for offset, value in changes.items():
            data[at + offset : at + offset + len(value)] = value
    return bytes(data)


def end_patched(archive: bytes, offset: int, value: bytes) -> bytes:
    """The archive with bytes replaced in its end of central directory record."""
    at = archive.rfind(b"PK\5\6") + offset
    return archive[:at] + value + archive[at + len(value) :]


def quoted_overlap(copies: int, kernel_size: int) -> bytes:
    """A quoted-overlap bomb as David Fifield describes it (CVE-2024-0450).

    Each member's data begins with a stored block that quotes the next member's header, and continues with that member's
    data. So all share one kernel, and every local header is valid.
    """
    plain = b"0" * kernel_size
    members = [Member("kernel", plain, deflated(plain))]
    for number in range(copies):
        header = members[0].local_header()
        length = len(header)
        quote = b"\0" + u16(length) + u16(length ^ 0xFFFF) + header
        members.insert(0, Member(f"k{number:05}", header + members[0].content, quote + members[0].packed))
    course_files = [Member(name, content, deflated(content)) for name, content in course().items()]
    body, directory = b"", b""
    for member in course_files:
        directory += member.directory_entry(len(body))
        body += member.local_header() + member.packed
    for member in members:
        directory += member.directory_entry(len(body))
        body += member.local_header() + (member.packed if member is members[-1] else member.packed[:5])
    count = len(course_files) + len(members)
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


@dataclass(eq=False)
class Member:
    name: str
    content: bytes
    packed: bytes  # deflated

    def fields(self) -> bytes:
        return struct.pack(
            "<5H3LHH",
            *(20, 0, 8, 0, 0x5A21),
            *(zlib.crc32(self.content), len(self.packed), len(self.content), len(self.name), 0),
        )

    def local_header(self) -> bytes:
        return b"PK\3\4" + self.fields() + self.name.encode()

    def directory_entry(self, offset: int) -> bytes:
        return b"PK\1\2" + u16(20) + self.fields() + bytes(10) + u32(offset) + self.name.encode()


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def u16(value: int) -> bytes:
    return struct.pack("<H", value)


def u32(value: int) -> bytes:
    return struct.pack("<L", value)
