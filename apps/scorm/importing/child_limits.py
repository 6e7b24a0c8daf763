"""What the process that reads a stranger's package may use (docs/decisions/0023-packages-are-read-in-a-child.md)."""

import os
import resource
import signal
from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class ChildLimits:
    read_seconds: int = 10  # of CPU, for the archive's directory and the manifest
    total_seconds: int = 120  # of CPU, with unpacking: 2 GiB take about 10
    wall_seconds: float = 540.0  # less than apps.upload.models.STALLED_AFTER
    memory: int = 512 * MIB  # of address space
    file_size: int = 2048 * MIB  # of each file; together they are bounded by zip_directory.Limits
    result_size: int = 16 * MIB  # of the result, as JSON


def apply(limits: ChildLimits) -> None:
    """Limit this process for good, except that `allow_unpacking` raises the CPU time.

    Signals that end a whole service are ignored: the parent decides. If it is gone, the next report of progress fails.
    """
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for name, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, 32, 32),
        (resource.RLIMIT_NPROC, 0, 0),  # no other process, no thread
        (resource.RLIMIT_FSIZE, limits.file_size, limits.file_size),
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_CPU, limits.read_seconds, limits.total_seconds + 5),  # SIGXCPU comes before SIGKILL
    ):
        resource.setrlimit(name, (soft, hard))
    os.nice(5)  # requests go first


def allow_unpacking(limits: ChildLimits) -> None:
    """From now on CPU time is bounded by `total_seconds`."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.total_seconds, limits.total_seconds + 5))
