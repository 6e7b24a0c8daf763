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
from server.embedded.programs import valkey_program
from server.embedded.sockets import remove_socket_folder, socket_folder
from server.errors import OperatorError


@dataclass
class Valkey:
    """A server with its data in `state`. It runs as the account that starts it, even root."""

    state: Path
    log: Path
    databases: int = 16
    stop_signal = signal.SIGTERM
    name = "valkey"

    def start(self) -> None:
        """Start it and wait until it answers; otherwise OperatorError with the end of its log."""
        self.state.mkdir(mode=0o700, exist_ok=True)
        self.socket = socket_folder(self.state / "socket", Account()) / "valkey"
        self._stop_leftover()
        self.socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = processes.spawn(
                self._command(), parent_death_signal=self.stop_signal, cwd="/", stdout=log, stderr=log
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
        """A BROKER_URL."""
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
        """Stop a server that a killed `bright up` left behind. The caller holds the home's lock, so nobody needs it."""
        if self._answer("SHUTDOWN") is None:
            return
        deadline = time.monotonic() + 15
        while self._answer("PING") is not None and time.monotonic() < deadline:
            time.sleep(0.05)

    def _wait_until_ready(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if self._answer("PING") == b"+PONG\r\n":  # while it loads its data, it answers something else
                return
            time.sleep(0.02)
        raise OperatorError(f"Valkey did not start; its log {self.log} ends with:\n{processes.last_lines(self.log)}")

    def _answer(self, command: str) -> bytes | None:
        """What the server answers; None if nothing listens."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(3)
            connection.connect(str(self.socket))
            connection.sendall(f"{command}\r\n".encode())
            return connection.recv(200)
        return None
