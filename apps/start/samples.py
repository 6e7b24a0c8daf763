"""The sample courses. Their sources are in `samples/`; zipped, they are ordinary SCORM packages."""

import zipfile
from pathlib import Path

SOURCES = Path(__file__).with_name("samples")
# Folder in samples/ → title, in the order in which they are listed.
SAMPLES = {"clouds": "Reading the clouds", "tea": "A cup of tea, properly"}
# The same sources always give the same bytes: the zip has no real times and no file modes.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def sample_guid(name: str) -> str:
    """The course_guid of an imported sample; by it the start page finds the course."""
    return f"sample-{name}"


def build_sample(name: str, folder: Path) -> Path:
    """Zip a sample as `folder/<name>.zip`, and return the path. Files that all samples share are in its `shared/`."""
    package = folder / f"{name}.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for member, source in _members(name):
            entry = zipfile.ZipInfo(member, ZIP_EPOCH)
            archive.writestr(entry, source.read_bytes(), compress_type=zipfile.ZIP_DEFLATED)
    return package


def _members(name: str) -> list[tuple[str, Path]]:
    """All files of the package, sorted: name in the zip, source."""
    own, shared = SOURCES / name, SOURCES / "shared"
    files = [(path.relative_to(own).as_posix(), path) for path in own.rglob("*") if path.is_file()]
    files += [(path.relative_to(SOURCES).as_posix(), path) for path in shared.rglob("*") if path.is_file()]
    return sorted(files)
