"""5,000 learners on five courses take as many statements as five learners, apart from the batches of INSERTs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.invitation.initialization import InitializationMode
from apps.invitation.models import Invitation, Seat
from apps.invitation.services import add_learners
from apps.outbox.models import OutboxMessage
from apps.registration.models import Registration
from tests.apps.records import GUID, make_course

COURSES = [GUID, "golf", "tea", "clouds", "chess"]


@pytest.fixture
def invitation(tenant, club) -> Invitation:
    for guid in COURSES[1:]:
        make_course(tenant, guid, title=guid)
    club.create(course_guids=json.dumps(COURSES), avoid_duplicate_registrations="t")
    return Invitation.objects.get()


def addresses(first: int, count: int) -> list[str]:
    return [f"learner-{number}@example.com" for number in range(first, first + count)]


def statements(action) -> int:
    with CaptureQueriesContext(connection) as captured:
        action()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


def test_statements_do_not_grow_with_the_learners(invitation):
    few = statements(lambda: add_learners(invitation, addresses(0, 5), [], InitializationMode.BACKGROUND))
    many = statements(lambda: add_learners(invitation, addresses(100, 200), [], InitializationMode.BACKGROUND))
    removing = statements(lambda: add_learners(invitation, [], addresses(100, 200), InitializationMode.BACKGROUND))
    adding_again = statements(lambda: add_learners(invitation, addresses(100, 200), [], InitializationMode.BACKGROUND))
    print(few, many, removing, adding_again)
    assert many <= few + 2 and removing <= few and adding_again <= few
    assert few < 45


@pytest.mark.timeout(120)
def test_5000_learners_on_five_courses_are_one_call(tenant, invitation):
    for _ in range(8):  # now PostgreSQL has cached a plan for small tables
        tenant.pair("invitation/club")
    answer = tenant.pair.post("invitation/add_learners", name="club", learners=json.dumps(addresses(0, 5000)))
    assert answer.status == 200
    assert Registration.objects.filter(active=True).count() == Seat.objects.filter(taken=True).count() == 25_000
    queued = [pk for arguments in OutboxMessage.objects.values_list("arguments", flat=True) for pk in arguments[0]]
    assert sorted(queued) == sorted(Registration.objects.values_list("pk", flat=True))
