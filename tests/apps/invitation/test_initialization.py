"""When registrations of an invitation are created at course providers, and what follows a refusal.

See docs/contract/reliability.md, "Faults", F4.
"""

import json
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.course_provider.providers.fake import FakeProvider
from apps.invitation.initialization import INITIALIZE_TASK
from apps.invitation.models import Seat
from apps.invitation.tasks import initialize_due, initialize_registrations
from apps.outbox.models import OutboxMessage
from apps.registration.models import Registration
from tests.apps.records import ANN, BOB, GUID, add_provider, fail_from_now_on, make_course


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


def test_a_bad_row_does_not_stop_the_others(tenant, club, monkeypatch, caplog):
    """docs/contract/reliability.md, "Faults", F20."""
    refused = ("ann@example.com", "bob@example.com")
    club.create()
    original = FakeProvider.register

    def register(provider, guid, course_guid, learner):
        if learner.id in refused:
            raise KeyError("an answer that nobody can read")
        original(provider, guid, course_guid, learner)

    monkeypatch.setattr(FakeProvider, "register", register)
    club.add(*refused, "carl@example.com")
    initialize_registrations(*OutboxMessage.objects.get().arguments)
    assert known_to_provider(tenant) == 1
    waiting = Seat.objects.exclude(initialization_due_at=None)
    assert waiting.filter(initialization_errors=1, initialization_due_at__gt=timezone.now()).count() == 2
    assert "log" in Registration.objects.filter(learner_id=ANN).get().provider_error_message
    assert caplog.text.count("could not be initialized") == 2
    assert "log says more" in club.add(ANN, nodelay="1")["messages"][-1]


def test_a_provider_that_cannot_be_read_does_not_stop_another(tenant, club):
    """Its secret is encrypted with a key that is gone."""
    club.create()
    other = add_provider(tenant)
    course = make_course(tenant, "second", provider=other)
    club.add(ANN)
    tenant.pair.put("invitation/club", course_guids=json.dumps([GUID, "second"]))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE course_provider_courseprovider SET sc_secret_key = 'x' WHERE id = %s", [other.pk])
    for message in OutboxMessage.objects.filter(task=INITIALIZE_TASK):
        initialize_registrations(*message.arguments)
    assert Registration.objects.get(externally_initialized=False).course == course
    assert known_to_provider(tenant) == 1


def test_nodelay_has_a_deadline_and_the_answer_says_what_is_left(tenant, club, settings, monkeypatch):
    club.create()
    settings.BRIGHT_PROVIDER_SECONDS = 0.3
    original = FakeProvider.register
    slow = lambda *given: time.sleep(0.1) or original(*given)  # noqa: E731
    monkeypatch.setattr(FakeProvider, "register", slow)
    learners = [f"l{number}@example.com" for number in range(30)]
    started = time.monotonic()
    answer = tenant.pair.post(
        "invitation/add_learners", name="club", learners=json.dumps(learners), nodelay="1", api_template="extended"
    )
    assert time.monotonic() - started < 2
    left = 30 - known_to_provider(tenant)
    assert 0 < left < 30 and answer.headers["x-bright-pending"] == str(left)
    assert f"{left} registrations are being created there in the background" in answer.json["messages"][-1]
    monkeypatch.setattr(FakeProvider, "register", original)
    for message in OutboxMessage.objects.all():
        initialize_registrations(*message.arguments)
    assert known_to_provider(tenant) == 30 and not Seat.objects.exclude(initialization_due_at=None).exists()


@pytest.mark.parametrize("way", ["create", "update"])
def test_create_and_update_say_what_is_left_too(tenant, club, settings, way):
    settings.BRIGHT_PROVIDER_SECONDS = 0
    values = {"learners": json.dumps([ANN, BOB]), "nodelay": "1"}
    if way == "update":
        club.create()
        answer = tenant.pair.put("invitation/club", **values)
    else:
        answer = club.create(**values)
    assert answer.headers["x-bright-pending"] == "2"
    assert "x-bright-pending" not in tenant.pair("invitation/club").headers
    assert OutboxMessage.objects.filter(task=INITIALIZE_TASK).count() == 1
