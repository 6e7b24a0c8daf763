"""Reads and unpacks a stranger's package in a child process with limits (decision 0023)."""

import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

from apps.scorm.importing.child_limits import ChildLimits
from apps.scorm.importing.errors import PackageError, ReaderKilledError
from apps.scorm.importing.manifest import Manifest
from apps.scorm.importing.unpacking import Progress, no_progress

log = logging.getLogger(__name__)
PROJECT = Path(__file__).resolve().parents[3]
TOO_MUCH_CPU = "This package takes too much computing time to read; export the course again."
TOO_SLOW = "Reading this package took longer than {minutes:.0f} minutes; try again, or split the course."
CRASHED = "Reading this package made the reader crash; export the course again."
RESULT_TOO_LARGE = "This package says more about itself than can be stored; shorten its imsmanifest.xml."
CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)
MESSAGE_ROOM = 64 * 1024  # bytes, for a message that is not the result


@dataclass(frozen=True)
class PackageContents:
    manifest: Manifest
    unpacked_size: int  # bytes
    file_count: int
    archive_warnings: list[str]


def read_package(
    archive: Path, folder: Path, on_progress: Progress = no_progress, limits: ChildLimits | None = None
) -> PackageContents:
    """Check the zip, read its manifest and unpack it into `folder`, which is empty.

    Raises PackageError; ReaderKilledError; OSError if the disk is full. Then `folder` holds what was unpacked so far.
    """
    limits = limits or ChildLimits()
    arguments = [str(archive), str(folder), json.dumps(asdict(limits))]
    values = run(["-m", "apps.scorm.importing.child", *arguments], on_progress, limits)
    return PackageContents(**{**values, "manifest": Manifest.from_values(values["manifest"])})


def run(arguments: Sequence[str], on_progress: Progress, limits: ChildLimits) -> dict[str, Any]:
    """Run Python with `arguments`, and answer the result that it sends. Raises as `read_package` does.

    A new interpreter and not a fork, which is unsafe beside threads and database connections.
    """
    command = [sys.executable, "-S", "-P", *arguments]
    with Popen(command, stdin=DEVNULL, stdout=PIPE, env=environment(), cwd="/", start_new_session=True) as process:
        assert process.stdout
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(limits.wall_seconds, stop)
        timer.start()
        try:
            outcome = last_message(process.stdout, on_progress, limits)
            process.wait()
        except BaseException:
            process.kill()
            raise
        finally:
            timer.cancel()
    if outcome is not None:
        return result_of(*outcome)
    if overdue.is_set():
        raise PackageError(TOO_SLOW.format(minutes=limits.wall_seconds / 60))
    raise ended_without_result(process.returncode)


def environment() -> dict[str, str]:
    """What the child needs to find its modules, and nothing else: our own environment holds secrets."""
    paths = [str(PROJECT), *filter(os.path.isabs, sys.path)]
    library_path = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", **library_path}


def last_message(messages: IO[bytes], on_progress: Progress, limits: ChildLimits) -> list[Any] | None:
    """Pass each report of progress on; the message that is none is the outcome. None if the child ends before."""
    longest = limits.result_size + MESSAGE_ROOM
    while line := messages.readline(longest + 1):
        if len(line) > longest:
            raise PackageError(RESULT_TOO_LARGE)
        if not line.endswith(b"\n"):
            return None  # killed while it was writing
        message: list[Any] = json.loads(line)
        if message[0] != "progress":
            return message
        on_progress(*message[1:])
    return None


def result_of(kind: str, value: Any) -> dict[str, Any]:
    if kind == "done":
        return dict(value)
    if kind == "refused":
        raise PackageError(value)
    if kind == "system_error":
        raise OSError(value, os.strerror(value))
    raise RuntimeError(f"The package reader failed:\n{value}")


def ended_without_result(code: int) -> Exception:
    if code == -signal.SIGXCPU:
        return PackageError(TOO_MUCH_CPU)
    if -code in CRASHES:
        log.warning("The package reader crashed with signal %s.", -code)
        return PackageError(CRASHED)
    if code < 0:
        return ReaderKilledError(f"signal {-code}")
    return RuntimeError(f"The package reader ended with exit code {code}; its own words are on stderr.")
