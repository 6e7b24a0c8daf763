"""When a launch ends, however that is: `exited_at` in the launch history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.launch_history.models import LaunchHistory
from apps.launch_history.tasks import record_exits
from apps.registration.models import Registration
from apps.scorm import tasks
from apps.scorm.models import Launch, LaunchSession
from tests.apps.launch_history.embedded import Visit, statements


def exited_at():
    return LaunchHistory.objects.latest("pk").exited_at


@pytest.fixture
def visit(registration: Registration) -> Visit:
    visit = Visit(registration)
    visit.start()
    visit.commit()
    assert exited_at() is None
    return visit


def test_by_the_exit_button(visit: Visit) -> None:
    visit.end()
    assert exited_at() == Launch.objects.get().ended_at


def test_by_the_contents_finish(visit: Visit) -> None:
    visit.commit("passed", final=True)
    assert exited_at() == LaunchSession.objects.get().ended_at


def close_the_tab(visit: Visit) -> None:
    """With its X: the last that is heard of the page is that it was hidden."""
    visit.commit(snapshot=True)
    LaunchSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=3))
    tasks.end_silent_sessions()


def test_by_the_tabs_x_and_until_the_learner_comes_back(visit: Visit) -> None:
    close_the_tab(visit)
    assert exited_at() == LaunchSession.objects.get().last_seen_at
    visit.start()
    assert exited_at() is None
    close_the_tab(visit)
    assert exited_at() is not None


def test_by_expiry_opened_or_not(registration: Registration, visit: Visit) -> None:
    Visit(registration)
    Launch.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    tasks.end_expired_launches()
    assert record_exits() == 2 and record_exits() == 0
    assert set(LaunchHistory.objects.values_list("exited_at", flat=True)) == {
        LaunchSession.objects.get().last_seen_at,
        Launch.objects.latest("pk").expires_at,
    }


@pytest.mark.parametrize("end", [Registration.deactivate, Registration.soft_delete, Registration.reset])
def test_by_the_end_of_the_registration(registration: Registration, visit: Visit, end) -> None:
    end(registration)
    record_exits()
    assert exited_at() == Launch.objects.get().ended_at


def test_recording_many_takes_few_statements(registration: Registration) -> None:
    for _ in range(50):
        Visit(registration)
    Launch.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    tasks.end_expired_launches()
    with statements() as run:
        assert record_exits() == 50
    assert len(run) <= 6, "\n".join(run)
