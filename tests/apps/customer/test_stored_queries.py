"""A stored query published under a path of its own.

It runs on its own connection, which only sees committed rows.
"""

import pytest
from django.core.exceptions import ValidationError

from apps.customer.models import CustomerEndpoint
from apps.stored_query.models import Level, StoredQuery
from tests.apps.customer.conftest import publish
from tests.apps.records import ANN, BOB, make_course, make_registration
from tests.conftest import Tenant, create_tenant

pytestmark = pytest.mark.django_db(transaction=True)

SQL = "SELECT learner_id, course_guid FROM registrations WHERE :learner IS NULL OR learner_id = :learner ORDER BY 1"


@pytest.fixture
def tenant() -> Tenant:
    tenant = create_tenant("Acme")
    course = make_course(tenant, "yoga")
    for email in (ANN, BOB):
        make_registration(course, email)
    return tenant


def query_of(tenant: Tenant, name: str = "who", sql: str = SQL, **values: str) -> StoredQuery:
    parameters = '[{"name": "learner", "type": "text"}]'
    return StoredQuery.objects.get_or_create_own(tenant.realm.pk, name, sql=sql, parameters=parameters, **values)[0]


def test_a_published_query_answers_in_every_format(tenant):
    publish(tenant, "who/learns", stored_query=query_of(tenant))
    assert tenant.pair("customer/who/learns.json").json == [[ANN, "yoga"], [BOB, "yoga"]]
    assert tenant.pair.post("customer/who/learns", rows="objects", learner=ANN).json == [
        {"learner_id": ANN, "course_guid": "yoga"}
    ]
    assert tenant.pair("customer/who/learns.csv").text == f"learner_id,course_guid\n{ANN},yoga\n{BOB},yoga\n"
    assert tenant.pair.send("HEAD", "customer/who/learns").status == 200
    assert f"<learner-id>{ANN}</learner-id>" in tenant.pair("customer/who/learns.xml").text
    assert (
        tenant.realm_key("customer/who/learns", callback="got", learner=ANN).text
        == f'/**/got([["{ANN}","yoga"]], 200);'
    )


def test_the_endpoint_decides_who_may_call_not_the_level_of_the_query(tenant):
    for level in Level.values:
        query = query_of(tenant, name=level, level=level)
        publish(tenant, level, stored_query=query, admits_realm=False, admits_users=True)
        assert tenant.learner(BOB)(f"customer/{level}").json == [[BOB, "yoga"]]
        assert tenant.pair(f"customer/{level}").status == 401


def test_callers_see_only_their_own_rows(tenant):
    other = create_tenant("Other")
    make_registration(make_course(other, "golf"), ANN)
    for realm in (tenant, other):
        publish(realm, "who", stored_query=query_of(realm), admits_provider=True, admits_users=True)
    assert tenant.app("customer/who").json == [[ANN, "yoga"], [BOB, "yoga"]]
    assert tenant.learner(ANN)("customer/who", learner=BOB).json == []
    assert other.pair("customer/who").json == [[ANN, "golf"]]


def test_a_builtin_may_be_published_but_not_another_realms_query(tenant):
    StoredQuery.objects.initialize()
    builtin = StoredQuery.objects.get(query_scope="bright", name="course_completion_summary")
    publish(tenant, "summary", stored_query=builtin)
    assert tenant.pair("customer/summary").status == 200
    with pytest.raises(ValidationError, match="belongs to another realm"):
        publish(tenant, "theirs", stored_query=query_of(create_tenant("Other")))


def test_deleting_a_query_removes_its_endpoint(tenant):
    publish(tenant, "who", stored_query=query_of(tenant))
    tenant.pair.delete("stored_query/who")
    assert tenant.pair("customer/who").status == 404
    assert not CustomerEndpoint.objects.exists()


def test_a_query_that_fails_is_the_deliberate_500(tenant):
    publish(tenant, "bad", stored_query=query_of(tenant, sql="SELECT 1 / 0"))
    answer = tenant.pair("customer/bad")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
