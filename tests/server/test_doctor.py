"""`bright doctor` on a complete `bright up`: first all is well, then each part is broken for real.

A stopped process (SIGSTOP) answers nothing, and the supervisor, which only notices processes that end, leaves it alone.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from server import roles
from tests.server.running import FROM_TESTS, Running, bright, bright_up, environment, kill
from tests.server.test_up import remove_state

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
PARTS = ["secrets", "database", "broker", "worker", "relay", "beat", "storage", "host names", "clock", "stored queries",
         "customer endpoints", "bad rows", "operators"]  # fmt: skip

# Runs the checks for each line of settings that it reads. One process for all tests, since starting Python is slow.
DOCTOR = """
import json, sys, django
from pathlib import Path
django.setup()
from django.test import override_settings
from server import doctor
for line in sys.stdin:
    overridden = {name: Path(value) if name == "BRIGHT_MEDIA" else value for name, value in json.loads(line).items()}
    with override_settings(**overridden):
        print(json.dumps(doctor.as_json(doctor.run_checks())), flush=True)
"""
Results = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("doctor")
    running = bright_up(folder / "home", folder / "log")
    running.wait_for("Bright is running at")
    yield running
    if running.process.poll() is None:
        kill(running, signal.SIGTERM)
        running.ends()
    remove_state(running.home)


@pytest.fixture(scope="module")
def doctor(running: Running) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        [sys.executable, "-c", DOCTOR],
        cwd=roles.SOURCE,
        env={**environment(running.home, running.port), "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.stdin.close()
    process.wait(30)


@pytest.fixture
def examine(doctor: subprocess.Popen) -> Callable[..., Results]:
    """`examine(SETTING=…)` returns state and sentence by part. All parts are well before each test."""

    def examine(**settings: str) -> Results:
        doctor.stdin.write(json.dumps(settings) + "\n")
        doctor.stdin.flush()
        return results_in(json.loads(doctor.stdout.readline()))

    deadline = time.monotonic() + 60
    while failing(found := examine()):
        assert time.monotonic() < deadline, found
        time.sleep(0.5)
    return examine


def results_in(said: dict[str, Any]) -> Results:
    found = {part["part"]: (part["state"], part["sentence"]) for part in said["parts"]}
    assert list(found) == PARTS
    assert all(sentence.endswith(".") and "\n" not in sentence for _, sentence in found.values()), found
    assert said["healthy"] == (not failing(found))
    return found


def failing(found: dict[str, tuple[str, str]]) -> set[str]:
    return {part for part, (state, _) in found.items() if state == "FAIL"}


@contextlib.contextmanager
def stopped(running: Running, words: str) -> Iterator[None]:
    """The processes whose command line contains `words` are stopped in the block."""
    pids = running.children(words)
    assert pids, words
    try:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@contextlib.contextmanager
def database(running: Running) -> Iterator[psycopg.Connection]:
    url = json.loads((running.home / "servers.json").read_text())["database_url"]
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_all_is_well(examine: Callable[..., Results]) -> None:
    found = examine()
    assert {state for state, _ in found.values()} == {"ok"}, found


def test_the_command_line(running: Running) -> None:
    """Lines for people, JSON for scripts, and an exit code."""
    lines = bright(running.home, "doctor").stdout.splitlines()
    assert [line[6:24].strip() for line in lines] == PARTS
    assert {line[:5].strip() for line in lines} <= {"ok", "warn", "FAIL"}
    done = bright(running.home, "doctor", "--json")  # with another BRIGHT_PORT, where nothing listens
    assert "host names" in failing(results_in(json.loads(done.stdout))) and done.returncode == 1


@pytest.mark.parametrize(
    ("words", "part", "remedy"),
    [
        ("valkey-server", "broker", ""),
        ("celery --quiet -A config worker", "worker", "`bright worker`"),
        ("gunicorn config.wsgi", "host names", "`bright web`"),
    ],
)
def test_a_part_that_hangs_is_named(
    running: Running, examine: Callable[..., Results], words: str, part: str, remedy: str
) -> None:
    with stopped(running, words):
        started = time.monotonic()
        found = examine()
        assert time.monotonic() - started < 4.5  # three, and some for a busy machine
    assert found[part][0] == "FAIL" and remedy in found[part][1], found
    assert failing(found) <= {part, "worker"}  # a worker can't be asked without the broker


def test_a_relay_that_hangs_shows_by_work_that_waits(running: Running, examine: Callable[..., Results]) -> None:
    with stopped(running, "server.relay"), database(running) as rows:
        rows.execute(
            "INSERT INTO outbox_outboxmessage (task, arguments, due_at, created_at)"
            " VALUES (%s, '[]', now() - %s, now())",
            ["apps.outbox.tasks.note_heartbeat", timedelta(minutes=3)],
        )
        state, sentence = examine()["relay"]
    assert state == "FAIL" and "3 min" in sentence and "`bright relay`" in sentence


def test_a_schedule_that_stands_still_is_named(running: Running, examine: Callable[..., Results]) -> None:
    with stopped(running, "config beat"), database(running) as rows:
        time.sleep(1)  # for a heartbeat that is under way
        rows.execute("UPDATE outbox_heartbeat SET at = at - %s", [timedelta(minutes=10)])
        found = examine()
        rows.execute("DELETE FROM outbox_heartbeat")
        never = examine()
    assert failing(found) == {"beat"} and "`bright beat`" in found["beat"][1] and "10 min" in found["beat"][1]
    assert failing(never) == {"beat"} and "not run yet" in never["beat"][1]


def test_unapplied_migrations_and_a_missing_operator_are_named(
    running: Running, examine: Callable[..., Results]
) -> None:
    with database(running) as rows:
        rows.execute("UPDATE django_migrations SET name = 'x' WHERE app = 'outbox' AND name = '0003_outbox_message'")
        rows.execute("UPDATE user_user SET is_staff = false")
        found = examine()
        rows.execute("UPDATE django_migrations SET name = '0003_outbox_message' WHERE app = 'outbox' AND name = 'x'")
        rows.execute("UPDATE user_user SET is_staff = true WHERE is_superuser")
    assert found["database"] == ("FAIL", "Unapplied migrations: 1; run `bright migrate`.")
    assert found["operators"][0] == "warn" and "createsuperuser" in found["operators"][1]


@pytest.mark.parametrize(
    ("setting", "value", "part", "words"),
    [
        ("BRIGHT_MEDIA", "/proc/nowhere/media", "storage", "/proc/nowhere/media can't be written to"),
        ("BRIGHT_BASE_URL", "http://127.0.0.1:1", "host names", "http://127.0.0.1:1 does not lead to Bright"),
        ("BRIGHT_CONTENT_URL", "http://nowhere.invalid", "host names", "check DNS"),
        ("BRIGHT_SECRET_KEYS", ["another key"], "secrets", "None of BRIGHT_SECRET_KEYS decrypts"),
        ("BRIGHT_CONTENT_URL", "http://127.0.0.1:2", "host names", "name one host"),
    ],
)
def test_a_wrong_setting_is_named(
    examine: Callable[..., Results], setting: str, value: Any, part: str, words: str
) -> None:
    found = examine(**{setting: value})
    assert found[part][0] == "FAIL" and words in found[part][1], found


def test_names_that_lead_to_the_wrong_host_are_named(running: Running, examine: Callable[..., Results]) -> None:
    """As behind a proxy that doesn't pass on the Host header: the content host's name shows the app's pages."""
    crossed = {
        "BRIGHT_CONTENT_URL": f"http://127.0.0.1:{running.port}",
        "BRIGHT_BASE_URL": f"http://localhost:{running.port}",
    }
    state, sentence = examine(**crossed)["host names"]
    assert state == "FAIL" and "Host header" in sentence


