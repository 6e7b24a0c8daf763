"""`bright up`. A start takes seconds, so one serves all tests of TestWhileUp; its last two end it, in their order."""

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from server.embedded.account import Account
from tests.server.running import Running, bright, bright_up, bright_up_on_terminal, kill, wait_until_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
DEMO_KEYS = {"base_url", "content_url", "realm", "realm_guid", "realm_secret_key", "sc_app_id", "sc_secret_key"}
DEMO_KEYS |= {"admin_url", "admin_user", "admin_password"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Up, on a home whose path has spaces, is longer than a socket's may be and, for root's PostgreSQL, out of reach:
    pytest's folders are closed to others.
    """
    folder = tmp_path_factory.mktemp("a path with spaces, " + 60 * "x")
    running = bright_up_on_terminal(folder / "home of bright", folder / "log")
    running.wait_for("List the courses")
    yield running
    if running.process.poll() is None:
        kill(running, signal.SIGKILL)
    remove_state(running.home)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    remove_state(tmp_path / "home")


class TestWhileUp:
    def test_both_hosts_answer(self, running: Running) -> None:
        for host in ("127.0.0.1", "localhost"):
            assert requests.get(f"http://{host}:{running.port}/livez", timeout=30).status_code == 200

    def test_nobody_else_reads_the_secrets(self, running: Running) -> None:
        for name in ("secret_keys", "servers.json", "demo.json"):
            assert (running.home / name).stat().st_mode & 0o777 == 0o600

    def test_demo_file(self, running: Running) -> None:
        assert set(running.demo()) == DEMO_KEYS
        assert running.demo()["base_url"] == f"http://127.0.0.1:{running.port}"

    def test_sign_in_link_works_once(self, running: Running) -> None:
        (link,) = [word for word in running.output.split() if "/sign-in/" in word]
        assert [requests.get(link, allow_redirects=False, timeout=30).status_code for _ in range(2)] == [302, 403]

    def test_curl_lines_work_when_pasted(self, running: Running) -> None:
        lines = [line.strip() for line in running.output.splitlines() if line.strip().startswith("curl ")]
        answers = [json.loads(subprocess.check_output(shlex.split(line), timeout=60)) for line in lines]
        courses, registration, results = answers
        assert len(courses) == 2
        assert registration["course_guid"] in {course["course_guid"] for course in courses}
        assert set(results[0]) == {"complete", "success", "score"}

    def test_command_line(self, running: Running, tmp_path: Path) -> None:
        made = bright(running.home, "realm", "create", "Second", "--json")
        keys = {"realm_guid", "realm_secret_key", "sc_app_id", "sc_secret_key", "course_provider_id"}
        assert set(json.loads(made.stdout)) == keys
        again = bright(running.home, "realm", "create", "Second", "--json")
        assert_refused(again)
        (tmp_path / "broken.zip").write_bytes(b"not a zip")
        broken = str(tmp_path / "broken.zip")
        assert_refused(bright(running.home, "course", "import", broken, "--realm", "Second", "--json"))

    def test_import(self, running: Running, sample: Path) -> None:
        options = ["--realm", "Demo", "--course-guid", "mine", "--json"]
        course = json.loads(bright(running.home, "course", "import", str(sample), *options).stdout)
        assert set(course) == {"course_guid", "title", "standard", "warnings"} and course["course_guid"] == "mine"

    def test_a_new_sign_in_link(self, running: Running) -> None:
        done = bright(running.home, "user", "sign-in-link", running.demo()["admin_user"], "--json")
        link = running.url + urlsplit(json.loads(done.stdout)["sign_in_link"]).path  # the command got another port
        assert [requests.get(link, allow_redirects=False, timeout=30).status_code for _ in range(2)] == [302, 403]

    @pytest.mark.parametrize(
        "words", ["valkey-server", "server.relay", " beat ", " worker ", "gunicorn", "bin/postgres"]
    )
    def test_what_dies_is_started_again_and_the_web_server_stays(self, running: Running, words: str) -> None:
        started_again = running.output.count(" is started again.")
        os.kill(running.child(words), signal.SIGKILL)
        deadline = time.monotonic() + 60
        # Until then, what the killed one had started may still answer.
        while running.output.count(" is started again.") == started_again or not running.is_healthy():
            assert running.process.poll() is None and time.monotonic() < deadline, running.output
            if words != "gunicorn":
                assert requests.get(f"{running.url}/livez", timeout=5).status_code == 200
            time.sleep(0.1)

    def test_a_frozen_database_stops_no_other_page(self, running: Running) -> None:
        """As after `kill -STOP`: it takes connections and says nothing. 40 requests that need it; then it is back."""
        demo = running.demo()
        course = f"{running.url}/bright/api/v2/course.json"
        pair = (demo["realm_guid"], demo["realm_secret_key"])
        commit = f"http://localhost:{running.port}/commit/{'x' * 40}"
        assert requests.get(course, auth=pair, timeout=30).status_code == 200
        postmaster = running.child("bin/postgres")
        backends = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        servers = [postmaster, *map(int, backends)]
        for pid in servers:
            os.kill(pid, signal.SIGSTOP)
        try:
            with ThreadPoolExecutor(40) as pool:
                waiting = [pool.submit(requests.get, course, auth=pair, timeout=60) for _ in range(38)]
                waiting.append(pool.submit(requests.post, commit, data="{}", timeout=60))
                page = pool.submit(requests.get, f"http://localhost:{running.port}/play/{'x' * 40}/", timeout=60)
                started = time.monotonic()
                assert requests.get(f"{running.url}/livez", timeout=20).status_code == 200
                assert time.monotonic() - started < 16
                assert {answer.result().status_code for answer in [*waiting, page]} == {503}
                assert "Not available at the moment" in page.result().text
                assert waiting[-1].result().json() == {"result": False, "errorCode": 101, "reason": "unavailable"}
            started = time.monotonic()
            assert requests.get(f"{running.url}/livez", timeout=20).status_code == 200
            assert time.monotonic() - started < 4
        finally:
            for pid in servers:
                os.kill(pid, signal.SIGCONT)
        running.wait_until_healthy(30)
        assert requests.get(course, auth=pair, timeout=30).status_code == 200

    def test_second_start_is_refused(self, running: Running, tmp_path: Path) -> None:
        second = bright_up(running.home, tmp_path / "log")
        assert second.ends() == 3
        assert second.output.count("\n") == 1 and f"http://127.0.0.1:{running.port}" in second.output
        assert running.is_healthy()

    def test_killed_supervisor_leaves_nothing(self, running: Running) -> None:
        kill(running, signal.SIGKILL)
        wait_until_gone(running)

    def test_starts_again_on_what_the_kill_left(self, running: Running, tmp_path: Path) -> None:
        before = running.demo()
        # As after a power cut, when the process id of the old server is somebody else's.
        (running.home / "postgres/data/postmaster.pid").write_text(f"{os.getpid()}\n")
        again = bright_up(running.home, tmp_path / "log", running.port)
        again.wait_until_healthy()
        assert again.demo() == before
        again.wait_for("sign-in-link")
        told = again.output
        assert not any(secret in told for secret in (before["realm_secret_key"], before["sc_secret_key"], "/sign-in/"))
        kill(again, signal.SIGINT)
        assert again.ends() == 0
        wait_until_gone(again, 1)
        assert not (again.home / "servers.json").exists()


def test_busy_port_is_named(home: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = bright_up(home, tmp_path / "log", taken.getsockname()[1])
        assert refused.ends() == 3
    assert refused.output.count("\n") == 1 and "BRIGHT_PORT" in refused.output


def test_child_that_dies_is_named(home: Path, tmp_path: Path) -> None:
    """The earliest child is enough: all are watched alike."""
    up = bright_up(home, tmp_path / "log")
    up.wait_for("Starting Valkey")
    up.wait_for("Bringing the database")
    os.kill(up.child("valkey-server"), signal.SIGKILL)
    assert up.ends() == 1
    assert "valkey was killed by SIGKILL" in up.output
    wait_until_gone(up, 5)


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests have run as an ordinary user already")
def test_ordinary_user(tmp_path: Path) -> None:
    account = Account.for_servers()
    if not account.can_run(Path(sys.executable)):
        pytest.skip(f"ordinary users of this machine can't run {sys.executable}")
    tmp_path.chmod(0o711)
    folder = account.folder(tmp_path / "theirs")
    up = bright_up(folder / "home", tmp_path / "log", **account.popen)
    up.wait_until_healthy()
    kill(up, signal.SIGTERM)
    assert up.ends() == 0
    wait_until_gone(up, 1)


def test_server_not_running_is_one_sentence(home: Path) -> None:
    for arguments in (["realm", "create", "X"], ["course", "import", "x.zip", "--realm", "X"], ["migrate"], ["web"]):
        refused = bright(home, *arguments)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.count("\n") == 1 and "`bright up`" in refused.stderr


def remove_state(home: Path) -> None:
    """Where PostgreSQL can't reach the home, its data are elsewhere and would stay on the machine."""
    if (home / "postgres").is_symlink():
        shutil.rmtree((home / "postgres").resolve())


def assert_refused(done: subprocess.CompletedProcess) -> None:
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert json.loads(done.stdout) == {"error": done.stderr.strip()}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    # Apps may be imported only once Django is set up.
    from apps.start.samples import SAMPLES, build_sample  # noqa: PLC0415

    return build_sample(next(iter(SAMPLES)), tmp_path)
