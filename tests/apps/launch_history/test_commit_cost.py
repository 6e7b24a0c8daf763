"""How many statements a commit costs: the learner's browser stands still until it is answered."""

from apps.registration.models import Registration
from tests.apps.launch_history.embedded import Visit


def test_a_commit_is_answered_before_it_is_reported(registration: Registration) -> None:
    """It was 28 statements before the answer, and none after it."""
    for _ in range(5):
        Visit(registration)  # further launches change nothing
    visit = Visit(registration)
    visit.start()
    visit.commit()
    visit.commit("passed")
    print(f"statements of a commit before its answer: {len(visit.before)}, after it: {len(visit.after)}")
    assert len(visit.before) <= 10, "\n".join(visit.before)
    assert len(visit.after) <= 14, "\n".join(visit.after)
    assert Registration.objects.get().success == "passed"


def test_the_contents_own_finish_is_reported_before_the_answer(registration: Registration) -> None:
    """Whoever waits for the end of the course reads the result next."""
    visit = Visit(registration)
    visit.start()
    visit.commit("passed", final=True)
    assert not visit.after


def test_exit_reports_what_no_commit_has_reported(registration: Registration, monkeypatch) -> None:
    visit = Visit(registration)
    visit.start()
    with monkeypatch.context() as patch:
        patch.setattr("apps.scorm.player.views.ReportingResponse.close", lambda self: None)  # the process is killed
        visit.commit("passed")
    assert Registration.objects.get().success == "unknown"
    visit.end()
    assert Registration.objects.get().success == "passed"
