"""What a manifest names → files of the package (reliability.md, T16; runtime-and-dispatch.md 3). Pure."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.sentences import quoted

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
WEB = re.compile(r"https?:|//|\\\\", re.IGNORECASE)
MAX_ADDRESS = 2_000  # characters; an archive's names are far shorter
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EXTERNAL = (
    "The launch address {href} is on another server, whose results can't be tracked; put the content into the package."
)
OUTSIDE = "The launch address {href} leads outside the package; it must be a path relative to imsmanifest.xml."
MISSING = "The launch file {href} is named in the manifest but not in the zip; export the course again."
UNSERVABLE = "The launch file {href} has a ? or # in its name, which no browser can open; rename it."


class OutsideError(ValueError):
    """The address names nothing inside a package."""


class PackageFiles:
    """Which file an address means: as it stands, percent-decoded, or with other upper and lower case."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = {unicodedata.normalize("NFC", name) for name in names}
        self.by_casefold = {name.casefold(): name for name in sorted(self.names, reverse=True)}

    def find(self, path: str) -> str | None:
        """`path` has no parameters and no fragment. Raises OutsideError; None if there is no such file."""
        for candidate in candidates(path):
            if candidate in self.names:
                return candidate
        found = (self.by_casefold.get(candidate.casefold()) for candidate in candidates(path))
        return next(filter(None, found), None)


def candidates(path: str) -> Iterator[str]:
    """The path as it stands and percent-decoded, normalised; both must stay inside."""
    for spelling in dict.fromkeys((path, unquote(path))):
        yield inside(unicodedata.normalize("NFC", spelling.replace("\\", "/")))


def inside(path: str) -> str:
    """`a/../b` → `b`. Raises OutsideError for what isn't a relative path below the package's root."""
    normal = posixpath.normpath(path)
    if path.startswith("/") or SCHEME.match(path) or CONTROL.search(path) or normal.split("/")[0] == "..":
        raise OutsideError(path)
    return normal


def split_address(address: str) -> tuple[str, str]:
    """The path, and the parameters with fragment, each with its `?` or `#`."""
    at = min((address.find(mark) for mark in "?#" if mark in address), default=len(address))
    return address[:at], address[at:]


def join_base(base: str, href: str) -> str:
    """An address, or a further `xml:base`, within `base`. A base ends in a slash; where it doesn't, one is supplied."""
    if SCHEME.match(href) or href.startswith(("/", "\\")):
        return href
    joined = base + href if not base or base.endswith(("/", "\\")) else f"{base}/{href}"
    if len(joined) > MAX_ADDRESS:
        raise PackageError(f"An address in imsmanifest.xml is longer than {MAX_ADDRESS:,} characters; shorten it.")
    return joined


def launch_href(address: str, parameters: str, files: PackageFiles) -> tuple[str, str]:
    """The file's own name with parameters, and the file's name alone. Raises PackageError."""
    path, rest = split_address(address.strip())
    href = quoted(address)
    if WEB.match(path):
        raise PackageError(EXTERNAL.format(href=href))
    try:
        name = files.find(path)
    except OutsideError:
        raise PackageError(OUTSIDE.format(href=href)) from None
    if name is None:
        raise PackageError(MISSING.format(href=href))
    if "?" in name or "#" in name:
        raise PackageError(UNSERVABLE.format(href=href))
    return name + CONTROL.sub("", with_parameters(rest, parameters.strip())), name


def with_parameters(rest: str, parameters: str) -> str:
    """The item's `parameters` behind the address's own, always before a fragment; a leading `#` makes them one."""
    query, mark, fragment = rest.partition("#")
    if parameters.startswith("#"):
        return rest + parameters if not mark else rest
    parameters = parameters.lstrip("?&")
    if parameters:
        extra, extra_mark, extra_fragment = parameters.partition("#")
        query += ("&" if query else "?") + extra
        mark, fragment = (mark, fragment) if mark else (extra_mark, extra_fragment)
    return query + mark + fragment
