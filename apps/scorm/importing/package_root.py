"""Where in an archive the course is; if there is none, what the archive is. Pure.

See docs/contract/packages.md, "Where the course is".
"""

from collections.abc import Collection
from typing import BinaryIO

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.messages import quoted

MANIFEST = "imsmanifest.xml"
NO_COURSE = (
    "This is not a course package: no imsmanifest.xml, tincan.xml, cmi5.xml or AICC files in the top folder; {content}."
)
OTHER_STANDARDS = {"tincan.xml": "a Tin Can (xAPI)", "cmi5.xml": "a cmi5", ".crs": "an AICC", ".au": "an AICC"}
MAGIC = {
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"<": "an HTML or XML file",
}


def find_manifest(files: Collection[str]) -> str:
    """The name of the one manifest at the shallowest depth: in the root, or in one folder. Raises PackageError."""
    manifests = [name for name in files if name.casefold().rpartition("/")[2] == MANIFEST]
    depth = min((name.count("/") for name in manifests), default=0)
    shallowest = sorted(name for name in manifests if name.count("/") == depth)
    if not shallowest:
        raise PackageError(describe_other_content(files))
    if len(shallowest) > 1:
        names = " and ".join(map(quoted, shallowest[:2]))
        raise PackageError(f"This zip contains more than one course: {names}; upload each course as its own zip.")
    if depth > 1:
        name = quoted(shallowest[0])
        raise PackageError(f"The manifest is too deep in folders, at {name}; zip the folder that has imsmanifest.xml.")
    return shallowest[0]


def describe_other_content(files: Collection[str]) -> str:
    """The error message for an archive without a manifest: which other standard it is, or what is in it."""
    top = sorted({name.partition("/")[0] + ("/" if "/" in name else "") for name in files})
    for name in map(str.casefold, top):
        for ending, standard in OTHER_STANDARDS.items():
            if name.endswith(ending):
                return f"This is {standard} package; export it as SCORM 1.2 or SCORM 2004 instead."
    listed = ", ".join(map(quoted, top[:5])) + (f" and {len(top) - 5} more" if len(top) > 5 else "")
    return NO_COURSE.format(content=f"it contains {listed}" if top else "the zip is empty")


def check_zip_signature(file: BinaryIO) -> None:
    """Raises PackageError unless the file begins as a zip does. The message names what it looks like instead."""
    file.seek(0)
    start = file.read(8)
    if start.startswith((b"PK\3\4", b"PK\5\6")):
        return
    looks_like = next((name for magic, name in MAGIC.items() if start.lstrip().startswith(magic)), None)
    content = f"the file is {looks_like}, not a zip" if looks_like else "the file is not a zip"
    raise PackageError(NO_COURSE.format(content=content if start else "the file is empty"))