def test_files_that_others_can_read_are_named(running: Running, examine: Callable[..., Results]) -> None:
    path = running.home / "secret_keys"
    path.chmod(0o644)
    try:
        state, sentence = examine()["secrets"]
    finally:
        path.chmod(0o600)
    assert state == "FAIL" and f"chmod 600 {path}" in sentence


def test_a_full_disk_is_foreseen(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from server import health_checks  # noqa: PLC0415 - its models are there only once Django is set up

    free = health_checks.shutil.disk_usage(running.home).free
    for name, state in (("SPACE_WARN", "warn"), ("SPACE_FAIL", "FAIL")):
        monkeypatch.setattr(health_checks, name, free * 2)
        found = health_checks.storage()
        assert found[0] == state and "MiB are free" in found[1]


def test_servers_that_are_away_are_named(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.server.running.FROM_TESTS", FROM_TESTS - {"DATABASE_URL", "BROKER_URL"})
    monkeypatch.setenv("DATABASE_URL", "postgres://bright@127.0.0.1:1/bright")
    monkeypatch.setenv("BROKER_URL", "redis://127.0.0.1:1/0")
    done = bright(running.home, "doctor", "--json")
    found = results_in(json.loads(done.stdout))
    assert {"secrets", "database", "broker", "worker", "relay", "beat", "clock", "operators"} <= failing(found)
    assert "start it, or correct DATABASE_URL" in found["database"][1]
    assert "start it, or correct BROKER_URL" in found["broker"][1]
    assert done.returncode == 1


def test_where_nothing_runs_it_is_one_sentence(tmp_path: Path) -> None:
    refused = bright(tmp_path / "home", "doctor", "--json")
    assert refused.returncode == 1 and "`bright up`" in json.loads(refused.stdout)["error"]
