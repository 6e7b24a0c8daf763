"""How much one launch, and one registration, may send, and how much of that is kept."""

import random
from datetime import timedelta

import pytest
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from apps.scorm import tasks
from apps.scorm.models import Attempt, CommitLog, LaunchSession
from apps.scorm.runtime import commits, launches, limits
from tests.scorm_runtime.conftest import Play


def a_minute_passes() -> None:
    Attempt.objects.update(window_started_at=timezone.now() - limits.WINDOW)


def test_commits_are_counted_over_all_sessions_and_launches_of_a_registration(play, browser, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COMMITS", 3 * limits.START + 3)
    again = Play(browser, play.attempt)
    play.start()
    play.start()
    again.start()
    assert [played.commit(played.core()).status_code for played in (play, again, play)] == [200] * 3
    refused = again.commit(again.core())
    assert (refused.status_code, refused.json()["reason"]) == (429, "rate")
    assert again.client.post(f"{again.path}start").status_code == 429
    a_minute_passes()
    assert again.commit(again.core()).status_code == 200


def test_bytes_are_counted(play, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 5_000)
    play.start()
    data = {"suspend_data": "x" * 2_000}
    assert [play.commit(data).status_code for _ in range(3)] == [200, 200, 429]
    a_minute_passes()
    assert play.commit(data).status_code == 200


def test_a_clock_that_was_set_back_locks_nobody_out(play, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COMMITS", limits.START)
    play.start()
    assert play.commit(play.core()).status_code == 429
    Attempt.objects.update(window_started_at=timezone.now() + timedelta(days=1))
    assert play.commit(play.core()).status_code == 200


def test_trimmed_commits_cannot_pile_up(play, monkeypatch):
    monkeypatch.setattr(commits, "MAX_STORED", 5_000)
    play.start()
    answers = [play.commit({f"x{number}": "y" * 2_000}, trimmed=True).status_code for number in range(4)]
    assert answers == [200, 200, 413, 413] and len(play.state.cmi) == 2


def logged(play) -> int:
    return CommitLog.objects.filter(session__launch__attempt=play.attempt).count()


def test_the_log_keeps_the_newest_commits_whatever_the_number_of_sessions(play):
    for _ in range(5):
        play.start()
        for number in range(40):
            assert play.commit(play.core(lesson_location=str(number))).status_code == 200
    assert limits.KEPT_COMMITS <= logged(play) < limits.KEPT_COMMITS + limits.PRUNE_EVERY
    assert play.state.cmi["core"]["lesson_location"] == "39"


def test_the_log_is_pruned_in_any_rhythm_of_starts_and_commits(play):
    play.start()
    for _ in range(limits.KEPT_COMMITS + 20):
        play.start()
        play.commit(play.core())
        Attempt.objects.update(window_commits=0)
    assert logged(play) <= limits.KEPT_COMMITS + 1


def test_the_log_keeps_a_number_of_bytes(play, monkeypatch):
    monkeypatch.setattr(limits, "KEPT_BYTES", 20_000)
    play.start()
    for _ in range(40):
        play.commit({"suspend_data": random.randbytes(2_000).hex()})
    kept = CommitLog.objects.aggregate(total=Sum(Length("body")))["total"]
    assert kept < 20_000 + limits.PRUNE_EVERY * 4_000


def test_a_repeated_commit_that_the_log_has_lost_changes_nothing(play):
    play.start()
    for number in range(limits.KEPT_COMMITS + 30):
        play.commit(play.core(lesson_location=str(number)))
    revision, newest = play.reread().revision, play.sequence
    assert play.last_session.pruned_sequence > 10
    assert play.commit(play.core(lesson_location="old"), commitSequence=5).json()["result"] is True
    assert (play.reread().revision, play.state.cmi["core"]["lesson_location"]) == (revision, str(newest - 1))
    after = {"after": {"session": play.session, "sequences": [5, newest]}}
    assert "session" in play.client.post(f"{play.path}start", after, content_type="application/json").json()


def test_a_page_whose_commits_the_log_has_lost_falls_silent_with_its_time(play):
    play.start()
    first = play.last_session.pk
    LaunchSession.objects.update(started_at=timezone.now() - timedelta(minutes=30))
    play.commit(play.core(session_time="00:00:07"))
    play.start()
    for _ in range(limits.KEPT_COMMITS + 20):
        play.commit(play.core())
    LaunchSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=3))
    tasks.end_silent_sessions()
    session = LaunchSession.objects.get(pk=first)
    assert (session.ended_by, session.seconds) == ("silence", 7)


def test_an_expired_launch_ends_when_it_was_last_seen(new_play):
    opened, unopened = new_play(), new_play()
    opened.start()
    opened.commit(opened.core())
    for play in (opened, unopened):
        type(play.launch).objects.filter(pk=play.launch.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tasks.end_expired_launches() == 2 and tasks.end_expired_launches() == 0
    for play in (opened, unopened):
        play.launch.refresh_from_db()
    assert opened.launch.ended_at == opened.last_session.last_seen_at
    assert unopened.launch.ended_at == unopened.launch.expires_at
    assert "expired" in opened.client.get(opened.path).content.decode()


@pytest.mark.parametrize("final", [False, True])
def test_most_commits_do_not_write_the_launch(play, final):
    play.start()
    before = type(play.launch).objects.values_list("expires_at", flat=True).get()
    play.commit(play.core(), final=final)
    after = type(play.launch).objects.values_list("expires_at", flat=True).get()
    assert (before == after) is not final
    assert launches.exits([play.launch.pk])[play.launch.pk] == (play.last_session.ended_at if final else None)
