"""A stored query published under a path of its own.

It runs on its own connection, which only sees committed rows.
"""

import pytest
from django.core.exceptions import ValidationError

from apps.customer.models import CustomerEndpoint
from apps.stored_query.models import Level, StoredQuery
from tests.apps.customer.conftest import publish
from tests.apps.records import ANN, BOB, make_course, make_registration
from tests.conftest import House, found_house

pytestmark = pytest.mark.django_db(transaction=True)

SQL = "SELECT learner_id, course_guid FROM registrations WHERE :learner IS NULL OR learner_id = :learner ORDER BY 1"


@pytest.fixture
def house() -> House:
    house = found_house("Acme")
    course = make_course(house, "yoga")
    for email in (ANN, BOB):
        make_registration(course, email)
    return house


def query_of(house: House, name: str = "who", sql: str = SQL, **values: str) -> StoredQuery:
    parameters = '[{"name": "learner", "type": "text"}]'
    return StoredQuery.objects.get_or_create_own(house.realm.pk, name, sql=sql, parameters=parameters, **values)[0]


def test_a_published_query_answers_in_every_format(house):
    publish(house, "who/learns", stored_query=query_of(house))
    assert house.pair("customer/who/learns.json").json == [[ANN, "yoga"], [BOB, "yoga"]]
    assert house.pair.post("customer/who/learns", rows="objects", learner=ANN).json == [
        {"learner_id": ANN, "course_guid": "yoga"}
    ]
    assert house.pair("customer/who/learns.csv").text == f"learner_id,course_guid\n{ANN},yoga\n{BOB},yoga\n"
    assert house.pair.send("HEAD", "customer/who/learns").status == 200
    assert f"<learner-id>{ANN}</learner-id>" in house.pair("customer/who/learns.xml").text
    assert (
        house.realm_key("customer/who/learns", callback="got", learner=ANN).text == f'/**/got([["{ANN}","yoga"]], 200);'
    )


def test_the_endpoint_decides_who_may_call_not_the_level_of_the_query(house):
    for level in Level.values:
        query = query_of(house, name=level, level=level)
        publish(house, level, stored_query=query, admits_realm=False, admits_users=True)
        assert house.learner(BOB)(f"customer/{level}").json == [[BOB, "yoga"]]
        assert house.pair(f"customer/{level}").status == 401


def test_callers_see_only_their_own_rows(house):
    other = found_house("Other")
    make_registration(make_course(other, "golf"), ANN)
    for realm in (house, other):
        publish(realm, "who", stored_query=query_of(realm), admits_provider=True, admits_users=True)
    assert house.app("customer/who").json == [[ANN, "yoga"], [BOB, "yoga"]]
    assert house.learner(ANN)("customer/who", learner=BOB).json == []
    assert other.pair("customer/who").json == [[ANN, "golf"]]


def test_a_builtin_may_be_published_but_not_another_realms_query(house):
    StoredQuery.objects.initialize()
    builtin = StoredQuery.objects.get(query_scope="bright", name="course_completion_summary")
    publish(house, "summary", stored_query=builtin)
    assert house.pair("customer/summary").status == 200
    with pytest.raises(ValidationError, match="belongs to another realm"):
        publish(house, "theirs", stored_query=query_of(found_house("Other")))


def test_deleting_a_query_removes_its_endpoint(house):
    publish(house, "who", stored_query=query_of(house))
    house.pair.delete("stored_query/who")
    assert house.pair("customer/who").status == 404
    assert not CustomerEndpoint.objects.exists()


def test_a_query_that_fails_is_the_deliberate_500(house):
    publish(house, "bad", stored_query=query_of(house, sql="SELECT 1 / 0"))
    answer = house.pair("customer/bad")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
