"""When course providers hear of an invitation's registrations, and what happens when they refuse (F4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.course_provider.providers.fake import FakeProvider
from apps.invitation.models import Seat
from apps.invitation.tasks import set_up_registrations, set_up_waiting
from apps.outbox.models import OutboxMessage
from apps.registration.models import Registration
from tests.apps.records import ANN, BOB, GUID, fail_from_now_on


def known_to_provider(house) -> int:
    return len(FakeProvider.accounts[house.provider.pk].registrations)


def state() -> tuple[bool, str | None]:
    registration = Registration.objects.get()
    return registration.externally_initialized, registration.provider_error_message


def make_due() -> None:
    Seat.objects.exclude(set_up_due_at=None).update(set_up_due_at=timezone.now() - timedelta(seconds=1))


def test_without_nodelay_a_queued_task_sets_up_what_is_known_at_once(house, club):
    club.open()
    assert len(club.add(ANN)["registration_guids"][ANN]) == 1
    queued = OutboxMessage.objects.get()
    assert (queued.task, known_to_provider(house)) == ("apps.invitation.tasks.set_up_registrations", 0)
    for _ in range(2):  # a task may come twice
        set_up_registrations(*queued.arguments)
    assert known_to_provider(house) == 1 and state() == (True, None)
    assert Seat.objects.get().set_up_due_at is None


def test_with_nodelay_it_is_set_up_before_the_answer(house, club):
    club.open()
    club.add(ANN, nodelay="1")
    assert known_to_provider(house) == 1 and state() == (True, None)
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("beside", [{}, {"nodelay": "true"}])
def test_skipped_set_up_waits_for_the_first_launch(house, club, beside):
    club.open()
    placed = club.add(ANN, skip_external_initialization="true", **beside)["registration_guids"]
    make_due()
    set_up_waiting()
    assert known_to_provider(house) == 0 and not OutboxMessage.objects.exists()
    guid = placed[ANN][GUID]["registration_guid"]
    assert house.pair(f"registration/{guid}/launch_url").status == 200
    assert known_to_provider(house) == 1


def test_what_was_skipped_is_set_up_by_adding_again(house, club):
    club.open()
    club.add(ANN, skip_external_initialization="true")
    club.add(ANN, nodelay="1")
    assert known_to_provider(house) == 1


def test_create_and_update_set_up_as_they_are_asked(house, club):
    club.open(learners=f'["{ANN}"]', nodelay="1")
    assert known_to_provider(house) == 1
    house.pair.put("invitation/club", learners=f'["{BOB}"]', nodelay="1")
    assert known_to_provider(house) == 2 and not OutboxMessage.objects.exists()


def test_a_refusal_keeps_the_registration_and_tells_the_buyer(house, club):
    fail_from_now_on(house)
    club.license(1)
    found = club.add(ANN, nodelay="1")
    assert len(found["registration_guids"][ANN]) == 1
    assert "The maximum number of registrations has been reached" in found["messages"][1]
    assert state() == (False, "The maximum number of registrations has been reached.")


def test_the_timetable_tries_again_ever_later_until_the_provider_gives_in(house, club):
    fail_from_now_on(house)
    club.license(1)
    club.add(ANN)
    set_up_waiting()
    assert Seat.objects.get().set_up_errors == 0  # not due yet
    pauses = []
    for _ in range(3):
        make_due()
        set_up_waiting()
        pauses.append(round((Seat.objects.get().set_up_due_at - timezone.now()).total_seconds() / 60))
    assert pauses == [5, 10, 20]
    CourseProvider.objects.filter(pk=house.provider.pk).update(provider_type="fake")
    make_due()
    set_up_waiting()
    assert state()[0] and Seat.objects.get().set_up_due_at is None


def test_a_lost_task_is_made_good_by_the_timetable(house, club):
    club.open()
    club.add(ANN)
    OutboxMessage.objects.all().delete()
    make_due()
    set_up_waiting()
    assert known_to_provider(house) == 1


def test_who_was_removed_meanwhile_is_not_set_up(house, club):
    club.open()
    club.add(ANN)
    club.add(remove=(ANN,))
    set_up_registrations(*OutboxMessage.objects.get().arguments)
    make_due()
    set_up_waiting()
    assert known_to_provider(house) == 0
    club.add(ANN, nodelay="1")
    assert known_to_provider(house) == 1
