"""What clients send as CSV and XML, on our own resources (docs/contract/parameters.md)."""

import pytest

from apps.invitation.models import Invitation
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.template.models import Template
from tests.apps.records import ANN, BOB, GUID, make_course
from tests.conftest import Tenant

CAT = "cat@example.com"


def send_csv(tenant: Tenant, path: str, *lines: str, **query: str):
    body = "\r\n".join(lines).encode("utf-8-sig") + b"\r\n"
    return tenant.pair.send("POST", path, query=query, body=body, content_type="text/csv")


def test_people_join_by_a_spreadsheet_with_a_result_each(tenant: Tenant):
    RealmUser.objects.get_or_create_by_email(tenant.realm.pk, BOB)
    answer = send_csv(tenant, "realm_user", "email;custom", f"{ANN};hers", f"{BOB};his", "nobody;", f"{CAT};")
    assert answer.status == 200
    assert [(each["line"], each["status"]) for each in answer.json] == [(2, 201), (3, 302), (4, 500), (5, 201)]
    assert [bool(each["error"]) for each in answer.json] == [False, False, True, False]
    assert "email" in answer.json[2]["error"]
    people = RealmUser.objects.filter(realm=tenant.realm)
    assert dict(people.values_list("user__email", "custom")) == {ANN: "hers", BOB: None, CAT: ""}


def test_registrations_by_a_spreadsheet_share_what_stands_in_the_query(tenant: Tenant):
    make_course(tenant)
    make_course(tenant, "other")
    lines = ("learner_id,fname,course_guid", f"{ANN},Ann,{GUID}", f"{BOB},Bob,other", f"{CAT},Cat,none")
    results = send_csv(tenant, "registration", *lines, dont_duplicate="t").json
    assert [each["status"] for each in results] == [201, 201, 404]
    assert set(Registration.objects.values_list("learner_id", "fname", "course__course_guid")) == {
        (ANN, "Ann", GUID),
        (BOB, "Bob", "other"),
    }
    again = send_csv(tenant, "registration", *lines, dont_duplicate="t").json
    assert [each["status"] for each in again] == [200, 200, 404]
    assert [each["id"] for each in again] == [each["id"] for each in results]


@pytest.mark.parametrize("lines", [("learners", ANN, BOB), ("name,learners", f"club,{ANN}", f"club,{BOB}"),
                                   ("learners,unlearners", f"{ANN},{CAT}", f"{BOB},")])  # fmt: skip
def test_learners_are_added_by_a_column(tenant: Tenant, lines):
    invitation = Invitation.objects.create(realm=tenant.realm, name="club")
    answer = send_csv(tenant, "invitation/add_learners", *lines, name="club", fields="learners")
    assert (answer.status, answer.json) == (200, {"learners": [ANN, BOB]})
    assert invitation.learners.count() == 2


def test_one_learner_in_a_column_is_one(tenant: Tenant):
    Invitation.objects.create(realm=tenant.realm, name="club")
    assert send_csv(tenant, "invitation/add_learners", "learners", ANN, name="club", fields="learners").json == {
        "learners": [ANN]
    }


def test_a_wrong_address_in_the_column_adds_nobody(tenant: Tenant):
    invitation = Invitation.objects.create(realm=tenant.realm, name="club")
    answer = send_csv(tenant, "invitation/add_learners", "learners", ANN, "nobody", name="club")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
    assert not invitation.learners.exists()


@pytest.mark.parametrize("path", ["course", "template", "api_key", "invitation", "course_provider", "stored_query"])
def test_several_records_are_refused_where_one_is_meant(tenant: Tenant, path: str):
    answer = send_csv(tenant, path, "name", "one", "two")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")


def test_an_xml_body_makes_and_changes_a_template(tenant: Tenant):
    fields = "<name>launcher</name><markup>&lt;b&gt;007&lt;/b&gt;</markup><mimetype>text/html</mimetype>"
    body = f"<template>{fields}</template>".encode()
    made = tenant.pair.send("POST", "template.xml", body=body, content_type="application/xml")
    assert made.status == 201 and b"<markup>&lt;b&gt;007&lt;/b&gt;</markup>" in made.body
    changed = tenant.pair.send(
        "PUT", "template/launcher", body=b"<template><markup>007</markup></template>", content_type="text/xml"
    )
    assert changed.json["markup"] == Template.objects.get().markup == "007"


def test_an_xml_body_adds_learners_as_an_array(tenant: Tenant):
    Invitation.objects.create(realm=tenant.realm, name="club")
    items = f"<learner>{ANN}</learner><learner>{BOB}</learner>"
    body = f'<invitation><name>club</name><learners type="array">{items}</learners></invitation>'.encode()
    answer = tenant.pair.send(
        "POST", "invitation/add_learners", query={"fields": "learners"}, body=body, content_type="application/xml"
    )
    assert answer.json == {"learners": [ANN, BOB]}


@pytest.mark.parametrize("content_type", ["application/xml", "text/csv", "application/json"])
def test_a_body_past_the_limit_is_413_whatever_it_is(tenant: Tenant, content_type: str):
    answer = tenant.pair.send("POST", "realm_user", body=b"x" * (4 * 1024 * 1024 + 1), content_type=content_type)
    assert (answer.status, answer.body) == (413, b"")
