"""The home of an earlier commit, upgraded by today's code and asked by HTTP. make_home.py made it, and says how."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from server import roles
from tests.servers import joined
from tests.upgrade.callers import TIMEOUT, Api, Operator, Play, code_of, wait_until
from tests.upgrade.make_home import row_counts

OLD_HOME = Path(__file__).with_name("home_3743dc4")
FACTS: dict[str, Any] = json.loads(OLD_HOME.with_suffix(".json").read_text())
# As they were → as they are. A name that is there still is not looked up here.
RENAMED_TABLES = {"public.outbox_promise": "public.outbox_outboxmessage"}
RENAMED_MODELS = {"outbox/promise": "outbox/outboxmessage"}
GROWING_TABLES = {"public.django_migrations", "public.django_content_type", "public.auth_permission"}
COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, is_identity
  FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c') ORDER BY 1, 2
"""
# What the waiting messages are about.
UPLOAD = "SELECT state, error FROM upload_upload WHERE course_guid = 'late'"
NOT_SET_UP = "SELECT registration_guid FROM registration_registration WHERE active AND NOT externally_initialized"
OF_DOOMED = "SELECT id FROM course_course WHERE course_guid = 'doomed'"
OPEN_LAUNCHES = """
SELECT r.registration_guid FROM registration_registration r
  JOIN course_course c ON c.id = r.course_id
  JOIN scorm_attempt a ON a.registration_ref = r.course_provider_id || '/' || r.registration_guid
  JOIN scorm_launch l ON l.attempt_id = a.id
 WHERE l.ended_at IS NULL AND (c.course_guid = 'hidden' OR NOT r.active)
"""


@dataclass
class Home:
    """The old home, its database restored, as an operator finds both after the new code was installed."""

    folder: Path
    database_url: str
    port: int

    def bright(self, *arguments: str) -> str:
        """One call of the command line; it finds the database by the home's own servers.json."""
        done = subprocess.run(
            [sys.executable, "-m", "server.cli", *arguments], cwd=roles.SOURCE, env=environment(self.folder, self.port),
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def running(self, role: str, **more: str) -> Iterator[Path]:
        """The command line with this word, from its first answer to the end of the block. Its output."""
        log, env = self.folder / f"{role}.out", environment(self.folder, self.port) | more
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "server.cli", role], cwd=roles.SOURCE, env=env, stdout=output, stderr=output
            )
        try:
            wait_until(lambda: process.poll() is not None or is_alive(self.port))
            assert process.poll() is None, log.read_text()
            yield log
        finally:
            process.terminate()
            process.wait(60)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url) as database:
            return database.execute(query).fetchall()

    @property
    def row_counts(self) -> dict[str, int]:
        with psycopg.connect(self.database_url) as database:
            return row_counts(database)

    @property
    def messages(self) -> list[tuple[Any, ...]]:
        table = todays("public.outbox_promise", RENAMED_TABLES, self.row_counts)
        return self.rows(f"SELECT task, arguments, due_at > now() FROM {table} ORDER BY id")


