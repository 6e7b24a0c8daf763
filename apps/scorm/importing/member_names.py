"""File names in an archive, which is not trusted → names to store. Pure.

See docs/contract/packages.md, "Names inside the archive".
"""

import re
import unicodedata
from collections.abc import Iterable
from zipfile import ZipInfo

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.messages import quoted

UTF8_NAME_FLAG = 0x800
MAX_BYTES = 240
MAX_DEPTH = 32
DRIVE = re.compile(r"[A-Za-z]:")
JUNK_NAMES = {".ds_store", "thumbs.db"}


def is_junk(name: str) -> bool:
    """Whether this is a file that macOS or Windows puts in every zip, and no course needs."""
    parts = name.casefold().split("/")
    return "__macosx" in parts[:-1] or parts[-1] in JUNK_NAMES


def stored_name(info: ZipInfo) -> str:
    """The member's name in NFC, with `/` between its parts; a folder's ends with `/`. Raises PackageError."""
    name = unicodedata.normalize("NFC", decoded_name(info).replace("\\", "/"))
    problem = name_problem(name)
    if problem:
        raise PackageError(f"The zip has a file name that {problem}: {quoted(name)}; zip the course again without it.")
    folder = "/" if name.endswith("/") else ""
    return "/".join(part for part in name.split("/") if part not in ("", ".")) + folder


def decoded_name(info: ZipInfo) -> str:
    """The name, decoded as UTF-8 if it is valid UTF-8, since many zip tools forget to set the flag; else as cp437.

    Reads `orig_filename`, since `filename` is cut off at a NUL.
    """
    if info.flag_bits & UTF8_NAME_FLAG:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeError:
        return info.orig_filename


def name_problem(name: str) -> str | None:
    """What is wrong with a normalized name, to follow "a file name that …"; None if nothing is."""
    parts = name.removesuffix("/").split("/")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        return "has control characters"
    if name.startswith("/") or DRIVE.match(name):
        return "is an absolute path"
    if ".." in parts:
        return "leads outside the package"
    if "" in parts or name == ".":
        return "has an empty part"
    if len(name.encode()) > MAX_BYTES:
        return f"is longer than {MAX_BYTES} bytes"
    if len(parts) > MAX_DEPTH:
        return f"is deeper than {MAX_DEPTH} folders"
    return None


def refuse_duplicate_names(files: Iterable[str]) -> None:
    """Raises PackageError if two files have the same name, or a file and a folder have. Names are in NFC already."""
    seen: set[str] = set()
    for name in files:
        if name in seen:
            raise PackageError(f"The zip has two files named {quoted(name)}; zip the course again.")
        seen.add(name)
    for name in sorted(seen & folders_of(seen)):
        raise PackageError(f"The zip has {quoted(name)} both as a file and as a folder; zip the course again.")


def folders_of(files: Iterable[str]) -> set[str]:
    return {name[:at] for name in files for at, character in enumerate(name) if character == "/"}


def case_only_duplicates(files: Iterable[str]) -> list[str]:
    """A warning for each pair of files whose names differ only in case."""
    first: dict[str, str] = {}
    return [
        f"{quoted(first[name.casefold()])} and {quoted(name)} differ only in upper and lower case; both were imported."
        for name in files
        if first.setdefault(name.casefold(), name) != name
    ]
