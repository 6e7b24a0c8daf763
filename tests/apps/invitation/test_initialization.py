"""When registrations of an invitation are created at course providers, and what follows a refusal.

See docs/contract/reliability.md, "Faults", F4.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.course_provider.providers.fake import FakeProvider
from apps.invitation.models import Seat
from apps.invitation.tasks import initialize_due, initialize_registrations
from apps.outbox.models import OutboxMessage
from apps.registration.models import Registration
from tests.apps.records import ANN, BOB, GUID, fail_from_now_on


def known_to_provider(tenant) -> int:
    return len(FakeProvider.accounts[tenant.provider.pk].registrations)


def state() -> tuple[bool, str | None]:
    registration = Registration.objects.get()
    return registration.externally_initialized, registration.provider_error_message


def make_due() -> None:
    Seat.objects.exclude(initialization_due_at=None).update(initialization_due_at=timezone.now() - timedelta(seconds=1))


def test_without_nodelay_a_task_initializes_the_registrations(tenant, club):
    club.create()
    assert len(club.add(ANN)["registration_guids"][ANN]) == 1
    queued = OutboxMessage.objects.get()
    assert (queued.task, known_to_provider(tenant)) == ("apps.invitation.tasks.set_up_registrations", 0)
    for _ in range(2):  # a task may come twice
        initialize_registrations(*queued.arguments)
    assert known_to_provider(tenant) == 1 and state() == (True, None)
    assert Seat.objects.get().initialization_due_at is None


def test_with_nodelay_they_are_initialized_before_the_response(tenant, club):
    club.create()
    club.add(ANN, nodelay="1")
    assert known_to_provider(tenant) == 1 and state() == (True, None)
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("beside", [{}, {"nodelay": "true"}])
def test_skipped_initialization_waits_for_the_first_launch(tenant, club, beside):
    club.create()
    placed = club.add(ANN, skip_external_initialization="true", **beside)["registration_guids"]
    make_due()
    initialize_due()
    assert known_to_provider(tenant) == 0 and not OutboxMessage.objects.exists()
    guid = placed[ANN][GUID]["registration_guid"]
    assert tenant.pair(f"registration/{guid}/launch_url").status == 200
    assert known_to_provider(tenant) == 1


def test_adding_again_initializes_what_was_skipped(tenant, club):
    club.create()
    club.add(ANN, skip_external_initialization="true")
    club.add(ANN, nodelay="1")
    assert known_to_provider(tenant) == 1


def test_create_and_update_accept_nodelay_too(tenant, club):
    club.create(learners=f'["{ANN}"]', nodelay="1")
    assert known_to_provider(tenant) == 1
    tenant.pair.put("invitation/club", learners=f'["{BOB}"]', nodelay="1")
    assert known_to_provider(tenant) == 2 and not OutboxMessage.objects.exists()


def test_a_refusal_keeps_the_registration_and_is_reported(tenant, club):
    fail_from_now_on(tenant)
    club.license(1)
    document = club.add(ANN, nodelay="1")
    assert len(document["registration_guids"][ANN]) == 1
    assert "The maximum number of registrations has been reached" in document["messages"][1]
    assert state() == (False, "The maximum number of registrations has been reached.")


def test_retries_with_growing_delays_until_the_provider_accepts(tenant, club):
    fail_from_now_on(tenant)
    club.license(1)
    club.add(ANN)
    initialize_due()
    assert Seat.objects.get().initialization_errors == 0  # not due yet
    delays = []
    for _ in range(3):
        make_due()
        initialize_due()
        delays.append(round((Seat.objects.get().initialization_due_at - timezone.now()).total_seconds() / 60))
    assert delays == [5, 10, 20]
    CourseProvider.objects.filter(pk=tenant.provider.pk).update(provider_type="fake")
    make_due()
    initialize_due()
    assert state()[0] and Seat.objects.get().initialization_due_at is None


def test_the_schedule_makes_up_for_a_lost_task(tenant, club):
    club.create()
    club.add(ANN)
    OutboxMessage.objects.all().delete()
    make_due()
    initialize_due()
    assert known_to_provider(tenant) == 1


def test_a_learner_removed_meanwhile_is_not_initialized(tenant, club):
    club.create()
    club.add(ANN)
    club.add(remove=(ANN,))
    initialize_registrations(*OutboxMessage.objects.get().arguments)
    make_due()
    initialize_due()
    assert known_to_provider(tenant) == 0
    club.add(ANN, nodelay="1")
    assert known_to_provider(tenant) == 1
