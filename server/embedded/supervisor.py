"""Runs processes together: output under their names, one stop for all, and none that dies unnoticed."""

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
from server.embedded.failure import Failure

LINES_KEPT = 12


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP. Not an Exception: nothing on the way may swallow it."""


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
    """Children are stopped in the reverse of the order in which they were started."""

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
        """Python drops what is raised in a finalizer, or while it forks; `check` then raises it again."""
        if not self.asked_to_stop:
            self.asked_to_stop = True
            raise StopRequested
        if self.stopping:
            for child in self.children:
                processes.kill_group(child.process)

    def add_server(self, server: Server) -> None:
        server.start()
        self.children.append(
            Child(server.name, server.process, server.stop, lambda: processes.last_lines(server.log, LINES_KEPT))
        )

    def add(self, name: str, command: Sequence[str], dies_with_us: signal.Signals) -> None:
        """Starts a child whose output we show."""
        process = self._spawn(command, dies_with_us)
        lines: deque[str] = deque(maxlen=LINES_KEPT)
        threading.Thread(target=_show, args=(name, process, lines), daemon=True).start()
        self.children.append(Child(name, process, partial(_terminate, process), lambda: "".join(lines).rstrip()))

    def run(self, name: str, command: Sequence[str]) -> None:
        """Runs a step to its end; its output is shown as it is."""
        process = self._spawn(command, signal.SIGKILL)
        step = Child(name, process, partial(_terminate, process), lambda: "")
        self.children.append(step)
        for line in process.stdout or ():
            say(line.rstrip())
        code = process.wait()
        self.children.remove(step)
        self._heed_signal()
        if code:
            self.check()  # A server that died is the better explanation.
            raise Failure(f"Bright stopped: the step “{name}” failed, for the reason above.")

    def wait_until(self, ready: Callable[[], bool], what: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise Failure(f"Bright gave up: {what} did not come within {seconds:.0f} seconds.")
            time.sleep(0.1)

    def watch(self) -> None:
        """Returns never: ends by StopRequested, or by Failure when a child has died."""
        while True:
            self.check()
            time.sleep(0.25)

    def _heed_signal(self) -> None:
        if self.asked_to_stop and not self.stopping:
            raise StopRequested

    def check(self) -> None:
        self._heed_signal()
        for child in self.children:
            if (code := child.process.poll()) is not None:
                raise Failure(_obituary(child, code))

    def _spawn(self, command: Sequence[str], dies_with_us: signal.Signals) -> subprocess.Popen:
        return processes.spawn(
            command,
            dies_with_us=dies_with_us,
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
    with contextlib.suppress(OSError):  # The terminal may be gone; what we run is not.
        print(line, flush=True)  # noqa: T201


def _obituary(child: Child, code: int) -> str:
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    last = child.last_lines()
    return f"{child.name} {how}, so Bright stops." + (f" Its last lines:\n{last}" if last else " It said nothing.")
