"""Memory use does not grow with the size of the zip. Measured in a separate process."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.scorm_import.archives import manifest

MIB = 1024 * 1024
SIZE = 500 * MIB if os.environ.get("BRIGHT_SOAK") else 64 * MIB
ALLOWANCE = 16 * MIB  # over the import of a tiny course
PROGRAM = """
import resource, sys
from pathlib import Path
from apps.scorm.importing.manifest import read_manifest
from apps.scorm.importing.unpacking import open_archive
with open_archive(Path(sys.argv[1])) as archive:
    read_manifest(archive.manifest_bytes(), archive.members)
    archive.unpack(Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def build(path: Path, size: int) -> None:
    """A course with one incompressible video of `size` bytes, not compressed in the zip."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest())
        archive.writestr("index.html", "x")
        with archive.open(zipfile.ZipInfo("video.mp4"), "w", force_zip64=True) as video:
            for _ in range(size // MIB):
                video.write(os.urandom(MIB))


def peak(path: Path, target: Path) -> int:
    target.mkdir()
    result = subprocess.run([sys.executable, "-c", PROGRAM, path, target], capture_output=True, text=True, check=True)
    return int(result.stdout)


def test_peak_memory_does_not_grow_with_the_zip(tmp_path: Path) -> None:
    build(tmp_path / "tiny.zip", MIB)
    build(tmp_path / "large.zip", SIZE)
    tiny, large = (peak(tmp_path / f"{name}.zip", tmp_path / name) for name in ("tiny", "large"))
    assert (tmp_path / "large" / "video.mp4").stat().st_size == SIZE
    assert large - tiny < ALLOWANCE, f"{large // MIB} MiB for {SIZE // MIB} MiB, {tiny // MIB} MiB for one"
