"""Register over the API, play a sample course in Chromium, and read the result in every format."""

import csv
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from lxml import etree
from playwright.sync_api import FrameLocator, Page

from apps.course.services import import_course
from apps.start.samples import SAMPLES, build_sample, sample_guid
from tests.conftest import create_tenant
from tests.player.conftest import server  # noqa: F401 - the fixture
from tests.start.test_samples import CLOUD_PAGES, RIGHT_BREWS, TEA_PAGES, answer, answer_all, click_next, pour

LEARNER = "ann@example.com"


class Story:
    """One learner and the API, on a real server."""

    def __init__(self, base_url: str, credentials: dict[str, str]) -> None:
        self.api, self.credentials = f"{base_url}/bright/api/v2/", credentials

    def ask(self, path: str, **parameters: str) -> requests.Response:
        response = requests.get(self.api + path, params={**self.credentials, **parameters}, timeout=10)
        assert response.status_code in (200, 201), (path, response.status_code)
        return response

    def register(self, sample: str) -> str:
        asked = {"course_guid": sample_guid(sample), "learner_id": LEARNER, "dont_duplicate": "t"}
        return self.ask("registration/gcreate.json", **asked).json()["registration_guid"]

    def play(self, page: Page, guid: str) -> FrameLocator:
        page.goto(self.ask(f"registration/{guid}/launch_url.json").json()["launch_url"])
        course = page.frame_locator("#course")
        course.locator("body[data-ready]").wait_for()
        return course

    def result(self, guid: str) -> dict[str, Any]:
        return self.ask(f"registration/{guid}.json").json()

    def soon(self, guid: str, wanted: Callable[[dict[str, Any]], bool], seconds: float = 5.0) -> dict[str, Any]:
        """The result as soon as it is as wanted, or the last one when the time is up."""
        deadline = time.monotonic() + seconds
        while not wanted(result := self.result(guid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return result


@pytest.fixture
def story(server, tmp_path) -> Story:  # noqa: F811
    tenant = create_tenant("Acme", "embedded")
    for name in SAMPLES:
        import_course(tenant.provider, build_sample(name, tmp_path), course_guid=sample_guid(name))
    return Story(server.base_url, tenant.pair.credentials)


def facts(result: dict[str, Any]) -> tuple[Any, ...]:
    return result["complete"], result["success"], result["score"]


def test_the_clouds_passed_are_a_result_in_every_format(story, page):
    guid = story.register("clouds")
    course = story.play(page, guid)
    click_next(course, CLOUD_PAGES + 1)
    answer_all(course, wrong=(4,))
    course.locator("#finish").click()
    course.locator("#goodbye").wait_for()
    result = story.soon(guid, lambda now: now["totaltime"] > 0)
    assert facts(result) == ("complete", "passed", 80.0)
    assert result["totaltime"] > 0
    assert '<registrationreport format="course"' in result["course_result"]
    assert "<complete>complete</complete><success>passed</success>" in result["course_result"]
    root = etree.fromstring(story.ask(f"registration/{guid}.xml").content)
    assert (root.findtext("success"), root.findtext("score")) == ("passed", "80.0")
    (row,) = csv.DictReader(io.StringIO(story.ask("registration.csv", learner_id=LEARNER).text))
    assert (row["complete"], row["success"], row["score"]) == ("complete", "passed", "80.0")
    called = story.ask("registration.json", callback="show", fields="success").text
    assert called == '/**/show([{"success":"passed"}], 200);'


def test_the_clouds_failed_and_closed_with_the_tabs_x_resume_and_pass(story, page):
    guid = story.register("clouds")
    course = story.play(page, guid)
    click_next(course, CLOUD_PAGES + 1)
    answer_all(course, wrong=(1, 2))
    context = page.context
    page.close(run_before_unload=True)
    result = story.soon(guid, lambda now: now["success"] == "failed")
    assert facts(result) == ("complete", "failed", 60.0)
    course = story.play(context.new_page(), guid)
    course.locator("#retry").click()
    answer_all(course)
    assert facts(story.soon(guid, lambda now: now["success"] == "passed")) == ("complete", "passed", 100.0)
    assert story.register("clouds") == guid


def test_the_tea_passed(story, page):
    guid = story.register("tea")
    course = story.play(page, guid)
    click_next(course, TEA_PAGES + 1)
    for tea, dials in RIGHT_BREWS.items():
        pour(course, tea, *dials)
    result = story.soon(guid, lambda now: now["success"] == "passed")
    assert facts(result) == ("complete", "passed", 100.0)


def test_the_tea_failed(story, page):
    guid = story.register("tea")
    course = story.play(page, guid)
    click_next(course, TEA_PAGES + 1)
    for tea in RIGHT_BREWS:
        pour(course, tea, "100", "4")
    result = story.soon(guid, lambda now: now["success"] == "failed")
    assert facts(result) == ("complete", "failed", 50.0)


def test_the_tabs_x_in_the_middle_keeps_the_place_and_the_launches(story, page):
    guid = story.register("clouds")
    course = story.play(page, guid)
    click_next(course, CLOUD_PAGES + 1)
    answer(course, 1)
    click_next(course)
    context = page.context
    page.close(run_before_unload=True)
    assert story.soon(guid, lambda now: now["score"] == 20.0)["complete"] == "incomplete"
    course = story.play(context.new_page(), guid)
    assert course.locator("h2:visible").text_content() == "A ring"
    result = story.result(guid)
    assert result["launched_at"] is not None
    assert result["attempts"] == 1


def test_a_result_is_there_as_soon_as_its_commit_is_answered(story, page):
    """The course finishes with a synchronous commit: once it says goodbye, the result must be there."""
    guid = story.register("tea")
    course = story.play(page, guid)
    click_next(course, TEA_PAGES + 1)
    for tea, dials in RIGHT_BREWS.items():
        pour(course, tea, *dials)
    course.locator("#finish").click()
    course.locator("#goodbye").wait_for()
    result = story.result(guid)
    assert facts(result) == ("complete", "passed", 100.0)
    assert result["crawl_status"] == "success"
