"""Runs processes together: labels their output, stops all of them together, and notices when one ends."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from server import roles
from server.embedded import processes
from server.errors import OperatorError

LINES_KEPT = 12


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP. Not an Exception, so that no `except Exception` swallows it."""


class Server(Protocol):
    """What PostgreSQL and Valkey have in common."""

    name: str
    log: Path
    process: subprocess.Popen

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass
class Child:
    name: str
    process: subprocess.Popen
    stop: Callable[[], None]
    last_lines: Callable[[], str]


@dataclass
class Supervisor:
    """A context manager. On exit, it stops its children in the reverse of the order in which they were started."""

    environment: dict[str, str]
    children: list[Child] = field(default_factory=list)
    asked_to_stop = False
    stopping = False

    def __enter__(self) -> "Supervisor":
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping = True
        say("Stopping …")
        for child in reversed(self.children):
            child.stop()

    def _on_signal(self, signum: int, frame: object) -> None:
        """Stop on the first signal; kill the children on a second one while they are being stopped.

        Python swallows an exception raised in a finalizer or during a fork; `check` then raises it again.
        """
        if not self.asked_to_stop:
            self.asked_to_stop = True
            raise StopRequested
        if self.stopping:
            for child in self.children:
                processes.kill_group(child.process)

    def add_server(self, server: Server) -> None:
        """Start a server, which logs to its own file, and watch it."""
        server.start()
        self.children.append(
            Child(server.name, server.process, server.stop, lambda: processes.last_lines(server.log, LINES_KEPT))
        )

    def add(self, name: str, command: Sequence[str], parent_death_signal: signal.Signals) -> None:
        """Start a child process, show its output under `name`, and watch it."""
        process = self._spawn(command, parent_death_signal)
        lines: deque[str] = deque(maxlen=LINES_KEPT)
        threading.Thread(target=_show, args=(name, process, lines), daemon=True).start()
        self.children.append(Child(name, process, partial(_terminate, process), lambda: "".join(lines).rstrip()))

    def run(self, name: str, command: Sequence[str]) -> None:
        """Run a command to its end and show its output. OperatorError if it fails."""
        process = self._spawn(command, signal.SIGKILL)
        step = Child(name, process, partial(_terminate, process), lambda: "")
        self.children.append(step)
        for line in process.stdout or ():
            say(line.rstrip())
        code = process.wait()
        self.children.remove(step)
        self._raise_if_asked_to_stop()
        if code:
            self.check()  # if a server has ended, that is the better explanation
            raise OperatorError(f"Bright stopped because the step “{name}” failed: see its output above.")

    def wait_until(self, ready: Callable[[], bool], what: str, seconds: float) -> None:
        """Poll `ready` and the children. OperatorError after `seconds`; `what` says what did not come."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise OperatorError(
                    f"Bright gave up, since there was no {what} within {seconds:.0f} seconds: see the log lines above."
                )
            time.sleep(0.1)

    def watch(self) -> None:
        """Never returns: raises StopRequested, or OperatorError when a child has ended."""
        while True:
            self.check()
            time.sleep(0.25)

    def _raise_if_asked_to_stop(self) -> None:
        if self.asked_to_stop and not self.stopping:
            raise StopRequested

    def check(self) -> None:
        """Raise StopRequested or, if a child has ended, OperatorError."""
        self._raise_if_asked_to_stop()
        for child in self.children:
            if (code := child.process.poll()) is not None:
                raise OperatorError(_how_it_ended(child, code))

    def _spawn(self, command: Sequence[str], parent_death_signal: signal.Signals) -> subprocess.Popen:
        return processes.spawn(
            command,
            parent_death_signal=parent_death_signal,
            cwd=roles.SOURCE,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            bufsize=1,
        )


def _terminate(process: subprocess.Popen) -> None:
    processes.stop(process, signal.SIGTERM)


def _show(name: str, process: subprocess.Popen, lines: deque[str]) -> None:
    for line in process.stdout or ():
        if line.strip():
            lines.append(line)
            say(f"{name:8} {line.rstrip()}")


def say(line: str) -> None:
    """Print a line for the operator."""
    with contextlib.suppress(OSError):  # the terminal may be gone while the children still run
        print(line, flush=True)  # noqa: T201


def _how_it_ended(child: Child, code: int) -> str:
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    last = child.last_lines()
    return f"{child.name} {how}, so Bright stops." + (f" Its last lines:\n{last}" if last else " It printed nothing.")