def environment(home: Path, port: int) -> dict[str, str]:
    """An operator's: without what tests/servers.py has set for the tests themselves."""
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("BRIGHT_")}
    for name in ("DATABASE_URL", "BROKER_URL"):
        theirs.pop(name, None)
    return {**theirs, "BRIGHT_HOME": str(home), "BRIGHT_PORT": str(port)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_alive(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/livez", timeout=TIMEOUT).ok
    except requests.ConnectionError:
        return False


def todays(name: str, renamed: dict[str, str], there: Any) -> str:
    return name if name in there else renamed.get(name, name)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The database is one of its own on the tests' server."""
    folder, name = tmp_path_factory.mktemp("upgrade") / "home", f"upgrade_{os.getpid()}"
    with tarfile.open(OLD_HOME.with_suffix(".tar.gz")) as archive:
        archive.extractall(folder, filter="data")
    (folder / "log").mkdir()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = joined(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
        servers = json.loads((folder / "servers.json").read_text())
        (folder / "servers.json").write_text(json.dumps(servers | {"database_url": url}))
        try:
            with psycopg.connect(url) as database:  # uploads are named by their whole paths
                database.execute(OLD_HOME.with_suffix(".sql").read_text().replace(FACTS["home"], str(folder)).encode())
            yield Home(folder, url, free_port())
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_query")))


@pytest.fixture(scope="module")
def upgraded(home: Home) -> Home:
    assert home.row_counts == FACTS["row_counts"]
    home.bright("migrate")
    return home


@pytest.fixture(scope="module")
def web(upgraded: Home, collected_static: Path) -> Iterator[Home]:
    with upgraded.running("web", BRIGHT_STATIC=str(collected_static)):
        yield upgraded


@pytest.fixture
def base_url(web: Home) -> str:
    return f"http://127.0.0.1:{web.port}"


@pytest.fixture
def content_url(web: Home) -> str:
    return f"http://localhost:{web.port}"


@pytest.fixture
def demo(home: Home) -> dict[str, str]:
    return json.loads((home.folder / "demo.json").read_text())


def test_no_row_is_lost(upgraded: Home) -> None:
    now = upgraded.row_counts
    for table, count in FACTS["row_counts"].items():
        rows = now[todays(table, RENAMED_TABLES, now)]
        assert rows == count or (table in GROWING_TABLES and rows > count), table


@pytest.mark.django_db
def test_the_schema_is_that_of_a_new_home(upgraded: Home) -> None:
    for query in (COLUMNS, CONSTRAINTS):
        with connection.cursor() as cursor:
            cursor.execute(query)
            assert upgraded.rows(query) == cursor.fetchall()


def test_a_second_migrate_does_nothing(upgraded: Home) -> None:
    before = upgraded.row_counts
    assert "No migrations to apply." in upgraded.bright("migrate")
    assert upgraded.row_counts == before


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True)


@pytest.mark.parametrize("request_of", FACTS["answers"])
def test_every_old_secret_gets_the_old_answer(base_url: str, request_of: str) -> None:
    caller, path = request_of.split(" ")
    answer = Api(base_url, **FACTS["callers"][caller]).get(path)
    assert [answer.status_code, answer.text] == FACTS["answers"][request_of]


def test_an_old_session_is_still_signed_in(base_url: str) -> None:
    operator = Operator(base_url)
    operator.session.cookies["sessionid"] = FACTS["session_cookie"]
    assert operator.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", [FACTS["backup_codes"][0], ""], ids=["backup code", "authenticator app"])
def test_an_operator_signs_in_with_the_second_factor(base_url: str, demo: dict[str, str], code: str) -> None:
    operator = Operator(base_url)
    operator.sign_in(demo["admin_user"], demo["admin_password"])
    assert operator.get("/admin/").headers["Location"].startswith("/second-factor/")
    operator.give_code(code or code_of(FACTS["totp_secret"]))
    assert operator.get("/admin/").status_code == 200


def test_permissions_are_kept(base_url: str, demo: dict[str, str]) -> None:
    """An operator's own, and a group's; also of models that are called otherwise now."""
    clerk = Operator(base_url)
    clerk.sign_in(FACTS["clerk"], demo["admin_password"])
    for model, status in (
        ("outbox/promise", 200),
        ("stored_query/storedquery", 200),
        ("course/course", 200),
        ("outbox/heartbeat", 200),
        ("user/secondfactor", 200),
        ("realm/realm", 403),
    ):
        answer = clerk.get(f"/admin/{model}/")
        if answer.status_code == 404:
            answer = clerk.get(f"/admin/{RENAMED_MODELS[model]}/")
        assert (model, answer.status_code) == (model, status)


def test_launches_that_were_given_out_are_played(base_url: str, content_url: str) -> None:
    tokens = FACTS["launch_tokens"]
    opened = {name: Play(content_url, token).page().status_code for name, token in tokens.items()}
    assert opened == {"fresh": 200, "review": 200, "ended": 410}
    play = Play(content_url, tokens["fresh"])
    address = play.start()["address"]
    play.commit({"core": {"lesson_status": "failed", "session_time": "00:00:01"}})
    for path in (address, FACTS["content_path"]):
        assert "<p>Hello." in requests.get(content_url + path, timeout=TIMEOUT).text
    pair = Api(base_url, **FACTS["callers"]["pair"])
    registration = pair.get(f"registration/{FACTS['played']['passed']}.json").json()
    assert (registration["success"], registration["totaltime"]) == ("passed", 11)


def test_a_course_goes_on_where_it_was_left(base_url: str, content_url: str) -> None:
    """On a page that was open during the upgrade, and in the next launch."""
    page = Play(content_url, FACTS["open"]["token"])
    page.session, page.sequence = FACTS["open"]["session"], FACTS["open"]["sequence"]
    page.commit({"location": "4"}, trimmed=True)
    pair = Api(base_url, **FACTS["callers"]["pair"])
    url = pair.post(f"registration/{FACTS['played']['half']}/launch_url.json")["launch_url"]
    cmi = Play(content_url, url.rstrip("/").rpartition("/")[2]).start()["cmi"]
    assert (cmi["location"], cmi["suspend_data"]) == ("4", "half")


class TestUp:
    """`bright up` on the upgraded home; the rest of it, when the web server of the tests above has ended."""

    @pytest.fixture(scope="class")
    def output(self, upgraded: Home, collected_static: Path) -> Iterator[Path]:
        given = {"DATABASE_URL": upgraded.database_url, "BRIGHT_STATIC": str(collected_static)}
        with Home(upgraded.folder, upgraded.database_url, free_port()).running("up", **given) as output:
            yield output

    def test_the_homes_files_stay_as_they_are(self, output: Path, upgraded: Home) -> None:
        with tarfile.open(OLD_HOME.with_suffix(".tar.gz")) as archive:
            for name in ("secret_keys", "demo.json"):
                kept = archive.extractfile(name)
                assert kept and (upgraded.folder / name).read_bytes() == kept.read(), name

    def test_no_demo_is_added(self, output: Path, upgraded: Home) -> None:
        assert upgraded.rows("SELECT name FROM realm_realm ORDER BY 1") == [("Demo",), ("Second",)]

    def test_what_the_outbox_promised_is_done(self, output: Path, upgraded: Home) -> None:
        later = [tuple(message) for message in FACTS["messages"] if message[2]]
        wait_until(lambda: upgraded.rows(UPLOAD) == [("ready", "")])
        for unfinished in (NOT_SET_UP, OF_DOOMED, OPEN_LAUNCHES):
            wait_until(lambda query=unfinished: upgraded.rows(query) == [])
        assert upgraded.messages == later
        assert "unregistered" not in output.read_text()
