"""The command line of each long-running process: `bright web` execs it, `bright up` starts it as a child."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from server import access_log

Command = list[str]
WEB_WORKER = "server.web_worker.WebWorker"
REQUEST_LINE_BYTES = HEADER_BYTES = 64 * 1024
# The working directory of each process: `python -m` searches it first, and another might hold another `config`.
SOURCE = Path(__file__).resolve().parent.parent


def web(home: Path, port: int) -> Command:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--worker-class", WEB_WORKER, "--workers", "2"]
    command += ["--threads", "16", "--graceful-timeout", "10", "--no-control-socket", "--log-level", "warning"]
    command += ["--access-logfile", "-", "--access-logformat", access_log.FORMAT]
    command += ["--limit-request-line", str(REQUEST_LINE_BYTES), "--limit-request-field_size", str(HEADER_BYTES)]
    command += ["--logger-class", "server.access_log.AccessLog", "--worker-tmp-dir", _memory_folder()]
    # For the cookies that courses set (apps/scorm/static/player/cookies.js); 8 KiB is the default.
    command += ["--limit-request-field_size", str(64 * 1024)]
    return command + [word for address in addresses() for word in ("--bind", f"{bracketed(address)}:{port}")]


def worker(home: Path, port: int) -> Command:
    options = [
        "--pool",
        "threads",
        "--concurrency",
        "4",
        "--without-mingle",
        "--without-gossip",
        "--loglevel",
        "WARNING",
    ]
    return [sys.executable, "-m", "celery", "--quiet", "-A", "config", "worker", *options]


def beat(home: Path, port: int) -> Command:
    files = ["--schedule", str(home / "beat-schedule"), "--pidfile", ""]
    return [sys.executable, "-m", "celery", "--quiet", "-A", "config", "beat", "--loglevel", "WARNING", *files]


def relay(home: Path, port: int) -> Command:
    return [sys.executable, "-m", "server.relay"]


ROLES: dict[str, Callable[[Path, int], Command]] = {"web": web, "worker": worker, "beat": beat, "relay": relay}


def addresses() -> list[str]:
    """The addresses to bind: BRIGHT_BIND, or loopback: with ::1, which many browsers try first for `localhost`."""
    if chosen := os.environ.get("BRIGHT_BIND"):
        return [address.strip() for address in chosen.split(",")]
    return ["127.0.0.1", "::1"] if _can_bind("::1") else ["127.0.0.1"]


def bind_error(port: int) -> str | None:
    """The system's reason why the port can't be bound; None if it can."""
    for address in addresses():
        try:
            _bind(address, port)
        except OSError as error:
            return error.strerror or str(error)
    return None


def _can_bind(address: str) -> bool:
    try:
        _bind(address, 0)
    except OSError:
        return False
    return True


def _bind(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))


def bracketed(address: str) -> str:
    """The address as URLs spell it: IPv6 in brackets."""
    return f"[{address}]" if ":" in address else address


def _memory_folder() -> str:
    """A folder in memory: gunicorn's heartbeat updates a file, and a slow disk would stall its workers."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"
