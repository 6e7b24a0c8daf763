"""Removing a course for good and ending launches go on past a bad row (docs/contract/reliability.md, F20)."""

import pytest
from django.db import connection
from django.utils import timezone

from apps.course.models import Course
from apps.course_provider.providers.fake import FakeProvider
from apps.outbox.models import OutboxMessage
from apps.registration.models import Registration
from apps.registration.tasks import MAX_TRIES, end_launches, remove_course
from tests.apps.records import ANN, BOB, add_provider, make_course, make_registration


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def held(course) -> Registration:
    """A registration to a deleted course that a table of somebody else refers to. There are others."""
    registrations = [make_registration(course, f"l{number}@example.com") for number in range(5)]
    course.soft_delete()
    OutboxMessage.objects.all().delete()
    execute("CREATE TABLE elsewhere (id bigint REFERENCES registration_registration)")
    execute(f"INSERT INTO elsewhere VALUES ({registrations[2].pk})")
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    return registrations[2]


def test_what_cannot_be_deleted_is_put_aside_and_the_rest_goes(course, held, caplog):
    remove_course(course.pk)
    assert Registration.objects.get() == held and Course.objects.exists()
    assert f"Registration {held.pk} can't be deleted" in caplog.text
    message = OutboxMessage.objects.get()
    assert (message.task, message.arguments) == (Course.REMOVAL_TASK, [course.pk, 1])
    assert message.due_at > timezone.now()
    execute("DELETE FROM elsewhere")
    remove_course(*message.arguments)
    assert not Registration.objects.exists() and not Course.objects.exists()


def test_the_removal_is_given_up_and_the_operator_told(course, held, caplog):
    remove_course(course.pk, MAX_TRIES - 1)
    assert not OutboxMessage.objects.exists() and "Given up" in caplog.text


def test_an_unforeseen_failure_to_end_launches_is_tried_again(course, monkeypatch):
    registration = make_registration(course, ANN)
    registration.launch()
    registration.deactivate()
    OutboxMessage.objects.all().delete()

    def refuse(provider, guid):
        raise KeyError("an answer that nobody can read")

    monkeypatch.setattr(FakeProvider, "unregister", refuse)
    end_launches(registration.pk)
    assert OutboxMessage.objects.get().arguments == [registration.pk, 1]


def test_a_provider_whose_secret_cannot_be_read_keeps_nothing_from_ending(tenant, course):
    other = make_course(tenant, "second", provider=add_provider(tenant))
    for one in (make_registration(course, ANN), make_registration(other, BOB)):
        one.launch()
    execute(f"UPDATE course_provider_courseprovider SET sc_secret_key = 'x' WHERE id = {other.course_provider_id}")
    Registration.objects.all().deactivate()
    assert not Registration.objects.filter(active=True).exists()
    assert OutboxMessage.objects.count() == 2
