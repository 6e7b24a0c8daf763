"""However a visit ends, the next one continues where it was."""

import contextlib
import os
import signal

import pytest
from playwright.sync_api import expect

from apps.scorm import tasks
from apps.scorm.models import LaunchSession
from tests.live import CHROMIUM_FLAGS, chromium
from tests.player.conftest import eventually
from tests.player.courses import course_2004

# Records what it was started with; `turn(place)` goes to another page.
PAGES = """
API.LMSInitialize('');
window.entry = API.LMSGetValue('cmi.core.entry');
window.place = API.LMSGetValue('cmi.core.lesson_location');
window.data = API.LMSGetValue('cmi.suspend_data');
window.total = API.LMSGetValue('cmi.core.total_time');
window.turn = (place) => {
  API.LMSSetValue('cmi.core.lesson_status', 'incomplete');
  API.LMSSetValue('cmi.core.lesson_location', String(place));
  API.LMSSetValue('cmi.suspend_data', 'data of ' + place);
};
"""


def seen(frame) -> tuple[str, str, str]:
    return tuple(frame.evaluate("[window.entry, window.place, window.data]"))


def test_the_first_visit_starts_at_the_beginning(new_course, page):
    course = new_course(PAGES)
    assert seen(course.play(page)) == ("ab-initio", "", "")


@pytest.mark.parametrize("ask_the_content", [True, False])
def test_a_visit_after_the_tab_was_closed_resumes(new_course, context, page, ask_the_content):
    course = new_course(PAGES)
    course.play(page).evaluate("turn(7)")
    page.close(run_before_unload=ask_the_content)
    assert eventually(lambda: course.cmi.get("suspend_data") == "data of 7")
    assert seen(course.play(context.new_page())) == ("resume", "7", "data of 7")


def test_a_visit_after_the_browser_was_killed_resumes(new_course, browser, page):
    course = new_course(PAGES)
    launch = course.launch()
    other_browser = browser.browser_type.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
    doomed = other_browser.new_page()
    doomed.goto(launch)
    course.frame(doomed).evaluate("turn(5)")
    expect(doomed.locator("#save-text")).to_have_text("Saved")
    assert eventually(lambda: course.cmi.get("suspend_data") == "data of 5", 8)
    kill(other_browser)
    assert seen(course.play(page)) == ("resume", "5", "data of 5")


def kill(browser) -> None:
    """Kill all processes of the browser, so that it can't send anything more."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    browser_first = sorted(processes, key=lambda process: process["type"] != "browser")
    for process in browser_first:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process["id"], signal.SIGKILL)


@pytest.mark.parametrize("finish", ["", "addEventListener('unload', () => { turn(9); API.LMSFinish(''); });"])
def test_a_reload_continues(new_course, page, finish):
    course = new_course(PAGES + finish)
    course.play(page).evaluate("turn(3)")
    expected = "9" if finish else "3"
    for _ in range(3):
        page.reload()
        assert seen(course.frame(page)) == ("resume", expected, f"data of {expected}")
    assert course.result.launch_count == 1
    assert LaunchSession.objects.count() == 4


def test_an_empty_exit_keeps_the_bookmark(new_course, context, page):
    course = new_course(PAGES)
    course.play(page).evaluate("turn(4); API.LMSSetValue('cmi.core.exit', ''); API.LMSFinish('')")
    page.close()
    assert seen(course.play(context.new_page())) == ("resume", "4", "data of 4")


def test_a_closed_tab_is_ended_by_silence_and_its_time_is_counted(new_course, page, monkeypatch):
    course = new_course(PAGES)
    course.play(page).evaluate("turn(2)")
    page.wait_for_timeout(1100)
    page.close()
    session = eventually(lambda: LaunchSession.objects.filter(commits__snapshot=True).first())
    monkeypatch.setattr(tasks, "SILENCE", tasks.SILENCE * 0)
    assert eventually(tasks.end_silent_sessions) == 1
    session.refresh_from_db()
    assert session.ended_by == "silence" and 1 <= course.result.seconds < 20


def test_a_2004_course_resumes_with_its_objectives_and_interactions(new_course, context, page):
    script = """
    API.Initialize('');
    window.seen = ['entry', 'location', 'suspend_data', 'objectives._count', 'interactions._count', 'total_time']
      .map((name) => API.GetValue('cmi.' + name));
    window.work = () => {
      API.SetValue('cmi.location', '3'); API.SetValue('cmi.suspend_data', 'half');
      API.SetValue('cmi.objectives.0.id', 'own'); API.SetValue('cmi.objectives.0.score.scaled', '0.5');
      API.SetValue('cmi.interactions.0.id', 'q'); API.SetValue('cmi.interactions.0.type', 'choice');
      API.SetValue('cmi.interactions.0.correct_responses.0.pattern', 'a[,]b');
      API.SetValue('cmi.interactions.0.learner_response', 'a');
      API.SetValue('cmi.exit', 'suspend'); API.SetValue('cmi.session_time', 'PT2S'); API.Terminate('');
    };"""
    course = new_course(script, course_2004)
    frame = course.play(page)
    assert frame.evaluate("window.seen") == ["ab-initio", "", "", "0", "0", "PT0H0M0S"]
    frame.evaluate("work()")
    page.close()
    frame = course.play(context.new_page())
    assert frame.evaluate("window.seen") == ["resume", "3", "half", "1", "1", "PT0H0M2S"]


def test_what_could_not_be_saved_is_saved_once_the_server_is_back(new_course, context, page):
    course = new_course(PAGES)
    frame = course.play(page)
    context.set_offline(True)
    assert frame.evaluate("turn(6); API.LMSCommit('')") == "false"
    expect(page.locator("#save-text")).to_have_text("Not saved – trying again")
    context.set_offline(False)
    expect(page.locator("#save-text")).to_have_text("Saved")
    assert course.cmi["suspend_data"] == "data of 6"
