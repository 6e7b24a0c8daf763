"""The sample courses: their sources are in `samples/`, and an LMS imports them as zips like anybody else's."""

import zipfile
from pathlib import Path

SOURCES = Path(__file__).with_name("samples")
# Folder under samples/ → title, in the order of a catalogue.
SAMPLES = {"clouds": "Reading the clouds", "tea": "A cup of tea, properly"}
# A zip made of the same sources is the same to the byte: no clock and no file mode gets in.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def sample_guid(name: str) -> str:
    """The course_guid under which a sample is imported, so that the start page finds it again."""
    return f"sample-{name}"


def build_sample(name: str, folder: Path) -> Path:
    """Zips the sample `name` as `folder/<name>.zip`, with the files that all samples share under `shared/`."""
    package = folder / f"{name}.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for member, source in _members(name):
            entry = zipfile.ZipInfo(member, ZIP_EPOCH)
            archive.writestr(entry, source.read_bytes(), compress_type=zipfile.ZIP_DEFLATED)
    return package


def _members(name: str) -> list[tuple[str, Path]]:
    """Every file of the package, sorted: its name in the zip, its source."""
    own, shared = SOURCES / name, SOURCES / "shared"
    files = [(path.relative_to(own).as_posix(), path) for path in own.rglob("*") if path.is_file()]
    files += [(path.relative_to(SOURCES).as_posix(), path) for path in shared.rglob("*") if path.is_file()]
    return sorted(files)
