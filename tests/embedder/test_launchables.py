"""Elements with the class bright-launchable, and the health check that enables them."""

import time

import pytest
from playwright.sync_api import expect

from apps.launch_history.models import LaunchHistory
from apps.start.samples import sample_guid

pytestmark = pytest.mark.django_db(transaction=True)

BUTTON = f'<button class="bright-launchable" data-course-guid="{sample_guid("clouds")}">Go</button>'
NOTES = """window.notes = [];
for (const name of ["after_health_check_success", "after_health_check_failure", "after_load"])
  Bright.addHook(name, (error) => window.notes.push(name + (error ? " " + error.code : "")));"""


def with_button(site, **values: str) -> str:
    address = site.show_example(NOTES, **values)
    site.pages["/"] = site.pages["/"].replace("<bright-course-list></bright-course-list>", BUTTON)
    return address


def test_with_all_six_tags_a_button_works_without_a_request_at_the_start(site, page):
    calls: list[str] = []
    page.on("request", lambda asked: calls.append(asked.url) if "/bright/api/" in asked.url else None)
    page.goto(with_button(site))
    button = page.locator(".bright-launchable")
    expect(button).to_be_enabled()
    assert page.evaluate("Bright.ready()")
    assert (calls, page.evaluate("window.notes")) == ([], ["after_health_check_success", "after_load"])
    with page.expect_popup() as opened:
        button.click()
    opened.value.frame_locator("#course").locator("body[data-ready]").wait_for()
    assert LaunchHistory.objects.get().launch_source == "bright.js"


def test_without_an_email_tag_the_learner_is_the_keys_user(site, page):
    address = with_button(site)
    site.pages["/"] = site.pages["/"].replace('<meta name="bright-email" content="ann@example.com">', "")
    page.goto(address)
    with page.expect_popup() as opened:
        page.locator(".bright-launchable").click()
    opened.value.frame_locator("#course").locator("body[data-ready]").wait_for()
    assert LaunchHistory.objects.get().registration.learner_id == "ann@example.com"


def test_without_a_key_nothing_is_enabled(site, page):
    site.make_key = lambda: {}
    page.goto(with_button(site, token="", expiration=""))
    page.wait_for_function("window.notes.length == 2")
    assert page.evaluate("window.notes") == ["after_health_check_failure key_expired", "after_load"]
    expect(page.locator(".bright-launchable")).to_be_disabled()


def test_a_refused_key_disables_the_button_and_a_new_one_enables_it(site, page):
    make_key = site.make_key
    page.goto(with_button(site, token="0" * 32, expiration="2999-01-01T00:00:00Z"))
    button = page.locator(".bright-launchable")
    expect(button).to_be_enabled()  # no request was made yet
    site.make_key = lambda: {}
    page.evaluate("Bright.courses().catch(() => {})")
    expect(button).to_be_disabled()
    site.make_key = make_key
    page.evaluate("Bright.courses()")
    expect(button).to_be_enabled()


def test_a_button_disabled_by_a_network_failure_is_enabled_again(site, page):
    page.goto(with_button(site))
    button = page.locator(".bright-launchable")
    expect(button).to_be_enabled()
    page.context.set_offline(True)
    page.evaluate("Bright.courses().catch(() => {})")
    expect(button).to_be_disabled()
    page.context.set_offline(False)
    expect(button).to_be_enabled(timeout=15_000)
    assert page.evaluate("window.notes.at(-1)") == "after_health_check_success"


def test_a_response_that_is_not_json_is_a_server_error(site, page):
    page.goto(with_button(site))
    expect(page.locator(".bright-launchable")).to_be_enabled()
    page.route(
        "**/course.json?*", lambda route: route.fulfill(body="<html>", headers={"Access-Control-Allow-Origin": "*"})
    )
    assert page.evaluate("Bright.courses().catch((error) => error.code)") == "server"


def test_a_missing_course_is_reported_next_to_its_button(site, page):
    address = with_button(site)
    site.pages["/"] = site.pages["/"].replace(sample_guid("clouds"), "no-such-course")
    page.goto(address)
    page.locator(".bright-launchable").click()
    expect(page.get_by_role("alert")).to_have_text("This course is not available to you.")
    deadline = time.monotonic() + 5
    while len(page.context.pages) > 2 and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert len(page.context.pages) == 2  # the course's window was closed again
