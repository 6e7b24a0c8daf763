"""Names inside an archive from a stranger → names we store (reliability.md, T15). Pure."""

import re
import unicodedata
from collections.abc import Iterable
from zipfile import ZipInfo

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.sentences import quoted

UTF8_NAME_FLAG = 0x800
MAX_BYTES = 240
MAX_DEPTH = 32
DRIVE = re.compile(r"[A-Za-z]:")
JUNK_NAMES = {".ds_store", "thumbs.db"}


def is_junk(name: str) -> bool:
    """What macOS and Windows leave in every zip, and no course needs."""
    parts = name.casefold().split("/")
    return "__macosx" in parts[:-1] or parts[-1] in JUNK_NAMES


def stored_name(info: ZipInfo) -> str:
    """The member's name with `/` between its parts, in NFC; a folder's ends in `/`. Raises PackageError."""
    name = unicodedata.normalize("NFC", decoded_name(info).replace("\\", "/"))
    fault = name_fault(name)
    if fault:
        raise PackageError(f"The zip holds a name that {fault}: {quoted(name)}; pack the course again without it.")
    folder = "/" if name.endswith("/") else ""
    return "/".join(part for part in name.split("/") if part not in ("", ".")) + folder


def decoded_name(info: ZipInfo) -> str:
    """UTF-8 if the bytes are UTF-8, flagged or not (many packers forget the flag); else cp437.

    Reads `orig_filename`, since `filename` is cut at a NUL.
    """
    if info.flag_bits & UTF8_NAME_FLAG:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeError:
        return info.orig_filename


def name_fault(name: str) -> str | None:
    """What is wrong with a normalised name, as the end of "a name that …"."""
    parts = name.removesuffix("/").split("/")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        return "has control characters"
    if name.startswith("/") or DRIVE.match(name):
        return "is an absolute path"
    if ".." in parts:
        return "leads out of the package"
    if "" in parts or name == ".":
        return "has an empty part"
    if len(name.encode()) > MAX_BYTES:
        return f"is longer than {MAX_BYTES} bytes"
    if len(parts) > MAX_DEPTH:
        return f"is deeper than {MAX_DEPTH} folders"
    return None


def refuse_clashes(files: Iterable[str]) -> None:
    """Raises PackageError if two files have one name, or a file has the name of a folder. The names are NFC already."""
    seen: set[str] = set()
    for name in files:
        if name in seen:
            raise PackageError(f"The zip holds {quoted(name)} twice; pack the course again.")
        seen.add(name)
    for name in sorted(seen & folders_of(seen)):
        raise PackageError(f"The zip holds {quoted(name)} both as a file and as a folder; pack the course again.")


def folders_of(files: Iterable[str]) -> set[str]:
    return {name[:at] for name in files for at, character in enumerate(name) if character == "/"}


def case_only_duplicates(files: Iterable[str]) -> list[str]:
    """One sentence for each pair of files whose names differ in upper and lower case only."""
    first: dict[str, str] = {}
    return [
        f"{quoted(first[name.casefold()])} and {quoted(name)} differ only in upper and lower case; both were kept."
        for name in files
        if first.setdefault(name.casefold(), name) != name
    ]
