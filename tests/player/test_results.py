"""What the learner does is stored, however the course ends."""

from playwright.sync_api import expect

from tests.player.conftest import eventually
from tests.player.courses import course_2004

START = "API.LMSInitialize('');"
FINISH = "API.LMSFinish('');"


def passing(score: int = 90) -> str:
    return (
        f"API.LMSSetValue('cmi.core.score.raw', '{score}'); API.LMSSetValue('cmi.core.lesson_status', 'passed');"
        "API.LMSSetValue('cmi.core.session_time', '00:00:01');"
    )


def test_a_course_that_finishes_by_itself_is_passed(new_course, page):
    course = new_course(START + passing() + FINISH)
    course.play(page)
    assert eventually(lambda: course.result.success == "passed")
    assert (course.result.completion, course.result.score, course.state.finished) == ("complete", 90, True)


def test_a_2004_course_is_passed_by_its_score(new_course, page):
    terms = (
        '<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="PRIMARY" satisfiedByMeasure="true">'
        "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective>"
        "</imsss:objectives></imsss:sequencing>"
    )
    script = (
        "API.Initialize(''); window.objective = API.GetValue('cmi.objectives.0.id');"
        "API.SetValue('cmi.score.scaled', '0.85'); API.SetValue('cmi.completion_status', 'completed');"
        "API.SetValue('cmi.session_time', 'PT1S'); API.Terminate('');"
    )
    course = new_course(script, course_2004, terms=terms)
    frame = course.play(page)
    assert eventually(lambda: course.result.success == "passed")
    assert (course.result.completion, course.result.score) == ("complete", 85)
    assert frame.evaluate("window.objective") == "PRIMARY"


def test_a_2004_course_is_failed_by_its_score(new_course, page):
    script = (
        "API.Initialize(''); API.SetValue('cmi.score.scaled', '0.2'); API.SetValue('cmi.success_status', 'failed');"
        "API.SetValue('cmi.completion_status', 'completed'); API.Terminate('');"
    )
    course = new_course(script, course_2004)
    course.play(page)
    assert eventually(lambda: course.result.success == "failed")
    assert course.result.score == 20


def test_a_course_that_finishes_on_unload_is_passed_when_the_tab_is_closed(new_course, page):
    course = new_course(START + "addEventListener('unload', () => {" + passing() + FINISH + "});")
    course.play(page)
    page.close(run_before_unload=True)
    assert eventually(lambda: course.state and course.state.finished)
    assert course.result.success == "passed"


def test_a_course_that_finishes_on_unload_is_passed_by_the_exit_button(new_course, page):
    course = new_course(START + "addEventListener('unload', () => {" + passing() + FINISH + "});")
    course.play(page)
    page.get_by_role("button", name="Exit").click()
    expect(page.get_by_role("heading", name="Your progress is saved.")).to_be_visible()
    assert course.state.finished and course.result.success == "passed"


def test_a_course_that_never_finishes_is_finished_by_the_exit_button(new_course, page):
    course = new_course(START + passing())
    course.play(page)
    page.get_by_role("button", name="Exit").click()
    expect(page.get_by_role("heading", name="Your progress is saved.")).to_be_visible()
    assert course.state.finished and course.result.success == "passed"


def test_a_course_that_never_sets_a_status_is_completed(new_course, page):
    course = new_course(START + FINISH)
    course.play(page)
    assert eventually(lambda: course.result.completion == "complete")
    assert (course.result.success, course.result.score) == ("unknown", None)
    assert course.cmi["core"]["lesson_status"] == "not attempted"


def test_a_score_below_mastery_fails(new_course, page):
    terms = "<adlcp:masteryscore>80</adlcp:masteryscore>"
    course = new_course(
        START + "API.LMSSetValue('cmi.core.score.raw', '50'); API.LMSSetValue('cmi.core.lesson_status', 'completed');"
        "window.mastery = API.LMSGetValue('cmi.student_data.mastery_score');" + FINISH,
        terms=terms,
    )
    frame = course.play(page)
    assert eventually(lambda: course.result.success == "failed")
    assert frame.evaluate("window.mastery") == "80"


def test_a_status_is_saved_soon_without_a_commit(new_course, page):
    course = new_course(START + passing())
    course.play(page)
    assert eventually(lambda: course.result.success == "passed", 3)
    assert not course.state.finished
    expect(page.locator("#save-text")).to_have_text("Saved")


# Sends everything while the page closes, when all pending beacons together may have at most 64 KiB.
LARGE_WORK_ON_UNLOAD = """
API.Initialize('');
addEventListener('unload', () => {
  API.SetValue('cmi.suspend_data', 'x'.repeat(64000));
  for (let i = 0; i < 60; i++) {
    API.SetValue(`cmi.interactions.${i}.id`, 'q' + i);
    API.SetValue(`cmi.interactions.${i}.type`, 'choice');
    API.SetValue(`cmi.interactions.${i}.learner_response`, 'a');
  }
  API.SetValue('cmi.completion_status', 'completed');
  API.SetValue('cmi.success_status', 'passed');
  API.SetValue('cmi.score.scaled', '1');
  API.Commit('');
  API.Terminate('');
});
"""


def test_closing_the_tab_saves_bookmark_and_status_of_large_data(new_course, page):
    """Sixty interactions and 64 kB: the interactions may be lost with the tab, bookmark and status may not."""
    course = new_course(LARGE_WORK_ON_UNLOAD, course_2004)
    course.play(page)
    expect(page.locator("#save-text")).to_have_text("Saved")
    page.close(run_before_unload=True)
    assert eventually(lambda: course.state and course.state.finished)
    assert eventually(lambda: len(course.cmi["suspend_data"]) == 64000)
    assert course.result.success == "passed"


def test_the_exit_button_saves_all_of_large_data(new_course, page):
    course = new_course(LARGE_WORK_ON_UNLOAD, course_2004)
    course.play(page)
    page.get_by_role("button", name="Exit").click()
    expect(page.get_by_role("heading", name="Your progress is saved.")).to_be_visible()
    assert course.state.finished
    assert (len(course.cmi["suspend_data"]), len(course.cmi["interactions"])) == (64000, 60)
