"""A learner on a site's page, in Chromium with third-party cookies blocked.

See docs/contract/clients.md, "A page with bright.js".
"""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from apps.course.models import Course
from apps.launch_history.models import LaunchHistory
from apps.registration.models import Registration
from apps.registration.services import register
from apps.start.samples import sample_guid
from tests.start.test_samples import CLOUD_PAGES, answer_all, click_next

pytestmark = pytest.mark.django_db(transaction=True)

CLOUDS, TEA = "Reading the clouds", "A cup of tea, properly"
JSONP = 'Bright.options.transport = "jsonp";'


def row(page: Page, title: str = CLOUDS) -> Locator:
    return page.locator("bright-course-list li", has_text=title)


def status(page: Page, title: str = CLOUDS) -> Locator:
    return row(page, title).locator("[part=status]")


def opened_course(player: Page) -> FrameLocator:
    course = player.frame_locator("#course")
    course.locator("body[data-ready]").wait_for()
    return course


def open_by_click(page: Page, word: str = "Start") -> Page:
    with page.expect_popup() as opened:
        row(page).get_by_role("button", name=word).click()
    return opened.value


def pass_clouds(player: Page) -> None:
    course = opened_course(player)
    click_next(course, CLOUD_PAGES + 1)
    answer_all(course, wrong=(4,))
    course.locator("#finish").click()
    course.locator("#goodbye").wait_for()


def api_calls(page: Page) -> list[str]:
    """A list to which the URL of every later API call is added."""
    calls: list[str] = []
    page.on("request", lambda asked: calls.append(asked.url) if "/bright/api/v2/" in asked.url else None)
    return calls


def console_lines(page: Page) -> list[str]:
    lines: list[str] = []
    page.on("console", lambda line: lines.append(line.text) if "bright.js" in line.text else None)
    return lines


def eventually(condition: Callable[[], Any], seconds: float = 5.0) -> Any:
    """Calls `condition` until its result is true; returns the last result."""
    deadline = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return result


def test_third_party_cookies_are_really_blocked(site, page, open_browser):
    """A frame of another site can set no cookie here; in a browser without blocking it can."""
    text = f"""<!doctype html><body><script>
    addEventListener("message", (event) => document.title = `kept: ${{event.data || "nothing"}}`);
    </script><iframe src="{site.other_url}/cookie-frame"></iframe>"""
    address = site.show(text, "/control")
    page.goto(address)
    expect(page).to_have_title("kept: nothing")
    without_blocking = open_browser(False).new_page()
    without_blocking.goto(address)
    expect(without_blocking).to_have_title("kept: kept=yes")


@pytest.mark.parametrize("before_start", ["", JSONP], ids=["fetch", "jsonp"])
def test_a_course_is_opened_passed_and_closed_and_the_list_is_updated(site, page, context, before_start):
    calls = api_calls(page)
    page.goto(site.show_example(before_start))
    expect(status(page)).to_have_text("Not started")
    expect(status(page, TEA)).to_have_text("Not started")
    assert len(calls) == 1, calls  # the list is the only request
    assert ("callback=Bright.jsonp" in calls[0]) == bool(before_start)
    player = open_by_click(page)
    pass_clouds(player)
    player.close(run_before_unload=True)
    expect(status(page)).to_have_text("Passed", timeout=10_000)
    expect(row(page).locator("[part=score]")).to_have_text("Score: 80")
    expect(row(page).get_by_role("button")).to_have_text("Review")
    expect(page.locator("#news")).to_have_text("Welcome back.")
    assert LaunchHistory.objects.count() == 1
    assert not [cookie for cookie in context.cookies() if "academy" not in cookie["domain"]]


def test_the_page_is_not_reloaded_and_the_focus_stays(site, page):
    page.goto(site.show_example())
    page.evaluate("window.isSamePage = true")
    player = open_by_click(page)
    opened_course(player)
    player.close(run_before_unload=True)
    expect(row(page).get_by_role("button", name="Continue")).to_be_focused(timeout=10_000)
    assert page.evaluate("window.isSamePage")


def test_the_page_is_reloaded_if_its_options_say_so(site, page):
    page.goto(site.show_example("Bright.options.reload_after_launch = true;"))
    page.evaluate("window.isSamePage = true")
    player = open_by_click(page)
    opened_course(player)
    player.close(run_before_unload=True)
    page.wait_for_function("!window.isSamePage")
    expect(status(page)).to_have_text("In progress")


def test_two_quick_clicks_open_one_window(site, page):
    page.goto(site.show_example())
    with page.expect_popup() as opened:
        row(page).get_by_role("button", name="Start").dblclick()
    opened_course(opened.value)
    assert len(page.context.pages) == 3  # the browser's first page, the site's, the course's
    assert LaunchHistory.objects.count() == 1


def test_leaving_by_the_players_own_button_updates_the_list_while_the_window_stays(site, page):
    page.goto(site.show_example())
    player = open_by_click(page)
    opened_course(player)
    player.locator("#exit").click()
    expect(status(page)).to_have_text("In progress", timeout=10_000)
    assert not player.is_closed()


