"""A launch that ends while its course is open, and requests that are refused for another reason."""

import pytest
from playwright.sync_api import expect

from apps.scorm.models import Launch
from apps.scorm.runtime import attempts
from tests.player.conftest import eventually

START = "API.LMSInitialize('');"
ENDED = "This course is no longer open to you"
LOST = "What you did last could not be saved."


def withdraw(course) -> None:
    attempts.end_launches([course.attempt.registration_ref])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_course_stops_when_its_learner_is_deactivated(new_course, browser, scheme, picture):
    course = new_course(START)
    page = browser.new_context(viewport={"width": 390, "height": 700}, color_scheme=scheme).new_page()
    frame = course.play(page)
    withdraw(course)
    assert frame.evaluate("[API.LMSSetValue('cmi.core.lesson_status', 'passed'), API.LMSCommit('')]")[1] == "false"
    expect(page.get_by_role("heading", name=ENDED)).to_be_visible()
    expect(page.get_by_text(LOST)).to_be_visible()
    expect(page.locator("#course")).to_be_hidden()
    expect(page.get_by_role("button", name="Exit")).to_be_hidden()
    picture(page, f"withdrawn-{scheme}")
    assert course.result.success == "unknown"
    assert page.reload().status == 410
    expect(page.get_by_role("heading", name=ENDED)).to_be_visible()
    assert "saved" not in page.content()
    picture(page, f"withdrawn-reloaded-{scheme}")


def test_a_course_that_sends_nothing_stops_too(new_course, page):
    course = new_course("")
    page.clock.install()
    course.play(page)
    withdraw(course)
    page.clock.run_for(61_000)
    expect(page.get_by_role("heading", name=ENDED)).to_be_visible()
    expect(page.get_by_text(LOST)).to_be_hidden()


def test_who_was_sent_here_can_go_back(new_course, page, server):
    course = new_course(START)
    frame = course.play(page, exit_url=f"{server.base_url}/livez?from=course")
    withdraw(course)
    frame.evaluate("API.LMSCommit('')")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/livez?from=course")


@pytest.mark.parametrize("status", [400, 403, 404, 407, 413, 431])
def test_a_refusal_that_is_not_ours_loses_nothing(new_course, page, status):
    """Such as a proxy's, or a web server's that finds the cookies too large."""
    course = new_course(START)
    frame = course.play(page)
    expect(page.locator("#save-text")).to_have_text("Saved")
    refused = []

    def refuse(route):
        refused.append(route.request.url)
        route.fulfill(status=status, body="<h1>No</h1>", content_type="text/html")

    page.route("**/commit/*", refuse, times=2)
    frame.evaluate("API.LMSSetValue('cmi.core.lesson_status', 'passed')")
    expect(page.locator("#save-text")).to_have_text("Not saved – trying again")
    assert eventually(lambda: page.wait_for_timeout(50) or course.result.success == "passed", 15)
    assert len(refused) == 2


def test_a_commit_that_is_refused_itself_is_not_sent_for_ever(new_course, page):
    course = new_course(START)
    frame = course.play(page)
    expect(page.locator("#save-text")).to_have_text("Saved")
    frame.evaluate("API.LMSSetValue('cmi.suspend_data', 'x'.repeat(3 * 1024 * 1024))")
    frame.evaluate("for (let i = 0; i < 40; i++) API.LMSSetValue('cmi.comments', 'y'.repeat(4000))")
    Launch.objects.get().sessions.all().delete()  # the server has lost the session
    frame.evaluate("API.LMSCommit('')")
    expect(page.locator("#save-text")).to_have_text("Not saved – please start the course again")


COOKIES = "for (let i = 0; i < 172; i++) document.cookie = `c${i}=${'x'.repeat(60)}; path=/; max-age=86400`;"
OWN_COOKIES = COOKIES.replace("path=/; ", "")


@pytest.mark.parametrize("cookies", [COOKIES, OWN_COOKIES], ids=["of the host", "of its folder"])
def test_a_courses_cookies_lock_nobody_out(new_course, page, context, cookies):
    greedy, other = new_course(START + cookies), new_course(START)
    frame = greedy.play(page)
    frame.evaluate("API.LMSSetValue('cmi.core.lesson_status', 'passed')")
    assert eventually(lambda: page.wait_for_timeout(50) or greedy.result.success == "passed", 10)
    assert eventually(lambda: page.wait_for_timeout(50) or len(frame.evaluate("document.cookie")) < 8000, 5)
    page.close()
    second = context.new_page()
    other.play(second)
    expect(second.locator("#save-text")).to_have_text("Saved")
    greedy.play(second)


def test_a_few_cookies_are_left_to_the_course(new_course, page):
    course = new_course("document.cookie = 'place=7; path=/; max-age=86400';")
    course.play(page)
    page.wait_for_timeout(2500)  # longer than the player waits between two looks
    assert "place=7" in course.play(page).evaluate("document.cookie")
