"""A launch URL opens in the first browser that opens it, and in no other; that browser is never locked out.

Why, and what "the same browser" is: docs/decisions/0025-a-launch-is-bound-to-a-browser.md.
"""

import pytest
from playwright.sync_api import expect

START = "API.LMSInitialize('');"
ELSEWHERE = "This link was opened in another browser"


def test_another_browser_is_refused(new_course, page, browser, picture):
    course = new_course(START)
    url = course.launch()
    page.goto(url)
    course.frame(page)
    stranger = browser.new_context(viewport={"width": 390, "height": 700}).new_page()
    stranger.goto(url)
    expect(stranger.get_by_role("heading", name=ELSEWHERE)).to_be_visible()
    expect(stranger.get_by_role("button")).to_have_count(0)
    picture(stranger, "elsewhere")
    page.reload()
    course.frame(page)


def test_a_reload_and_a_second_tab_open_again(new_course, page, context):
    course = new_course(START)
    url = course.launch()
    page.goto(url)
    course.frame(page)
    page.reload()
    course.frame(page)
    second = context.new_page()
    second.goto(url)
    course.frame(second)


def test_after_the_tab_was_killed_the_same_way_leads_back(new_course, page, context):
    course = new_course(START)
    url = course.launch()
    page.goto(url)
    course.frame(page)
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(url)
    course.frame(again)


@pytest.mark.parametrize("clear", ["localStorage", "sessionStorage"])
def test_a_course_that_empties_the_storage_locks_nobody_out(new_course, page, context, clear):
    course = new_course(START + "localStorage.clear(); sessionStorage.clear();")
    url = course.launch()
    page.goto(url)
    course.frame(page)
    page.reload()
    course.frame(page)
    course.frame(page).evaluate(f"{clear}.clear()")
    second = context.new_page()
    second.goto(url)
    course.frame(second)


def test_without_storage_a_reload_still_opens(new_course, page):
    course = new_course(START)
    for name in ("localStorage", "sessionStorage"):
        page.add_init_script(f"Object.defineProperty(window, '{name}', {{ get() {{ throw new Error('off'); }} }});")
    page.goto(course.launch())
    course.frame(page)
    page.reload()
    course.frame(page)
    page.goto("about:blank")
    page.go_back()
    course.frame(page)


def test_two_launches_in_one_browser(new_course, page):
    course = new_course(START)
    course.play(page)
    course.play(page)
