"""Unusual packages that real tools produce are imported, with a warning where something was corrected."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from apps.scorm.importing.manifest import Manifest, read_manifest
from apps.scorm.importing.unpacking import open_archive, unpack
from tests.scorm_import.archives import PAGE, course, manifest, manifest_2004, zipped


@dataclass
class Unusual:
    archive: bytes
    warnings: tuple[str, ...] = ()  # a part of each, in this order
    href: str = "index.html"
    title: str = "Golf"
    stored: tuple[str, ...] = ("imsmanifest.xml", "index.html")


def below(folder: str, files: dict[str, bytes]) -> dict[str, bytes]:
    return {folder + name: content for name, content in files.items()}


def latin_1_declared_utf_8() -> bytes:
    return manifest().replace("Golf", "Gölf").encode("latin-1")


def mixed_methods() -> bytes:
    out = io.BytesIO(zipped(course(), zipfile.ZIP_STORED))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("style.css", b"body{}" * 100)
    return out.getvalue()


class Unseekable(io.BytesIO):
    """Makes zipfile write data descriptors, as tools that stream do."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    tell = seek


def streamed() -> bytes:
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in course().items():
            archive.writestr(name, content)
    return out.getvalue()


def zip64(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """With 64-bit records throughout, as for more than 65,535 members."""
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 0)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1)
    return zipped(course())


def utf_8_without_flag() -> bytes:
    archive = bytearray(zipped(course(**{"übung.html": PAGE})))
    for signature, flags_at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = archive.find(signature)
        while at >= 0:
            archive[at + flags_at + 1] &= ~0x08
            at = archive.find(signature, at + 1)
    return bytes(archive)


JUNK = {"__MACOSX/._index.html": b"x", ".DS_Store": b"x", "images/Thumbs.db": b"x"}
LOWER = course()["imsmanifest.xml"]

UNUSUAL = {
    "plain": Unusual(zipped(course())),
    "in a folder": Unusual(zipped(below("Golf 1/", course())), ("from the folder `Golf 1/`",)),
    "in a folder, with a read-me beside it": Unusual(
        zipped(below("golf/", course()) | {"README.txt": b"x"}), ("files outside it (1) were not imported",)
    ),
    "backslashes": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest(href="pages\\a.html"), "pages\\a.html": PAGE})),
        href="pages/a.html",
        stored=("imsmanifest.xml", "index.html", "pages/a.html"),
    ),
    "no organizations": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest(organizations="")})), ("no organization",), title="Untitled course"
    ),
    "organizations empty": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest(organizations="<organizations/>")})),
        ("no organization",),
        title="Untitled course",
    ),
    "byte order mark": Unusual(zipped(course() | {"imsmanifest.xml": b"\xef\xbb\xbf" + LOWER})),
    "UTF-16": Unusual(
        zipped(course() | {"imsmanifest.xml": manifest().replace("UTF-8", "UTF-16").encode("utf-16")}),
    ),
    "latin-1, declared": Unusual(
        zipped(
            course()
            | {"imsmanifest.xml": manifest().replace("UTF-8", "ISO-8859-1").replace("Golf", "Gölf").encode("latin-1")}
        ),
        title="Gölf",
    ),
    "latin-1, not declared": Unusual(
        zipped(course() | {"imsmanifest.xml": latin_1_declared_utf_8()}), ("not well-formed",), title="Gölf"
    ),
    "blank line before the declaration": Unusual(
        zipped(course() | {"imsmanifest.xml": b"\n" + LOWER}), ("read leniently",)
    ),
    "document type": Unusual(
        zipped(
            course()
            | {"imsmanifest.xml": LOWER.replace(b"<manifest", b'<!DOCTYPE manifest SYSTEM "ims.dtd"><manifest', 1)}
        )
    ),
    "bare ampersand": Unusual(
        zipped(course() | {"imsmanifest.xml": manifest().replace("Golf", "Tees & greens").encode()}),
        ("not well-formed",),
        title="Tees  greens",
    ),
    "names that differ in case only": Unusual(
        zipped(course(**{"Index.html": PAGE})),
        ("`index.html` and `Index.html` differ only in upper and lower case",),
        stored=("Index.html", "imsmanifest.xml", "index.html"),
    ),
    "macOS and Windows junk": Unusual(zipped(course() | JUNK)),
    "upper-case manifest name": Unusual(
        zipped({"IMSMANIFEST.XML": LOWER, "index.html": PAGE}), stored=("IMSMANIFEST.XML", "index.html")
    ),
    "launch file in other case": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest(href="INDEX.HTML")})), ("is spelled `index.html`",)
    ),
    "parameters": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest(item_attributes='parameters="?a=1&amp;b=2"')})),
        href="index.html?a=1&b=2",
    ),
    "chain of xml:base": Unusual(
        zipped(
            course(
                **{
                    "a/b/c/x.html": PAGE,
                    "imsmanifest.xml": manifest(
                        attributes='identifier="m" xml:base="a/"',
                        resources_attributes='xml:base="b/"',
                        resources='<resource identifier="res_1" adlcp:scormtype="sco" xml:base="c/" href="x.html"/>',
                    ),
                }
            )
        ),
        href="a/b/c/x.html",
        stored=("a/b/c/x.html", "imsmanifest.xml", "index.html"),
    ),
    "stored and deflated": Unusual(mixed_methods(), stored=("imsmanifest.xml", "index.html", "style.css")),
    "data descriptors": Unusual(streamed()),
    "a comment": Unusual(zipped(course())[:-2] + b"\x05\x00hello"),
    "UTF-8 names without the flag": Unusual(
        utf_8_without_flag(), stored=("imsmanifest.xml", "index.html", "übung.html")
    ),
    "folders": Unusual(zipped(course() | {"images/": b"", "./": b""})),
    "undeclared prefix": Unusual(
        zipped(course() | {"imsmanifest.xml": manifest(namespaces="").encode()}), ("not well-formed",)
    ),
    "SCORM type missing": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest(resources='<resource identifier="res_1" href="index.html"/>')})),
        ("imported as a SCO",),
    ),
    "a file that is missing": Unusual(
        zipped(
            course(
                **{
                    "imsmanifest.xml": manifest(
                        resources='<resource identifier="res_1" adlcp:scormtype="sco" href="index.html">'
                        '<file href="index.html"/><file href="story.html"/></resource>'
                    )
                }
            )
        ),
        ("`story.html` is named in the manifest but not in the zip",),
    ),
    "an edition not known": Unusual(
        zipped(course(**{"imsmanifest.xml": manifest_2004(version="2004 9th Edition")})), ("2004 3rd edition",)
    ),
}


