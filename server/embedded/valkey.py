"""The embedded Valkey: the broker between the relay and the workers."""

import contextlib
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from server.embedded import processes
from server.embedded.account import Account
from server.embedded.failure import Failure
from server.embedded.programs import valkey_program
from server.embedded.sockets import remove_socket_folder, socket_folder


@dataclass
class Valkey:
    """A server whose data live in `state`. It runs as whoever starts it, root included."""

    state: Path
    log: Path
    databases: int = 16
    stop_signal = signal.SIGTERM
    name = "valkey"

    def start(self) -> None:
        """Returns when it answers; raises Failure with the end of its log otherwise."""
        self.state.mkdir(mode=0o700, exist_ok=True)
        self.socket = socket_folder(self.state / "socket", Account()) / "valkey"
        self._stop_leftover()
        self.socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = processes.spawn(
                self._command(), dies_with_us=self.stop_signal, cwd="/", stdout=log, stderr=log
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        processes.stop(self.process, self.stop_signal)
        remove_socket_folder(self.socket.parent)

    def url(self, database: int = 0) -> str:
        return f"redis+socket://{quote(str(self.socket))}?virtual_host={database}"

    def _command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.state),
            "databases": str(self.databases),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
        }
        return [str(valkey_program()), *(word for name, value in options.items() for word in (f"--{name}", value))]

    def _stop_leftover(self) -> None:
        """The caller holds the lock of its home, so whoever answers on our socket was left behind."""
        if self._answer("SHUTDOWN") is None:
            return
        deadline = time.monotonic() + 15
        while self._answer("PING") is not None and time.monotonic() < deadline:
            time.sleep(0.05)

    def _wait_until_ready(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if self._answer("PING") == b"+PONG\r\n":  # While it loads its data, it says so instead.
                return
            time.sleep(0.02)
        raise Failure(f"Valkey did not start; its log {self.log} ends so:\n{processes.last_lines(self.log)}")

    def _answer(self, command: str) -> bytes | None:
        """None if nobody listens."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(3)
            line.connect(str(self.socket))
            line.sendall(f"{command}\r\n".encode())
            return line.recv(200)
        return None
