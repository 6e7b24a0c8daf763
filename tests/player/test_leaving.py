"""The exit button, and the pages that are shown instead of a course."""

import pytest
from playwright.sync_api import expect

from tests.player.conftest import eventually

START = "API.LMSInitialize('');"


def test_exit_goes_to_the_launchs_exit_url(new_course, page, server):
    course = new_course(START)
    course.play(page, exit_url=f"{server.base_url}/livez?from=course")
    page.get_by_role("button", name="Exit").click()
    page.wait_for_url("**/livez?from=course")
    assert eventually(lambda: course.attempt.launches.get().ended_at)


def test_exit_tells_the_opener_and_its_window_can_be_closed(new_course, page, server):
    course = new_course(START)
    page.goto(f"{server.base_url}/livez")
    page.evaluate("window.log = []; addEventListener('message', (event) => log.push([event.origin, event.data]))")
    with page.expect_popup() as opened:
        page.evaluate("url => { window.open(url) }", course.launch())
    player = opened.value
    course.frame(player)
    player.get_by_role("button", name="Exit").click()
    player.get_by_role("button", name="Close window").wait_for()
    assert page.evaluate("log") == [[server.content_url, {"ch": "bright", "type": "exit"}]]
    player.get_by_role("button", name="Close window").click()
    assert eventually(lambda: page.wait_for_timeout(50) or player.is_closed())


def test_a_reload_after_exit_says_that_the_course_was_left(new_course, page):
    course = new_course(START)
    course.play(page)
    page.get_by_role("button", name="Exit").click()
    expect(page.get_by_role("heading", name="Your progress is saved.")).to_be_visible()
    assert page.reload().status == 410
    expect(page.get_by_role("heading", name="You have left this course")).to_be_visible()


def test_without_a_connection_exit_keeps_what_is_unsaved(new_course, page, context):
    course = new_course(START)
    frame = course.play(page)
    expect(page.locator("#save-text")).to_have_text("Saved")
    context.set_offline(True)
    frame.evaluate("API.LMSSetValue('cmi.core.lesson_status', 'passed')")
    page.get_by_role("button", name="Exit").click()
    expect(page.get_by_role("heading", name="Your last steps are not saved yet")).to_be_visible(timeout=10_000)
    context.set_offline(False)
    expect(page.get_by_role("heading", name="Your progress is saved.")).to_be_visible(timeout=15_000)
    assert course.result.success == "passed" and course.state.finished


def test_a_review_shows_the_course_and_records_nothing(new_course, page):
    course = new_course(START + "window.mode = API.LMSGetValue('cmi.core.lesson_mode');")
    frame = course.play(page, review=True)
    assert frame.evaluate("[window.mode, API.LMSSetValue('cmi.core.lesson_status', 'passed'), API.LMSFinish('')]") == [
        "review", "true", "true",
    ]  # fmt: skip
    expect(page.get_by_text("Review – nothing is recorded")).to_be_visible()
    assert course.state is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_top_bar_fits_a_phone(new_course, browser, scheme):
    course = new_course(START, title="A very long title of a course " * 5)
    page = browser.new_context(viewport={"width": 320, "height": 560}, color_scheme=scheme).new_page()
    course.play(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box = page.get_by_role("button", name="Exit").bounding_box()
    assert box["x"] + box["width"] <= 320 and box["height"] >= 34