def read(archive: bytes, folder: Path) -> tuple[Manifest, list[str], Path]:
    path, target = folder / "upload.zip", folder / "target"
    path.write_bytes(archive)
    target.mkdir()
    with open_archive(path) as opened:
        manifest_ = read_manifest(opened.manifest_bytes(), opened.members)
        unpacked = opened.unpack(target)
    assert sorted(unpacked.files) == sorted(
        (str(file.relative_to(target)), file.stat().st_size) for file in target.rglob("*") if file.is_file()
    )
    return manifest_, [*unpacked.warnings, *manifest_.warnings], target


@pytest.mark.parametrize("kind", UNUSUAL)
def test_is_imported(kind: str, tmp_path: Path) -> None:
    case = UNUSUAL[kind]
    manifest_, warnings, target = read(case.archive, tmp_path)
    assert manifest_.launchables[0].href == case.href
    assert manifest_.title == case.title
    assert sorted(str(file.relative_to(target)) for file in target.rglob("*") if file.is_file()) == sorted(case.stored)
    assert len(warnings) == len(case.warnings), warnings
    for warning, part in zip(warnings, case.warnings, strict=True):
        assert part in warning and warning.endswith(".") and "\n" not in warning
    assert (target / case.href.partition("?")[0]).read_bytes() == PAGE


def test_zip64_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = zip64(monkeypatch)
    assert b"PK\6\6" in archive and b"PK\6\7" in archive
    assert read(archive, tmp_path)[1] == []


def test_streamed_archives_have_data_descriptors() -> None:
    assert b"PK\7\x08" in streamed()


def test_progress_reports_steps_up_to_the_total(tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    path.write_bytes(zipped(course() | {f"images/{number}.svg": b"x" for number in range(500)}))
    (tmp_path / "target").mkdir()
    steps: list[tuple[str, int, int]] = []
    unpack(path, tmp_path / "target", lambda *step: steps.append(step))
    assert steps[0] == ("checking the archive", 0, 0)
    assert steps[-1] == ("storing files", 502, 502)
    assert 50 <= len(steps) <= 103
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)


def test_unpacked_files_are_private(tmp_path: Path) -> None:
    target = read(zipped(course(**{"a/b.html": PAGE})), tmp_path)[2]
    assert {file.stat().st_mode & 0o077 for file in target.rglob("*")} == {0}
