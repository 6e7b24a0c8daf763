"""Addresses in a manifest → files of the package (docs/contract/packages.md, "Launch files"). Pure."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.messages import quoted

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
EXTERNAL_ADDRESS = re.compile(r"https?:|//|\\\\", re.IGNORECASE)
MAX_ADDRESS = 2_000  # characters; file names in an archive are far shorter
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EXTERNAL = (
    "The launch address {href} is on another server, where results can't be tracked; put the content into the package."
)
OUTSIDE = "The launch address {href} leads outside the package; it must be a path relative to imsmanifest.xml."
MISSING = "The launch file {href} is named in the manifest but not in the zip; export the course again."
UNSERVABLE = "The launch file {href} has a ? or # in its name, so no browser can open it; rename it."


class OutsidePackageError(ValueError):
    """The address leads outside the package."""


class PackageFiles:
    """Finds the file that an address means: as it is, percent-decoded, or ignoring case."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = {unicodedata.normalize("NFC", name) for name in names}
        self.by_casefold = {name.casefold(): name for name in sorted(self.names, reverse=True)}

    def find(self, path: str) -> str | None:
        """The file's own name, or None. `path` has no query and no fragment. Raises OutsidePackageError."""
        for spelling in spellings(path):
            if spelling in self.names:
                return spelling
        names = (self.by_casefold.get(spelling.casefold()) for spelling in spellings(path))
        return next(filter(None, names), None)


def spellings(path: str) -> Iterator[str]:
    """The path as it is, and percent-decoded; both normalized. Raises OutsidePackageError for either."""
    for spelling in dict.fromkeys((path, unquote(path))):
        yield normalized(unicodedata.normalize("NFC", spelling.replace("\\", "/")))


def normalized(path: str) -> str:
    """`a/../b` → `b`. Raises OutsidePackageError unless it is a relative path below the package's root."""
    normal = posixpath.normpath(path)
    if path.startswith("/") or SCHEME.match(path) or CONTROL.search(path) or normal.split("/")[0] == "..":
        raise OutsidePackageError(path)
    return normal


def split_address(address: str) -> tuple[str, str]:
    """The path, and the query and fragment, with their `?` and `#`."""
    at = min((address.find(mark) for mark in "?#" if mark in address), default=len(address))
    return address[:at], address[at:]


def join_base(base: str, href: str) -> str:
    """An address, or a nested `xml:base`, relative to `base`. A slash that `base` should end in is added."""
    if SCHEME.match(href) or href.startswith(("/", "\\")):
        return href
    joined = base + href if not base or base.endswith(("/", "\\")) else f"{base}/{href}"
    if len(joined) > MAX_ADDRESS:
        raise PackageError(f"An address in imsmanifest.xml is longer than {MAX_ADDRESS:,} characters; shorten it.")
    return joined


def launch_href(address: str, parameters: str, files: PackageFiles) -> tuple[str, str]:
    """The launch file's name with parameters, and without. `parameters`: the item's. Raises PackageError."""
    path, rest = split_address(address.strip())
    href = quoted(address)
    if EXTERNAL_ADDRESS.match(path):
        raise PackageError(EXTERNAL.format(href=href))
    try:
        name = files.find(path)
    except OutsidePackageError:
        raise PackageError(OUTSIDE.format(href=href)) from None
    if name is None:
        raise PackageError(MISSING.format(href=href))
    if "?" in name or "#" in name:
        raise PackageError(UNSERVABLE.format(href=href))
    return name + CONTROL.sub("", with_parameters(rest, parameters.strip())), name


def with_parameters(rest: str, parameters: str) -> str:
    """The item's `parameters` added to `rest`, the address's query and fragment.

    They go before a fragment. If they begin with `#`, they are the fragment, unless there is one already.
    """
    query, mark, fragment = rest.partition("#")
    if parameters.startswith("#"):
        return rest + parameters if not mark else rest
    parameters = parameters.lstrip("?&")
    if parameters:
        extra, extra_mark, extra_fragment = parameters.partition("#")
        query += ("&" if query else "?") + extra
        mark, fragment = (mark, fragment) if mark else (extra_mark, extra_fragment)
    return query + mark + fragment
