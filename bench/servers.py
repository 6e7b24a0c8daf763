"""The measured processes: PostgreSQL on one core, and gunicorn (1 worker, 4 threads) on another."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from bench.client import Address, body
from server.embedded import processes
from server.embedded.postgres import NON_DURABLE, Postgres

APPLICATIONS = {"ours": "config.wsgi", "limit": "bench.limit_app", "DRF": "bench.drf_wsgi"}
# Only the load may use PostgreSQL's CPU time; a million rows fit into memory.
POSTGRES = {**NON_DURABLE, "autovacuum": "off", "shared_buffers": "512MB", "max_wal_size": "8GB", "jit": "off"}


@dataclass
class Server:
    """One application under gunicorn."""

    name: str
    process: subprocess.Popen
    address: Address

    @property
    def worker(self) -> int:
        return machine.process_tree(self.process.pid)[1]

    def cpu_seconds(self) -> float:
        return machine.cpu_seconds(self.process.pid)


@dataclass
class Bench:
    """A home with its database, and the servers that use it."""

    home: Path
    postgres: Postgres
    environment: dict[str, str]

    def python(self, module: str, *arguments: str) -> str:
        """What `python -m module` prints."""
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def postgres_cpu_seconds(self) -> float:
        return machine.cpu_seconds(self.postgres.process.pid)

    @contextmanager
    def serving(self) -> Iterator[dict[str, Server]]:
        with ExitStack() as stack:
            yield {name: stack.enter_context(self._serve(name)) for name in APPLICATIONS}

    @contextmanager
    def _serve(self, name: str) -> Iterator[Server]:
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", APPLICATIONS[name], "--worker-class", "gthread", "--workers", "1"]
        command += ["--threads", "4", "--keep-alive", "60", "--timeout", "600", "--no-control-socket"]
        command += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}"]
        environment = {**self.environment, "BRIGHT_PORT": str(port)}
        with machine.on_core(machine.SERVER_CORE):
            process = processes.spawn(command, parent_death_signal=signal.SIGTERM, env=environment)
        try:
            yield Server(name, process, wait_for(("127.0.0.1", port)))
        finally:
            processes.stop(process, signal.SIGTERM)


@contextmanager
def open_bench() -> Iterator[Bench]:
    """Start PostgreSQL in a temporary home, which is deleted afterwards."""
    os.sched_setaffinity(0, {machine.OTHER_CORE})
    home = Path(tempfile.mkdtemp(prefix="bright-bench-"))
    (home / "static").mkdir()
    home.chmod(0o711)  # if this runs as root, PostgreSQL's own account needs access
    postgres = Postgres(home / "postgres", home / "postgres.log", POSTGRES)
    postgres.start()
    try:
        postgres.ensure_database()
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "BRIGHT_SECRET_KEYS": secrets.token_urlsafe(32)}
        settings |= {"BRIGHT_HOME": str(home), "DATABASE_URL": postgres.url()}
        yield Bench(home, postgres, {**os.environ, **settings})
    finally:
        postgres.stop()
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: Address, seconds: float = 60) -> Address:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            body(address, "/livez")
            return address
        except OSError:
            time.sleep(0.1)
    raise SystemExit("A server did not start; its output is above.")
