"""The order of commits, repeated commits, and refusals."""

import itertools
import json

import pytest

from apps.scorm.models import Attempt, CommitLog, LaunchSession, ScoState
from apps.scorm.runtime import commits


def test_it_works(play):
    play.start()
    answer = play.commit(play.core("passed", score={"raw": "80", "min": "0", "max": "100"}), final=True)
    assert (answer.status_code, answer.json()) == (200, {"result": True, "errorCode": 0})
    attempt = play.reread()
    assert (attempt.completion, attempt.success, attempt.score) == ("complete", "passed", 80)
    assert attempt.completed_at and attempt.launch_count == 1 and attempt.first_accessed_at


def test_a_beacon_is_json_by_content(play):
    play.start()
    body = json.dumps({"session": play.session, "commitSequence": 1, "runtimeData": {"cmi": play.core("completed")}})
    assert play.send(body, "text/plain;charset=UTF-8").status_code == 200
    assert play.reread().completion == "complete"


def test_a_repeated_commit_is_stored_once(play):
    play.start()
    for _ in range(3):
        assert play.commit(play.core(), commitSequence=1).json()["result"] is True
    assert CommitLog.objects.count() == 1
    assert play.reread().revision == 2  # the start, and one commit


def test_swapped_closing_commits_leave_the_newer_data(play):
    play.start()
    play.commit(play.core("passed", lesson_location="2"), commitSequence=2, final=True)
    play.commit(play.core("incomplete", lesson_location="1"), commitSequence=1)
    assert play.state.cmi["core"]["lesson_location"] == "2"
    assert play.state.finished and play.reread().success == "passed"
    assert list(CommitLog.objects.order_by("sequence").values_list("accepted", flat=True)) == [False, True]


def test_a_late_whole_commit_fills_in_what_trimmed_ones_omit(play):
    play.start()
    play.commit(play.core("passed"), commitSequence=2, trimmed=True, final=True)
    play.commit(play.core() | {"suspend_data": "x" * 64000, "interactions": {"0": {"id": "q"}}}, commitSequence=1)
    cmi = play.state.cmi
    assert (len(cmi["suspend_data"]), cmi["core"]["lesson_status"]) == (64000, "passed")


def test_a_trimmed_commit_erases_nothing(play):
    play.start()
    play.commit(play.core() | {"interactions": {"0": {"id": "q"}}, "suspend_data": "kept"})
    play.commit(play.core("completed"), trimmed=True, final=True)
    assert play.state.cmi["interactions"] and play.state.cmi["suspend_data"] == "kept"


@pytest.mark.parametrize("order", itertools.permutations(range(4)))
def test_any_order_of_arrival_gives_the_same_result(play, order):
    play.start()
    bodies = [
        (play.core(lesson_location="1") | {"suspend_data": "a"}, {}),
        (play.core(lesson_location="2") | {"suspend_data": "b", "comments": "c"}, {}),
        (play.core(lesson_location="3"), {"trimmed": True}),
        (play.core("passed", lesson_location="4"), {"trimmed": True, "final": True}),
    ]
    for index in order:
        play.commit(bodies[index][0], commitSequence=index + 1, **bodies[index][1])
    cmi = play.state.cmi
    assert (cmi["core"]["lesson_location"], cmi["suspend_data"], cmi["comments"]) == ("4", "b", "c")
    assert play.reread().success == "passed" and play.last_session.ended_by == "finish"


def test_a_later_session_wins_over_an_earlier_one(play):
    play.start()
    first = play.session
    play.commit(play.core(lesson_location="old"))
    play.start()
    play.commit(play.core(lesson_location="new"))
    play.session = first
    assert play.commit(play.core(lesson_location="late"), commitSequence=9).status_code == 200
    assert play.state.cmi["core"]["lesson_location"] == "new"


def test_the_earlier_session_still_counts_until_the_later_one_commits(play):
    play.start()
    first = play.session
    play.start()
    play.session = first
    play.commit(play.core(lesson_location="closing beacon"), commitSequence=5)
    assert play.state.cmi["core"]["lesson_location"] == "closing beacon"


