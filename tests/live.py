"""Fixtures that run the real thing: web server, worker and relay as processes on the test database, and a browser.

Tests that use the processes need `@pytest.mark.django_db(transaction=True)`: another process sees only what is
committed.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from server import roles
from server.embedded import processes
from tests.servers import joined

READY_SECONDS = 60
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class LiveProcess:
    """A role of Bright as a subprocess on the test database; `log` has its output."""

    process: subprocess.Popen
    env: dict[str, str]
    log: Path

    def stop(self, signum: signal.Signals = signal.SIGTERM) -> None:
        processes.stop(self.process, signum)


@dataclass
class LiveBright(LiveProcess):
    """A web server: pages and APIs at `base_url`, course content at `content_url`."""

    base_url: str = ""
    content_url: str = ""


@pytest.fixture(scope="session")
def collected_static() -> Path:
    """STATIC_ROOT, filled once for all workers of pytest-xdist."""
    # Settings can be read only after pytest-django has set up Django.
    from django.conf import settings  # noqa: PLC0415

    from config import static_files  # noqa: PLC0415

    root = Path(settings.STATIC_ROOT)
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        static_files.collect()
    return root


@pytest.fixture(scope="session")
def content_types_keep_their_ids(django_db_setup: None, django_db_blocker: Any) -> None:
    """Through the flush after each test: a live process remembers the ids that it has seen, as Django does."""
    # Models exist only once pytest-django has set Django up.
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from django.db.models.signals import post_migrate  # noqa: PLC0415

    with django_db_blocker.unblock():
        saved = list(ContentType.objects.values())

    def restore(**_: Any) -> None:
        if not ContentType.objects.exists():
            ContentType.objects.bulk_create([ContentType(**row) for row in saved])

    post_migrate.connect(restore, weak=False)
    post_migrate.receivers.insert(0, post_migrate.receivers.pop())  # before Django makes new ones
    post_migrate.sender_receivers_cache.clear()


@pytest.fixture(scope="session")
def start_role(content_types_keep_their_ids: None) -> Iterator[Callable[..., LiveProcess]]:
    """Factory: start_role("worker", BRIGHT_SOMETHING="…") runs it on the test database until the session ends."""
    started: list[LiveProcess] = []

    def start(role: str, port: int = 0, **environment: str) -> LiveProcess:
        env = {**os.environ, "DATABASE_URL": _test_database_url(), **environment}
        home = Path(env["BRIGHT_HOME"])
        log = home / f"{role}-{len(started)}.log"
        with log.open("wb") as output:
            process = processes.spawn(
                roles.ROLES[role](home, port), parent_death_signal=signal.SIGKILL, env=env, stdout=output, stderr=output
            )
        started.append(LiveProcess(process, env, log))
        return started[-1]

    yield start
    for live in reversed(started):
        live.stop()


@pytest.fixture(scope="session")
def start_bright(start_role: Callable[..., LiveProcess], collected_static: Path) -> Callable[..., LiveBright]:
    """Factory: start_bright(BRIGHT_SOMETHING="…") runs gunicorn on a free port and returns when it answers.

    In BRIGHT_BASE_URL and BRIGHT_CONTENT_URL, `{port}` is replaced.
    """

    def start(**environment: str) -> LiveBright:
        port = _free_port()
        urls = {"BRIGHT_BASE_URL": f"http://127.0.0.1:{port}", "BRIGHT_CONTENT_URL": f"http://localhost:{port}"}
        urls |= {name: value.format(port=port) for name, value in environment.items() if name in urls}
        live = start_role("web", port, **{**environment, **urls, "BRIGHT_PORT": str(port)})
        bright = LiveBright(live.process, live.env, live.log, urls["BRIGHT_BASE_URL"], urls["BRIGHT_CONTENT_URL"])
        _wait_until(lambda: _answers(bright.base_url + "/livez"), bright)
        return bright

    return start


@pytest.fixture(scope="session")
def live_bright(start_bright: Callable[..., LiveBright]) -> LiveBright:
    """One web server for all tests of the session that need no special settings."""
    return start_bright()


@pytest.fixture(scope="session")
def celery_worker_process(start_role: Callable[..., LiveProcess]) -> LiveProcess:
    """A worker on this test process's own broker database."""
    # The app reads Django's settings.
    from config.celery import app  # noqa: PLC0415

    live = start_role("worker")
    _wait_until(lambda: bool(app.control.ping(timeout=0.5)), live)
    return live


@pytest.fixture(scope="module")
def relay_process(start_role: Callable[..., LiveProcess]) -> Iterator[LiveProcess]:
    """For the tests of one module: others need messages that have not been published."""
    live = start_role("relay")
    yield live
    live.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, by Playwright's synchronous API."""
    program = chromium()
    # Imported here, since it is slow and few tests need it.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield running
        with contextlib.suppress(Exception):  # a test may have killed it
            running.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page in a context of its own, without cookies of other tests."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def chromium() -> str:
    """The path of Chromium. Without one, the test is skipped; it fails if CI=true."""
    named = os.environ.get("BRIGHT_CHROMIUM")
    path = named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path:
        return path
    refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    refuse("There is no Chromium: install it, or name it in BRIGHT_CHROMIUM.")


def _test_database_url() -> str:
    # Settings can be read only after pytest-django has set up Django.
    from django.conf import settings  # noqa: PLC0415

    name = settings.DATABASES["default"]["NAME"]
    return joined(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
        return answer.status == 200
    return False


def _wait_until(ready: Callable[[], bool], live: LiveProcess) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not ready():
        if live.process.poll() is not None or time.monotonic() > deadline:
            live.stop()
            pytest.fail(f"It did not start:\n{processes.last_lines(live.log, 30)}")
        time.sleep(0.05)
