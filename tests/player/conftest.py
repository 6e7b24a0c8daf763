"""The player in Chromium, on the real web server, and what the server has kept."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from apps.scorm.importing.packages import import_package
from apps.scorm.models import Attempt, ScoState
from apps.scorm.runtime import attempts, launching
from tests.live import LiveBright
from tests.player.courses import course_12


@pytest.fixture
def server(live_bright: LiveBright, browser, transactional_db, settings) -> Iterator[LiveBright]:
    """The web server; this process makes launch URLs that lead to it."""
    settings.BRIGHT_BASE_URL, settings.BRIGHT_CONTENT_URL = live_bright.base_url, live_bright.content_url
    yield live_bright
    for context in browser.contexts:
        context.close()
    eventually(is_quiet)


def is_quiet() -> bool:
    """The last beacons are dealt with; emptying the tables before would be a deadlock."""
    time.sleep(0.15)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0] == 0


@pytest.fixture
def context(page: Page):
    return page.context


class Course:
    """An imported course with one attempt of one learner."""

    def __init__(self, archive: Path, ref: str = "1/reg-1") -> None:
        package = import_package(archive, ref)
        self.attempt = attempts.open_attempt(ref, package, learner_id="ann@example.com", learner_name="Smith, Ann")

    def launch(self, **grant) -> str:
        return launching.grant(self.attempt, **grant)[1]

    def play(self, page: Page, **grant):
        """Open the player; the course's frame, once its script has run."""
        page.goto(self.launch(**grant))
        return self.frame(page)

    def frame(self, page: Page):
        expect(page.frame_locator("#course").get_by_text("This is the course.")).to_be_visible()
        return next(frame for frame in page.frames if "/c/" in frame.url)

    @property
    def result(self) -> Attempt:
        return Attempt.objects.get(pk=self.attempt.pk)

    @property
    def state(self) -> ScoState | None:
        return ScoState.objects.filter(attempt=self.attempt).first()

    @property
    def cmi(self) -> dict:
        return self.state.cmi if self.state else {}


@pytest.fixture
def new_course(server, tmp_path):
    """`new_course(script)`: a course whose one page runs the script, which finds the runtime as `API`."""
    made = []

    def make(script: str, write=course_12, **options) -> Course:
        made.append(script)
        archive = write(tmp_path / f"course-{len(made)}.zip", script, **options)
        return Course(archive, f"1/reg-{len(made)}")

    return make


def eventually(question, seconds: float = 5.0):
    """The first true answer; the last one if there is none in time. Beacons arrive when they arrive."""
    deadline = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return answer