def test_a_session_of_another_launch_is_refused(new_play):
    mine, other = new_play(), new_play()
    mine.start()
    other.start()
    mine.session = other.session
    assert mine.commit(mine.core("passed")).status_code == 404
    assert not ScoState.objects.exists()


def test_a_review_is_not_recorded(new_play):
    play = new_play(options={"review": True})
    assert play.start()["cmi"]["core"]["lesson_mode"] == "review"
    assert play.commit(play.core("passed"), final=True).json()["result"] is True
    assert not LaunchSession.objects.exists() and play.reread().revision == 0


def test_what_the_database_cannot_hold_is_replaced(play):
    play.start()
    body = {"session": play.session, "commitSequence": 1, "runtimeData": {"cmi": {"suspend_data": "a\0b\ud83d"}}}
    assert play.send(json.dumps(body)).status_code == 200
    assert play.state.cmi["suspend_data"] == "a�b�"


GOOD = {"session": "s", "commitSequence": 1, "runtimeData": {"cmi": {}}}
HOSTILE = {
    "empty": b"",
    "not JSON": b"{",
    "a list": b"[]",
    "null": b"null",
    "not UTF-8": b'{"session":"\xff"}',
    "nested too deep": b"[" * 100_000 + b"]" * 100_000,
    "NaN": json.dumps(GOOD).replace("{}", '{"score": NaN}').encode(),
    "infinite": json.dumps(GOOD).replace("{}", '{"score": 1e999}').encode(),
    "a number of 10,000 digits": json.dumps(GOOD).replace("{}", '{"score": %s}' % ("9" * 10_000)).encode(),
    "no session": json.dumps({**GOOD, "session": None}).encode(),
    "sequence as text": json.dumps({**GOOD, "commitSequence": "1"}).encode(),
    "sequence zero": json.dumps({**GOOD, "commitSequence": 0}).encode(),
    "sequence too large": json.dumps({**GOOD, "commitSequence": 2**31}).encode(),
    "sequence true": json.dumps({**GOOD, "commitSequence": True}).encode(),
    "no cmi": json.dumps({**GOOD, "runtimeData": {}}).encode(),
    "cmi as text": json.dumps({**GOOD, "runtimeData": {"cmi": "x"}}).encode(),
    "runtime data as list": json.dumps({**GOOD, "runtimeData": []}).encode(),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_malformed_commit_is_refused(play, body):
    play.start()
    answer = play.send(body)
    assert (answer.status_code, answer.json()) == (400, {"result": False, "errorCode": 101, "reason": "malformed"})
    assert not CommitLog.objects.exists()


@pytest.mark.parametrize("cmi", [{"core": "text"}, {"core": {"score": []}}, {"core": {"score": {"raw": {}}}}, {"0": 1}])
def test_cmi_of_the_wrong_shape_is_stored_and_has_no_effect(play, cmi):
    play.start()
    assert play.commit(cmi).status_code == 200
    assert play.state.cmi == cmi and play.reread().score is None


def test_a_body_over_two_megabytes_is_refused(play):
    play.start()
    assert play.commit({"suspend_data": "x" * commits.MAX_BYTES}).status_code == 413
    assert play.commit({"suspend_data": "x" * (commits.MAX_BYTES - 1000)}).status_code == 200


def test_another_origin_is_refused(play, settings):
    play.start()
    body = json.dumps({**GOOD, "session": play.session})
    assert play.send(body, HTTP_ORIGIN="https://evil.example").status_code == 403
    assert play.send(body, HTTP_ORIGIN="null").status_code == 403
    assert play.send(body, HTTP_ORIGIN=settings.BRIGHT_BASE_URL).status_code == 403
    assert play.send(body, HTTP_ORIGIN=settings.BRIGHT_CONTENT_URL).status_code == 200


def test_commits_must_be_posted(play):
    assert play.client.get(f"/commit/{play.token}").status_code == 405


def test_a_package_of_several_scos_is_complete_when_all_are(new_play):
    play = new_play(scos=2)
    play.start()
    play.commit(play.core("passed", score={"raw": "70"}), final=True)
    attempt = Attempt.objects.get()
    assert (attempt.completion, attempt.success, attempt.score) == ("incomplete", "passed", 70)
