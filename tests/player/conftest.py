"""The player in Chromium on the real web server, and what the server has stored."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from apps.scorm.importing.packages import import_package
from apps.scorm.models import Attempt, ScoState
from apps.scorm.runtime import attempts, launches
from tests.live import LiveBright
from tests.player.courses import course_12


@pytest.fixture
def server(live_bright: LiveBright, browser, transactional_db, settings) -> Iterator[LiveBright]:
    """The web server; launch URLs that this process creates lead to it."""
    settings.BRIGHT_BASE_URL, settings.BRIGHT_CONTENT_URL = live_bright.base_url, live_bright.content_url
    yield live_bright
    for context in browser.contexts:
        context.close()
    eventually(is_quiet)


def is_quiet() -> bool:
    """Whether all beacons have been handled: truncating the tables before that would deadlock."""
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


@pytest.fixture
def picture():
    """`picture(page, name)` keeps a picture in the folder BRIGHT_PICTURES, if that is set, to be looked at."""
    folder = os.environ.get("BRIGHT_PICTURES")
    return lambda page, name: page.screenshot(path=Path(folder) / f"{name}.png") if folder else None


class Course:
    """An imported course with one attempt of one learner."""

    def __init__(self, archive: Path, ref: str = "1/reg-1") -> None:
        package = import_package(archive, ref)
        self.attempt = attempts.get_or_create_attempt(
            ref, package, learner_id="ann@example.com", learner_name="Smith, Ann"
        )

    def launch(self, **options) -> str:
        return launches.create_launch(self.attempt, **options)[1]

    def play(self, page: Page, **options):
        """Open the player; returns the course's frame once its script has run."""
        page.goto(self.launch(**options))
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
    """`new_course(script)`: a course with one page that runs the script, in which `API` is the SCORM API."""
    made = []

    def make(script: str, write=course_12, **options) -> Course:
        made.append(script)
        archive = write(tmp_path / f"course-{len(made)}.zip", script, **options)
        return Course(archive, f"1/reg-{len(made)}")

    return make


def eventually(condition, seconds: float = 5.0):
    """Calls `condition` until its result is true; returns the last result. Beacons arrive with a delay."""
    deadline = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return result
