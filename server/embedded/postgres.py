"""The embedded PostgreSQL. We run the wheel's programs and avoid its Python API, which would loosen the permissions of
folders that are not ours and leave a server running after kill -9.
"""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from server.embedded import processes
from server.embedded.account import Account
from server.embedded.programs import postgres_programs
from server.embedded.sockets import remove_socket_folder, socket_folder
from server.errors import OperatorError

# By socket only: every account of the machine could connect to a TCP port.
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "200", "log_timezone": "UTC"}
INITDB = ["-U", "bright", "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8"]
# For tests, which don't need their data after a crash.
NON_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """A server with its data in `state`, a folder that belongs to the server's account; created on the first start."""

    state: Path
    log: Path
    settings: dict[str, str] = field(default_factory=dict)
    stop_signal = signal.SIGINT  # "Fast" shutdown: ends open connections and writes all data.
    name = "postgres"

    def start(self) -> None:
        """Start it and wait until it answers; otherwise OperatorError with the end of its log."""
        self.account = Account.for_servers()
        self.programs = postgres_programs(self.account)
        self._prepare_state()
        self._stop_leftover()
        with self.log.open("ab") as log:
            self.process = processes.spawn(
                self._command(),
                parent_death_signal=self.stop_signal,
                cwd="/",
                stdout=log,
                stderr=log,
                **self.account.popen,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        processes.stop(self.process, self.stop_signal)
        remove_socket_folder(self.sockets)

    def url(self, database: str = "bright") -> str:
        """A DATABASE_URL."""
        return f"postgres://bright@/{database}?host={quote(str(self.sockets))}"

    def ensure_database(self, name: str = "bright") -> None:
        """Create the database unless it exists."""
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    @property
    def data(self) -> Path:
        return self.state / "data"

    def _prepare_state(self) -> None:
        self.account.folder(self.state)
        self.sockets = socket_folder(self.state / "socket", self.account)
        if not self.data.exists():
            self._initialise()
        self._refuse_other_version()

    def _initialise(self) -> None:
        """Run initdb in a folder with another name first, so that a folder named `data` is always complete."""
        fresh = self.state / "data.new"
        command: list[str | Path] = [self.programs / "initdb", "-D", fresh, *INITDB, *self._locale()]
        if self.settings.get("fsync") == "off":
            command += ["--no-sync"]
        subprocess.run(["rm", "-rf", fresh], check=True)
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, **self.account.popen)
        if done.returncode:
            raise OperatorError(f"PostgreSQL could not create its data folder {fresh}: {_last_line(done.stderr)}.")
        fresh.rename(self.data)

    def _locale(self) -> list[str]:
        if self._major < 17:
            return ["--locale=C.UTF-8"]
        # --locale sets what the provider leaves to libc. Without it, initdb takes the environment's: it may be missing.
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]

    @cached_property
    def _major(self) -> int:
        line = subprocess.check_output(
            [self.programs / "postgres", "--version"], cwd="/", text=True, **self.account.popen
        )
        return int(line.split()[2].split(".")[0])

    def _refuse_other_version(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            made_by = int((self.data / "PG_VERSION").read_text())
            if made_by != self._major:
                raise OperatorError(
                    f"The data in {self.data} were created by PostgreSQL {made_by}, but the installed version is"
                    f" {self._major}: set BRIGHT_PG_BIN to the bin folder of PostgreSQL {made_by}."
                )

    def _command(self) -> list[str]:
        settings = {**SETTINGS, **self.settings, "unix_socket_directories": f'"{self.sockets}"'}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]

    def _stop_leftover(self) -> None:
        """Stop a server that a killed `bright up` left behind. The caller holds the home's lock, so nobody needs it.

        The process id in postmaster.pid proves nothing: after a reboot it may belong to any process. The server's
        working directory is its data folder, so that is checked.
        """
        pid_file = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError):
            pid = int(pid_file.read_text().split()[0])
            if os.path.exists("/proc/self") and not _works_in(pid, self.data):
                pid_file.unlink()
                (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
                return
            command = [str(self.programs / "pg_ctl"), "stop", "-D", str(self.data), "-m", "fast", "-t", "15"]
            subprocess.run(command, cwd="/", capture_output=True, **self.account.popen)

    def _wait_until_ready(self, seconds: float = 60) -> None:
        """The time limit is generous: after a crash the server first replays its write-ahead log."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError), self._connect():
                return
            time.sleep(0.05)
        raise OperatorError(
            f"PostgreSQL did not start; its log {self.log} ends with:\n{processes.last_lines(self.log)}"
        )

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets), user="bright", dbname="postgres", autocommit=True, connect_timeout=3
        )


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", folder)
    except OSError:
        return False


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1].rstrip(".") if text.strip() else "it gave no reason"
