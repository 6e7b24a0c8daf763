"""`bright up` as an operator starts it, with a home of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from server import roles

FROM_TESTS = {"DATABASE_URL", "BROKER_URL", "BRIGHT_SECRET_KEYS", "BRIGHT_STATIC", "BRIGHT_HOME", "BRIGHT_TEST_FOLDER"}


@dataclass
class Running:
    home: Path
    port: int
    process: subprocess.Popen
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        return self.log.read_text()

    def is_healthy(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/healthz"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status == 200
        return False

    def wait_until_healthy(self, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while not self.is_healthy():
            assert self.process.poll() is None and time.monotonic() < deadline, self.output
            time.sleep(0.1)

    def wait_for(self, text: str, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.output:
            assert self.process.poll() is None and time.monotonic() < deadline, self.output
            time.sleep(0.05)

    def ends(self, seconds: float = 60) -> int:
        return self.process.wait(seconds)

    def demo(self) -> dict[str, str]:
        return json.loads((self.home / "demo.json").read_text())

    def leftovers(self) -> list[str]:
        """Command lines of the processes that belong to this home."""
        return [command for _, command in processes_of(self.home)]

    def child(self, words: str) -> int:
        """The process id of the first child whose command line contains `words`."""
        return min(self.children(words))

    def children(self, words: str) -> list[int]:
        return [pid for pid, command in processes_of(self.home) if words in command]


def bright_up_on_terminal(home: Path, log: Path) -> Running:
    """`bright up` as a person starts it; the log has what the terminal shows."""
    terminal, output = os.openpty()

    def copy() -> None:
        with log.open("ab") as file, contextlib.suppress(OSError):  # EIO: the last process has closed it
            while data := os.read(terminal, 65536):
                file.write(data)
                file.flush()

    log.touch()
    running = bright_up(home, log, output=output)
    os.close(output)
    threading.Thread(target=copy, daemon=True).start()
    return running


def bright_up(home: Path, log: Path, port: int | None = None, output: int | None = None, **popen) -> Running:
    port = port or free_port()
    with log.open("ab") as file:
        output = file.fileno() if output is None else output
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "up"],
            cwd=roles.SOURCE,
            env=environment(home, port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **popen,
        )
    return Running(home, port, process, log)


def bright(home: Path, *arguments: str) -> subprocess.CompletedProcess:
    """One call of the command line."""
    return subprocess.run(
        [sys.executable, "-m", "server.cli", *arguments],
        cwd=roles.SOURCE,
        env=environment(home, free_port()),
        capture_output=True,
        text=True,
        timeout=120,
    )


def environment(home: Path, port: int) -> dict[str, str]:
    """An operator's environment, without what tests/servers.py has set for the tests themselves."""
    inherited = {name: value for name, value in os.environ.items() if name not in FROM_TESTS}
    return {**inherited, "BRIGHT_HOME": str(home), "BRIGHT_PORT": str(port)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_of(home: Path) -> list[tuple[int, str]]:
    """(process id, command line) of all processes whose environment names the home or whose working directory is in
    it: PostgreSQL's processes overwrite their environment with their titles.
    """
    processes = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            variables = (folder / "environ").read_bytes().split(b"\0")
            if b"BRIGHT_HOME=" + os.fsencode(home) in variables or home in (folder / "cwd").readlink().parents:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if command:  # neither a zombie nor about to be one
                    processes.append((int(folder.name), command))
    return processes


def wait_until_gone(running: Running, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while running.leftovers():
        assert time.monotonic() < deadline, running.leftovers()
        time.sleep(0.1)


def kill(running: Running, signum: signal.Signals) -> None:
    os.kill(running.process.pid, signum)
