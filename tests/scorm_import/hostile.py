"""Archives that must be refused: name → (bytes, a part of the error message)."""

import zipfile

from tests.scorm_import.archives import (
    course,
    end_patched,
    manifest,
    patched,
    quoted_overlap,
    u16,
    u32,
    with_member,
    zipped,
)

GOOD = zipped(course())
DAMAGED, CONTRADICTORY = "incomplete or damaged", "contradicts itself"


def special(mode: int) -> bytes:
    info = zipfile.ZipInfo("link")
    info.external_attr = mode << 16
    return with_member(info, b"/etc/passwd")


def other_method(method: int) -> bytes:
    info = zipfile.ZipInfo("big.bin")
    info.compress_type = method
    return with_member(info)


def huge_claimed_size() -> bytes:
    """Central directory and local header both claim 3 GiB."""
    size = u32(3 * 1024**3)
    return patched(GOOD, "index.html", central={24: size}, local={22: size})


HOSTILE_NAMES = {
    "climbing": ("../../etc/cron.d/x", "leads outside the package"),
    "climbing in the middle": ("a/../../x", "leads outside the package"),
    "climbing with backslashes": ("..\\..\\windows\\x", "leads outside the package"),
    "absolute": ("/etc/passwd", "is an absolute path"),
    "absolute with backslashes": ("\\\\server\\share\\x", "is an absolute path"),
    "on a drive": ("C:\\windows\\x", "is an absolute path"),
    "with a NUL": ("index.html\0.png", "has control characters"),
    "with a line break": ("a\nb.html", "has control characters"),
    "with an empty part": ("a//b.html", "has an empty part"),
    "empty": ("", "has an empty part"),
    "too long": ("x" * 241, "is longer than 240 bytes"),
    "too deep": ("d/" * 33 + "x", "is deeper than 32 folders"),
    "equal but for Unicode form": ("inde\u0301x.html", "two files named"),
    "equal but for slashes": ("a\\b.html", "two files named"),
    "file and folder": ("index.html/x", "both as a file and as a folder"),
    "folder with content": ("folder/", "data of its own"),
    "second manifest": ("IMSMANIFEST.XML", "more than one course"),
}
COMPANIONS = {"equal but for Unicode form": "indéx.html", "equal but for slashes": "a/b.html"}

HOSTILE: dict[str, tuple[bytes, str]] = {
    f"name {kind}": (
        zipped(course() | ({COMPANIONS[kind]: b"x"} if kind in COMPANIONS else {}) | {name: b"x"}),
        message,
    )
    for kind, (name, message) in HOSTILE_NAMES.items()
} | {
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "the file is a PDF document, not a zip"),
    "empty file": (b"", "the file is empty"),
    "text": (b"hello, world", "the file is not a zip"),
    "zip in an executable": (b"MZ" + bytes(200) + GOOD, "the file is not a zip"),
    "empty zip": (zipped({}), "the zip is empty"),
    "zip without a course": (zipped({"notes.txt": b"x", "docs/a.txt": b"x"}), "it contains `docs/`, `notes.txt`"),
    "Tin Can package": (zipped({"tincan.xml": b"<tincan/>"}), "a Tin Can (xAPI) package"),
    "AICC package": (zipped({"course.crs": b"x", "course.au": b"x"}), "an AICC package"),
    "two courses": (zipped({"a/imsmanifest.xml": b"x", "b/imsmanifest.xml": b"x"}), "more than one course"),
    "course too deep": (zipped({"a/b/imsmanifest.xml": manifest().encode()}), "too deep in folders"),
    "symbolic link": (special(0o120777), "a link or device"),
    "device": (special(0o020666), "a link or device"),
    "pipe": (special(0o010666), "a link or device"),
    "encrypted": (patched(GOOD, "index.html", central={8: u16(1)}), "is encrypted"),
    "encrypted according to the local header only": (patched(GOOD, "index.html", local={6: u16(1)}), CONTRADICTORY),
    "bzip2": (other_method(zipfile.ZIP_BZIP2), "unusual method"),
    "lzma": (other_method(zipfile.ZIP_LZMA), "unusual method"),
    "method unknown": (patched(GOOD, "index.html", central={10: u16(99)}, local={8: u16(99)}), "unusual method"),
    "two methods": (patched(GOOD, "index.html", local={8: u16(0)}), CONTRADICTORY),
    "multi-disk": (end_patched(GOOD, 4, u16(1)), "one part of several"),
    "member on another disk": (patched(GOOD, "index.html", central={34: u16(3)}), "one part of several"),
    "counts disagree": (end_patched(GOOD, 10, u16(1)), CONTRADICTORY),
    "fewer members than counted": (end_patched(GOOD, 8, u16(9) + u16(9)), CONTRADICTORY),
    "huge central directory": (end_patched(GOOD, 12, u32(0x7FFFFFFF)), "implausibly large"),
    "too many files": (end_patched(GOOD, 8, u16(30_000) + u16(30_000)), "at most 20,000"),
    "64-bit record out of reach": (
        GOOD[: GOOD.rfind(b"PK\5\6")] + b"PK\6\7" + bytes(4) + b"\xff" * 8 + u32(1) + GOOD[GOOD.rfind(b"PK\5\6") :],
        DAMAGED,
    ),
    "cut off": (GOOD[:-30], DAMAGED),
    "cut off at the front": (b"PK\3\4" + GOOD[200:], ""),
    "wrong checksum": (patched(GOOD, "index.html", central={16: u32(1)}), DAMAGED),
    "claims more than it holds": (patched(GOOD, "index.html", central={24: u32(20_000)}), ""),
    "claims less than it holds": (patched(GOOD, "index.html", central={24: u32(3)}), DAMAGED),
    "claims 3 GiB": (huge_claimed_size(), "2,048 MiB"),
    "garbage as compressed data": (patched(zipped(course()), "index.html", local={40: b"\xff" * 8}), DAMAGED),
    "other name in its header": (patched(GOOD, "index.html", local={30: b"innex"}), DAMAGED),
    "bomb by ratio": (zipped(course() | {"zeros": bytes(64 * 1024**2)}), "more than 1,000 times"),
    "bomb of shared headers": (patched(zipped(course() | {"b.html": b"x"}), "b.html", central={42: u32(0)}), "overlap"),
    "quoted-overlap bomb": (quoted_overlap(20, 10_000), "overlap"),
    "garbage after": (GOOD + b"garbage", DAMAGED),
    "manifest too large": (zipped(course() | {"imsmanifest.xml": b" " * 9 * 1024**2}, zipfile.ZIP_STORED), "8 MiB"),
    "manifest is not XML": (zipped(course(**{"imsmanifest.xml": b"\0\1\2"})), "can't be read"),
    "manifest empty": (zipped(course(**{"imsmanifest.xml": b""})), "can't be read"),
    "manifest of HTML": (zipped(course(**{"imsmanifest.xml": "<html></html>"})), "it begins with <html>"),
    "billion laughs": (
        zipped(
            course(**{"imsmanifest.xml": '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><manifest>&b;</manifest>'})
        ),
        "entities",
    ),
    "launch file missing": (zipped(course(**{"imsmanifest.xml": manifest(href="gone.html")})), "not in the zip"),
    "nothing to launch": (
        zipped(course(**{"imsmanifest.xml": manifest(organizations="", resources="")})),
        "names no file",
    ),
}
