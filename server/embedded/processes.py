"""Starting and stopping child processes that never outlive us, however we end."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def spawn(command: Sequence[str | Path], *, dies_with_us: signal.Signals, **popen) -> subprocess.Popen:
    """Starts a child in its own session. Call it from the main thread: Linux ties the signal to the thread that forks.

    dies_with_us: what the child gets when we are gone, even by kill -9 (Linux only).
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_tie_to(os.getpid(), dies_with_us),
        **popen,
    )


def _tie_to(parent: int, signum: signal.Signals) -> Callable[[], None]:
    def in_child() -> None:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, int(signum))
        if os.getppid() != parent:  # It died between fork and prctl.
            os._exit(1)

    return in_child


def stop(process: subprocess.Popen, signum: signal.Signals, seconds: float = 15) -> None:
    """Asks the process to end, waits, then kills what is left of its group."""
    if process.poll() is None:
        process.send_signal(signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    kill_group(process)
    process.wait()


def kill_group(process: subprocess.Popen) -> None:
    """Does not wait, so that a signal handler may call it while stop() is waiting."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def last_lines(log: Path, count: int = 10) -> str:
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    return ""
