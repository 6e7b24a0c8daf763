"""The program that checks, reads and unpacks a package; apps/scorm/importing/reading.py runs it. Pure.

Its arguments are the zip, an empty folder and ChildLimits as JSON. It writes messages to stdout, each a list in one
line of JSON: its kind, then its values. It gets no environment, so no secret of the server is in its memory.
"""

import json
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from apps.scorm.importing import child_limits
from apps.scorm.importing.child_limits import ChildLimits
from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.manifest import read_manifest
from apps.scorm.importing.unpacking import open_archive

OUT_OF_MEMORY = "This package takes too much memory to read; shorten its imsmanifest.xml."
RESULT_TOO_LARGE = "imsmanifest.xml describes more than can be stored; shorten it."


def main(archive: str, folder: str, limits: str) -> None:
    allowed = ChildLimits(**json.loads(limits))
    child_limits.apply(allowed)
    try:
        write_line(f'["done", {read_and_unpack(Path(archive), Path(folder), allowed)}]')
    except PackageError as error:
        send("refused", str(error))
    except MemoryError:
        send("refused", OUT_OF_MEMORY)
    except BrokenPipeError:
        raise  # the parent is gone
    except OSError as error:
        send("system_error", error.errno)
    except Exception:
        send("failed", traceback.format_exc())


def read_and_unpack(archive: Path, folder: Path, limits: ChildLimits) -> str:
    """The fields of reading.PackageContents, as JSON. Raises PackageError; OSError if the disk is full."""
    progress("checking the archive", 0, 0)
    with open_archive(archive) as opened:
        progress("reading the manifest", 0, 0)
        manifest = read_manifest(opened.manifest_bytes(), opened.members)
        sizes = [info.file_size for info in opened.members.values()]
        values = {"unpacked_size": sum(sizes), "file_count": len(sizes), "archive_warnings": opened.warnings}
        text = json.dumps({"manifest": asdict(manifest), **values})
        if len(text) > limits.result_size:
            raise PackageError(RESULT_TOO_LARGE)
        child_limits.allow_unpacking(limits)
        opened.unpack(folder, progress)
    return text


def progress(step: str, done: int, total: int) -> None:
    send("progress", step, done, total)


def send(kind: str, *values: Any) -> None:
    write_line(json.dumps([kind, *values]))


def write_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
