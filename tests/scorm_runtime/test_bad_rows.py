"""A row that nothing can be done with holds up no other (docs/contract/reliability.md, "Faults", F20)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.scorm import tasks
from apps.scorm.models import Attempt, CommitLog, LaunchSession
from apps.scorm.runtime import attempts
from apps.scorm.signals import attempt_committed
from server import health_checks

LONG_AGO = timezone.now() - timedelta(hours=3)


@pytest.fixture
def bad() -> set[str]:
    """The attempts of these registrations can't be reported."""
    refused: set[str] = set()

    def receive(registration_ref, **_):
        if registration_ref in refused:
            raise KeyError(registration_ref)

    attempt_committed.connect(receive, weak=False)
    return refused


def waits(play) -> timedelta:
    return play.reread().report_due_at - timezone.now()


def test_attempts_that_cannot_be_reported_do_not_starve_the_others(new_play, bad, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    plays = [new_play() for _ in range(4)]
    bad.update(play.attempt.registration_ref for play in plays[:3])
    for number, play in enumerate(plays):  # the bad ones are the oldest
        Attempt.objects.filter(pk=play.attempt.pk).update(
            revision=1, updated_at=LONG_AGO, last_accessed_at=LONG_AGO + timedelta(seconds=number)
        )
    for _ in range(2):
        tasks.report_waiting_attempts()
    assert plays[3].reread().reported_revision == 1
    assert tasks.report_waiting_attempts() == 0  # put aside
    delays = []
    for _ in range(12):
        Attempt.objects.update(report_due_at=timezone.now(), updated_at=LONG_AGO)
        tasks.report_waiting_attempts()
        tasks.report_waiting_attempts()
        delays.append(round(waits(plays[0]).total_seconds()))
    assert delays[:2] == [20, 40] and delays[-1] == 3600
    assert health_checks.bad_rows()[0] == health_checks.WARN
    bad.clear()
    plays[0].start()
    assert (plays[0].reread().report_errors, plays[0].attempt.report_due_at) == (0, None)


def test_without_bad_rows_the_doctor_is_content(db):
    assert health_checks.bad_rows()[0] == health_checks.OK


def test_sessions_that_cannot_be_ended_do_not_starve_the_others(new_play, monkeypatch, caplog):
    monkeypatch.setattr(tasks, "BATCH", 2)
    plays = [new_play() for _ in range(4)]
    for number, play in enumerate(plays):
        play.start()
        play.commit(play.core(), snapshot=True)
        LaunchSession.objects.filter(pk=play.last_session.pk).update(last_seen_at=LONG_AGO + timedelta(seconds=number))
    CommitLog.objects.filter(session__launch__in=[play.launch.pk for play in plays[:3]]).update(body=b"damaged")
    for _ in range(2):
        tasks.end_silent_sessions()
    assert [play.last_session.ended_by for play in plays] == ["failed"] * 3 + ["silence"]
    assert plays[0].last_session.ended_at == plays[0].last_session.last_seen_at
    assert caplog.text.count("could not be ended properly") == 3
    plays[0].commit(plays[0].core("passed"))
    assert plays[0].last_session.ended_at is None and plays[0].reread().success == "passed"


def test_a_report_that_fails_is_not_reported(play, bad):
    bad.add(play.attempt.registration_ref)
    play.start()
    assert list(attempts.unreported_attempts()) == []
    assert play.reread().report_errors == 1
