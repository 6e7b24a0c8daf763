"""The signal to registrations, the periodic tasks, and the reports."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from apps.scorm import tasks
from apps.scorm.models import Attempt, CommitLog, LaunchSession
from apps.scorm.reporting.activity_tree import activity_tree
from apps.scorm.reporting.report import course_result, registration_report
from apps.scorm.signals import attempt_committed


@pytest.fixture
def received():
    """A list of what a receiver of the signal gets. The receiver raises while `received.fails` is set."""

    class Received(list):
        fails = False

        def receive(self, registration_ref, **_):
            self.append((registration_ref, Attempt.objects.get(registration_ref=registration_ref).success))
            if self.fails:
                raise RuntimeError("not available")

    received = Received()
    attempt_committed.connect(received.receive, weak=False)
    return received


def test_the_signal_is_sent_once_a_commit_is_stored(play, received):
    play.start()
    play.commit(play.core("passed"), final=True)
    assert received[-1] == (play.attempt.registration_ref, "passed")
    assert play.reread().reported_revision == play.attempt.revision == 2


def make_due() -> None:
    Attempt.objects.exclude(report_due_at=None).update(report_due_at=timezone.now())
    Attempt.objects.update(updated_at=timezone.now() - timedelta(minutes=1))


def test_if_a_receiver_fails_the_commit_is_kept_and_the_signal_sent_again(play, received):
    received.fails = True
    play.start()
    assert play.commit(play.core("passed"), final=True).json()["result"] is True
    assert play.reread().reported_revision == 0
    assert tasks.report_waiting_attempts() == 0, "too soon"
    make_due()
    assert tasks.report_waiting_attempts() == 1 and play.reread().reported_revision == 0
    received.fails = False
    make_due()
    assert tasks.report_waiting_attempts() == 1 and play.reread().reported_revision == 2
    assert tasks.report_waiting_attempts() == 0


def test_one_failing_row_does_not_block_the_others(new_play, received):
    plays = [new_play() for _ in range(3)]
    Attempt.objects.update(revision=1, updated_at=timezone.now() - timedelta(minutes=1))
    received.fails = True
    tasks.report_waiting_attempts()
    assert {ref for ref, _ in received} == {play.attempt.registration_ref for play in plays}


def seen_ago(play, **ago) -> None:
    seen = timezone.now() - timedelta(**ago)
    LaunchSession.objects.filter(pk=play.last_session.pk).update(
        last_seen_at=seen, started_at=seen - timedelta(seconds=30)
    )


def test_a_hidden_session_ends_after_silence(play):
    play.start()
    play.commit(play.core("incomplete"), snapshot=True)
    seen_ago(play, seconds=60)
    assert tasks.end_silent_sessions() == 0
    seen_ago(play, minutes=3)
    assert tasks.end_silent_sessions() == 1
    assert play.last_session.ended_by == "silence" and play.reread().seconds == pytest.approx(30, abs=1)
    assert play.start()["cmi"]["core"]["entry"] == "resume"


def test_a_visible_session_does_not_end(play):
    play.start()
    play.commit(play.core())
    seen_ago(play, minutes=30)
    assert tasks.end_silent_sessions() == 0


def test_a_silent_session_continues_with_the_next_commit(play):
    play.start()
    play.commit(play.core(), snapshot=True)
    seen_ago(play, minutes=3)
    tasks.end_silent_sessions()
    play.commit(play.core("passed"), final=True)
    assert play.last_session.ended_by == "finish" and play.reread().success == "passed"


def test_total_time_never_shrinks_and_is_limited_by_the_elapsed_time(play):
    play.start()
    play.commit(play.core(session_time="9999:00:00"))
    assert 60 <= play.reread().seconds <= 62
    play.commit(play.core(session_time="00:00:01"))
    assert play.reread().seconds >= 60
    play.start()
    play.commit(play.core(session_time="00:00:10"))
    assert 70 <= play.reread().seconds <= 72


def test_logged_commits_are_pruned_by_age(play):
    play.start()
    play.commit(play.core())
    play.commit(play.core())
    CommitLog.objects.filter(sequence=1).update(received_at=timezone.now() - timedelta(days=100))
    assert tasks.prune_commit_logs(days=90) == 1
    assert CommitLog.objects.get().sequence == 2


def report(play, format: str):
    text = registration_report(format, regid="R & <1>", instanceid=0, course=activity_tree(play.reread()))
    return ElementTree.fromstring(text)


def test_the_course_report_before_the_first_launch(play):
    text = course_result(regid="R", instanceid=0, course=activity_tree(play.attempt))
    assert text == (
        '<?xml version="1.0" encoding="utf-8" ?>\n<rsp stat="ok"><registrationreport format="course" regid="R" '
        'instanceid="0"><complete>unknown</complete><success>unknown</success><totaltime>0</totaltime>'
        "<score>unknown</score></registrationreport></rsp>"
    )


def test_the_course_report(play):
    play.start()
    play.commit(
        play.core("failed", score={"raw": "13", "min": "0", "max": "15"}, session_time="00:00:09.6"), final=True
    )
    element = report(play, "course")
    assert element.attrib == {"format": "course", "regid": "R & <1>", "instanceid": "0"}
    assert [(each.tag, each.text) for each in element] == [
        ("complete", "complete"), ("success", "failed"), ("totaltime", "9"), ("score", "86.67"),
    ]  # fmt: skip


def test_the_activity_report(play):
    play.start()
    play.commit(play.core("passed", session_time="00:00:04.47"), final=True)
    course = report(play, "activity").find("activity")
    assert [each.tag for each in course] == ["title", "attempts", "complete", "success", "time", "score", "children"]
    sco = course.find("children/activity")
    assert sco.get("id") == "item_0" and sco.findtext("time") == "0000:00:04.47" and len(sco.find("children")) == 0


FULL = {
    "completion_status": "completed",
    "success_status": "passed",
    "exit": "suspend",
    "entry": "ab-initio",
    "credit": "credit",
    "mode": "normal",
    "location": "bad \x01 character",
    "suspend_data": "a ]]> b & <c>",
    "score": {"scaled": "0.9", "raw": "9", "min": "0", "max": "10"},
    "learner_id": "ann",
    "objectives": {"0": {"id": "o1", "success_status": "passed", "score": {"scaled": "1"}}},
    "comments_from_learner": {"0": {"comment": "nice", "location": "1"}},
    "interactions": {
        str(number): {"id": f"q{number}", "type": "choice", "learner_response": "a", "objectives": {"0": {"id": "o1"}},
                      "correct_responses": {"0": {"pattern": "a[,]b"}}}
        for number in (0, 2, 10)
    },
}  # fmt: skip


def test_the_full_report_of_2004(new_play):
    play = new_play("scorm_2004_4th_edition")
    play.start()
    play.commit(FULL, final=True)
    activity = report(play, "full").find("activity/children/activity")
    assert (activity.findtext("satisfied"), activity.findtext("suspended")) == ("true", "true")
    assert activity.findtext("objectives/objective/normalizedmeasure") == "0.9"
    runtime = activity.find("runtime")
    assert [each.get("id") for each in runtime.findall("interactions/interaction")] == ["q0", "q2", "q10"]
    assert runtime.find("interactions/interaction/correct_responses/response").get("id") == "a[,]b"
    assert runtime.findtext("suspend_data") == "a ]]> b & <c>" and runtime.findtext("location") == "bad  character"
    assert (runtime.findtext("exit"), runtime.findtext("entry")) == ("Suspend", "AbInitio")
    assert runtime.findtext("static/time_limit_action") == "Undefined"


def test_the_full_report_of_12_and_its_cdata(play):
    play.start()
    core = play.core("passed", student_id="ann", lesson_location="3", score={"raw": "7"})
    interaction = {"id": "q", "time": "12:00:00", "student_response": "b"}
    play.commit({**core, "suspend_data": "<s>", "interactions": {"0": interaction}}, final=True)
    text = registration_report("full", regid="R", instanceid=0, course=activity_tree(play.reread()))
    assert re.search(r"<suspend_data><!\[CDATA\[<s>\]\]></suspend_data>", text)
    runtime = ElementTree.fromstring(text).find(".//runtime")
    assert runtime.findtext("interactions/interaction/timestamp") == "12:00:00"
    assert runtime.findtext("interactions/interaction/learner_response") == "b"
    assert (runtime.findtext("score_raw"), runtime.findtext("location")) == ("7", "3")
