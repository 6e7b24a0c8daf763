"""Pytest plugin, named by `-p` in pyproject.toml: real servers for the tests, before the settings are read.

conftest.py would be too late for that. The controller of pytest-xdist starts the servers; each of its workers
inherits their addresses and takes a home and a broker database of its own.
"""

import atexit
import contextlib
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

import pytest

from server.embedded.postgres import NON_DURABLE, Postgres
from server.embedded.valkey import Valkey

pytest_plugins = ["tests.live"]

# As many as pytest-xdist may have workers; each takes one, the controller the first.
BROKER_DATABASES = 64


def prepare() -> None:
    os.environ["BRIGHT_FAILED_LOG_INS_PER_MINUTE"] = "0"  # Most tests fail to log in far more often; its own set it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the tests' thread.
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _start_servers(_make_folder())
    else:
        number = int(worker.removeprefix("gw")) + 1
        os.environ["BROKER_URL"] = with_broker_database(os.environ["BROKER_URL"], number)
    home = shared_folder() / f"home-{worker or 'main'}"
    home.mkdir()
    os.environ["BRIGHT_HOME"] = str(home)
    static = shared_folder() / "static"
    static.mkdir(exist_ok=True)  # WhiteNoise warns without it, and warnings are errors here
    os.environ["BRIGHT_STATIC"] = str(static)
    if worker is None and any(argument.startswith("-n") for argument in sys.argv):
        _collect_static()


def _collect_static() -> None:
    """Before there are several processes: one that starts while another collects meets files that are deleted again."""
    program = "import django; django.setup(); from config import static_files; static_files.collect()"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, cwd=Path(__file__).parents[1])


def shared_folder() -> Path:
    """One folder for the whole run; the workers of pytest-xdist share it."""
    return Path(os.environ["BRIGHT_TEST_FOLDER"])


def with_broker_database(url: str, number: int) -> str:
    """The same broker, database `number`. Brokers without numbered databases keep their URL."""
    parts = urlsplit(url)
    if parts.scheme == "redis+socket":
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return joined(parts._replace(query=urlencode({**query, "virtual_host": number})))
    if parts.scheme in ("redis", "rediss"):
        return joined(parts._replace(path=f"/{number}"))
    return url


def joined(parts: SplitResult) -> str:
    """geturl() drops the slashes before an empty host, unless it knows the scheme."""
    return f"{parts.scheme}://{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _make_folder() -> Path:
    _remove_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=f"bright-tests-{os.getpid()}-"))
    folder.chmod(0o711)  # As root, the account that runs PostgreSQL must get through.
    os.environ["BRIGHT_TEST_FOLDER"] = str(folder)
    os.environ["BRIGHT_SECRET_KEYS"] = secrets.token_urlsafe(32)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _remove_abandoned() -> None:
    """Folders of test runs that were killed; their servers died with them."""
    for folder in Path(tempfile.gettempdir()).glob("bright-tests-*"):
        pid = re.match(r"bright-tests-(\d+)-", folder.name)
        if pid and not _is_alive(int(pid[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start_servers(folder: Path) -> None:
    if "DATABASE_URL" not in os.environ:
        postgres = Postgres(folder / "postgres", folder / "postgres.log", NON_DURABLE)
        _run(postgres)
        postgres.ensure_database()
        os.environ["DATABASE_URL"] = postgres.url()
    if "BROKER_URL" not in os.environ:
        valkey = Valkey(folder / "valkey", folder / "valkey.log", databases=BROKER_DATABASES)
        _run(valkey)
        os.environ["BROKER_URL"] = valkey.url()


def _run(server: Postgres | Valkey) -> None:
    """Stopped at the end and on Ctrl-C by atexit; when we are killed, by the signal that spawn ties to our end."""
    owner = os.getpid()

    def stop() -> None:
        # A forked child of the tests runs this too; the server is not its to stop.
        if os.getpid() == owner:
            with contextlib.suppress(OSError):
                server.stop()

    server.start()
    atexit.register(stop)


def pytest_report_header(config: pytest.Config) -> str:
    return f"servers: {os.environ['DATABASE_URL']}, {os.environ['BROKER_URL']}"


prepare()