def test_with_coop_the_list_is_updated_when_the_learner_returns(site, page):
    """With COOP same-origin, the course's window can't be observed: it seems closed from the start."""
    site.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    page.goto(site.show_example())
    with page.context.expect_page() as opened:
        row(page).get_by_role("button", name="Start").click()
    pass_clouds(opened.value)
    opened.value.close(run_before_unload=True)
    assert eventually(lambda: Registration.objects.filter(success="passed").exists())
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(status(page)).to_have_text("Passed", timeout=10_000)


def test_with_coop_same_origin_allow_popups_the_list_is_updated_at_once(site, page):
    site.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    page.goto(site.show_example())
    player = open_by_click(page)
    opened_course(player)
    player.close(run_before_unload=True)
    expect(status(page)).to_have_text("In progress", timeout=10_000)


def test_a_sites_content_security_policy_needs_only_brights_origin(site, page):
    """Apart from what the page's own inline scripts and styles need."""
    sources = f"'self' {site.bright_url}"
    policy = f"default-src 'none'; script-src 'unsafe-inline' {sources}; connect-src {sources}"
    site.headers["Content-Security-Policy"] = policy
    page.goto(site.show_example())
    button = row(page).get_by_role("button", name="Start")
    expect(button).to_have_css("font-weight", "600")
    with page.expect_popup() as opened:
        button.click()
    opened_course(opened.value)


def test_an_expired_key_is_renewed_by_the_hook(site, page):
    """The server refuses it, and three simultaneous calls wait for one new key."""
    lines = console_lines(page)
    page.goto(site.show_example(token="0" * 32, expiration=""))
    expect(status(page)).to_have_text("Not started")
    assert site.renewals == 1
    lists = page.evaluate("Promise.all([Bright.courses(), Bright.courses(), Bright.callApi('registration.json')])")
    assert [len(rows) for rows in lists] == [2, 2, 0]
    assert lines == []


def test_a_key_is_renewed_before_it_expires(site, page):
    key = site.make_key(ttl="20")
    calls = api_calls(page)
    page.goto(site.show_example(token=key["access_token"], expiration=key["expires_at"]))
    expect(status(page)).to_have_text("Not started")
    assert site.renewals == 1
    assert not [call for call in calls if key["access_token"] in call]


@pytest.mark.parametrize("before_start", ["", JSONP], ids=["fetch", "jsonp"])
def test_without_a_new_key_a_message_says_what_to_do(site, page, before_start):
    lines = console_lines(page)
    site.make_key = lambda: {"access_token": ""}  # as if the site's session had ended, too
    page.goto(site.show_example(before_start, token="0" * 32, expiration="2020-01-01T00:00:00Z"))
    message = page.locator("bright-course-list [part=message]")
    expect(message).to_have_text("Your session has ended. Please reload the page.")
    assert page.evaluate("Bright.ready()") is False
    code = page.evaluate("Bright.courses().catch((error) => [error instanceof Bright.Error, error.code, error.status])")
    assert code == [True, "key_expired", 401]
    assert len([line for line in lines if "but there is none" in line]) == 1


def test_if_the_window_is_blocked_a_link_opens_the_course(site, page):
    """With an extension that blocks windows, `open` returns null even in a click."""
    page.goto(site.show_example("window.open = () => null;"))
    row(page).get_by_role("button", name="Start").click()
    link = row(page).get_by_role("link", name="Open the course")
    expect(link).to_be_visible()
    with page.expect_popup() as opened:
        link.click()
    pass_clouds(opened.value)
    opened.value.locator("#exit").click()
    expect(status(page)).to_have_text("Passed", timeout=10_000)
    expect(link).to_have_count(0)


def test_if_the_browser_blocks_the_window_there_is_a_link_too(site, page):
    """Without a click Chromium opens no window."""
    page.goto(site.show_example(f"Bright.whenStarted.then(() => Bright.launch({sample_guid('clouds')!r}))"))
    expect(page.get_by_role("link", name="Open the course")).to_be_visible()
    assert len(page.context.pages) == 2  # the browser's first page, and this one


def test_another_learners_registration_does_not_seem_to_exist(site, page):
    others, _ = register(Course.objects.get(course_guid=sample_guid("clouds")), "ben@example.com")
    page.goto(site.show_example())
    expect(status(page)).to_have_text("Not started")
    guid = others.registration_guid
    assert page.evaluate("guid => Bright.callApi('registration.json', {registration_guid: guid})", guid) == []
    ask = "wanted => Bright.launch(wanted).catch(({code, status}) => [code, status])"
    assert page.evaluate(ask, {"registration_guid": guid}) == page.evaluate(ask, {"registration_guid": "no such"})
    assert page.evaluate(ask, guid) == ["not_found", 404]
    assert LaunchHistory.objects.count() == 0


def test_jsonp_is_used_if_the_realm_does_not_list_the_site(site, page, academy, context: BrowserContext):
    academy.realm.cors_origins = "https://another.example.com"
    academy.realm.save()
    page.goto(site.show_example())
    expect(status(page)).to_have_text("Not started")
    player = open_by_click(page)
    opened_course(player)
    assert Registration.objects.count() == LaunchHistory.objects.count() == 1
