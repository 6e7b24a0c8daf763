"""Starting and stopping child processes that never outlive this one, however it ends."""

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


def spawn(command: Sequence[str | Path], *, parent_death_signal: signal.Signals, **popen) -> subprocess.Popen:
    """Start a child process in its own session. Further arguments go to subprocess.Popen.

    The child gets `parent_death_signal` when this process ends, even by kill -9 (Linux only). Call it from the main
    thread: Linux sends the signal when the thread that forked ends.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_set_parent_death_signal(os.getpid(), parent_death_signal),
        **popen,
    )


def _set_parent_death_signal(parent: int, signum: signal.Signals) -> Callable[[], None]:
    def in_child() -> None:
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, int(signum))
        if os.getppid() != parent:  # the parent died between fork and prctl
            os._exit(1)

    return in_child


def stop(process: subprocess.Popen, signum: signal.Signals, seconds: float = 15) -> None:
    """Send `signum`, wait up to `seconds`, then kill what is left of the process group."""
    if process.poll() is None:
        process.send_signal(signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    kill_group(process)
    process.wait()


def kill_group(process: subprocess.Popen) -> None:
    """Kill the process group without waiting, so that a signal handler may call it while stop() waits."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def last_lines(log: Path, count: int = 10) -> str:
    """The last `count` lines of a log; empty if it can't be read."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    return ""
