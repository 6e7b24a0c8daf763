"""Runs processes together: labels their output, starts again what ends, and stops all of them together."""

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
STARTS_AGAIN = 10  # in a row; with the waits in between, this is after about three minutes
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 60.0  # after so long, what ended before is forgotten


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
    start: Callable[[], subprocess.Popen]
    stop_process: Callable[[subprocess.Popen], None]
    last_lines: Callable[[], str]
    process: subprocess.Popen = field(init=False)
    started_at: float = 0.0
    failures: int = 0  # how often it ended in a row
    due_at: float | None = None  # when it is started again, if it has ended

    def __post_init__(self) -> None:
        self.process, self.started_at = self.start(), time.monotonic()

    def stop(self) -> None:
        self.stop_process(self.process)

    def revive(self) -> None:
        """If it has ended, start it again after a while that doubles. OperatorError after STARTS_AGAIN times."""
        now, code = time.monotonic(), self.process.poll()
        if code is None:
            if now - self.started_at > STEADY_SECONDS:
                self.failures = 0
        elif self.due_at is None:
            self._plan(now, code)
        elif now >= self.due_at:
            self.due_at, self.started_at = None, now
            try:
                self.process = self.start()
                say(f"{self.name} is started again.")
            except OperatorError as error:  # the next look at the process that has ended counts this
                say(str(error))

    def _plan(self, now: float, code: int) -> None:
        self.failures += 1
        if self.failures > STARTS_AGAIN:
            raise OperatorError(_how_it_ended(self, code))
        wait = min(2.0 ** (self.failures - 2), LONGEST_WAIT_SECONDS)
        self.due_at = now + wait
        processes.kill_group(self.process)  # what it has started may hold its port
        say(f"{self.name} {_how(code)}; it is started again in {wait:g} s.")


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

        def start() -> subprocess.Popen:
            server.start()
            return server.process

        last_lines = partial(processes.last_lines, server.log, LINES_KEPT)
        self.children.append(Child(server.name, start, lambda process: server.stop(), last_lines))

    def add(self, name: str, command: Sequence[str], parent_death_signal: signal.Signals) -> None:
        """Start a child process, show its output under `name`, and watch it."""
        lines: deque[str] = deque(maxlen=LINES_KEPT)

        def start() -> subprocess.Popen:
            process = self._spawn(command, parent_death_signal)
            threading.Thread(target=_show, args=(name, process, lines), daemon=True).start()
            return process

        self.children.append(Child(name, start, _terminate, lambda: "".join(lines).rstrip()))

    def run(self, name: str, command: Sequence[str]) -> None:
        """Run a command to its end and show its output. OperatorError if it fails."""
        step = Child(name, partial(self._spawn, command, signal.SIGKILL), _terminate, lambda: "")
        self.children.append(step)
        for line in step.process.stdout or ():
            say(line.rstrip())
        code = step.process.wait()
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
        """Start again what ends. Never returns: raises StopRequested, or OperatorError if a child ends again and again.

        Until then the others go on: without the broker, say, the web server answers all the same.
        """
        while True:
            self._raise_if_asked_to_stop()
            for child in self.children:
                child.revive()
            time.sleep(0.25)

    def _raise_if_asked_to_stop(self) -> None:
        if self.asked_to_stop and not self.stopping:
            raise StopRequested

    def check(self) -> None:
        """Raise StopRequested or, if a child has ended, OperatorError: while starting, nothing is started again."""
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


def _how(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def _how_it_ended(child: Child, code: int) -> str:
    last = child.last_lines()
    told = f" Its last lines:\n{last}" if last else " It printed nothing."
    return f"{child.name} {_how(code)}, so Bright stops.{told}"
