"""Course providers created, changed and deleted through the API; which providers an app pair gives access to."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from apps.api_key.models import ApiKey
from apps.course_provider.models import CourseProvider
from tests.apps.records import add_provider, make_course
from tests.asking import Asker

PAIR = {"sc_app_id": "4PP", "sc_secret_key": "s3cret"}


def refused(answer) -> bool:
    return (answer.status, answer.body, answer.headers.get("x-bright-error")) == (500, b"", "invalid-argument")


def test_a_provider_is_made_with_its_own_pair(tenant):
    made = tenant.pair.post("course_provider", name="Ours", api_url="https://cloud.example/api", **PAIR)
    assert made.status == 201
    assert (made.json["provider_type"], made.json["sc_app_id"]) == ("embedded", "4PP")
    assert made.json["api_url"] == "https://cloud.example/api"
    assert b"s3cret" not in made.body
    shown = Asker(**PAIR)("course_provider/Ours").json
    assert shown == made.json
    assert list(shown) == [
        "id", "name", "provider_type", "sc_app_id", "api_url", "realm_id", "created_at", "updated_at"
    ]  # fmt: skip


@pytest.mark.parametrize("by_key", [False, True])
def test_a_pair_is_taken_from_query_form_json_and_multipart_alike(tenant, by_key):
    asker = tenant.realm_key if by_key else tenant.pair
    query = asker.send("GET", "course_provider/gcreate", query={"name": "a", **PAIR})
    body = json.dumps({"name": "b", "sc_app_id": "B", "sc_secret_key": "s", **asker.credentials}).encode()
    as_json = Asker().send("POST", "course_provider", body=body, content_type="application/json")
    parts = asker.upload("course_provider", "", name="c", sc_app_id="C", sc_secret_key="s")
    assert [answer.status for answer in (query, as_json, parts)] == [201, 201, 201]
    assert [answer.json["sc_app_id"] for answer in (query, as_json, parts)] == ["4PP", "B", "C"]


def test_a_provider_without_a_pair_gets_one_that_is_never_shown(tenant):
    made = tenant.pair.post("course_provider", name="Ours").json
    provider = CourseProvider.objects.get(pk=made["id"])
    assert (len(made["sc_app_id"]), len(provider.sc_secret_key)) == (10, 40)
    assert provider.sc_secret_key not in str(made)
    secret = provider.rotate_secret()
    assert Asker(sc_app_id=made["sc_app_id"], sc_secret_key=secret)("course_provider/Ours").status == 200


def test_a_provider_made_twice_stays_as_it_is(tenant):
    first = tenant.pair.post("course_provider", name="Ours", **PAIR)
    again = tenant.pair.post("course_provider", name="Ours", api_url="https://x.example")
    assert (again.status, again.json) == (200, first.json)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": ""},
        {"name": "gcreate"},
        {"name": "x" * 201},
        {"name": "a", "provider_type": "fake"},
        {"name": "a", "provider_type": "scorm_cloud_v1"},
        {"name": "a", "api_url": "javascript:alert(1)"},
        {"name": "a", "sc_app_id": "4PP"},
        {"name": "a", "sc_secret_key": "s3cret"},
        {"name": "a", "sc_app_id": ["4PP", "5PP"], "sc_secret_key": "s3cret"},
        {"name": "a", "sc_app_id": "x" * 101, "sc_secret_key": "s3cret"},
    ],
)
def test_a_malformed_provider_is_refused(tenant, values):
    assert refused(tenant.pair.post("course_provider", **values))
    assert CourseProvider.objects.count() == 1


def test_a_refusal_is_explained_in_the_log_without_the_secret(tenant, caplog):
    tenant.pair.post("course_provider", name="a", provider_type="scorm_cloud_v1", **PAIR)
    assert "scorm_cloud_v1" in caplog.text
    assert "s3cret" not in caplog.text


def test_an_app_id_is_taken_in_its_own_realm_only(tenant, other_tenant):
    tenant.pair.post("course_provider", name="Ours", **PAIR)
    assert refused(tenant.pair.post("course_provider", name="Second", **PAIR))
    theirs = other_tenant.pair.post("course_provider", name="Theirs", sc_app_id="4PP", sc_secret_key="other")
    assert theirs.status == 201
    assert Asker(**PAIR)("course_provider/Ours").status == 200
    assert Asker(sc_app_id="4PP", sc_secret_key="other")("course_provider/Theirs").json == theirs.json
    assert Asker(sc_app_id="4PP", sc_secret_key="neither")("course").status == 401


def test_a_pair_of_two_realms_opens_neither(tenant, other_tenant, caplog):
    for realm in (tenant, other_tenant):
        assert realm.pair.post("course_provider", name="Same", **PAIR).status == 201
    assert (Asker(**PAIR)("course").status, Asker(**PAIR)("course").body) == (401, b"")
    assert "give one of them another pair" in caplog.text


def test_an_update_changes_address_and_pair_but_not_name_or_type(tenant):
    pk = tenant.pair.post("course_provider", name="Ours", **PAIR).json["id"]
    changed = tenant.pair("course_provider/gupdate", name="Ours", sc_app_id="N3W", sc_secret_key="new")
    assert (changed.status, changed.json["sc_app_id"]) == (200, "N3W")
    assert Asker(**PAIR)("course").status == 401
    assert Asker(sc_app_id="N3W", sc_secret_key="new")("course").status == 200
    changed = tenant.pair.put(f"course_provider/{pk}", name="Other", api_url="https://x.example").json
    assert (changed["name"], changed["api_url"]) == ("Ours", "https://x.example")
    assert refused(tenant.pair.put(f"course_provider/{pk}", provider_type="scorm_cloud_v1"))
    assert refused(tenant.pair.put(f"course_provider/{pk}", sc_app_id="N3W"))
    assert refused(tenant.pair.put(f"course_provider/{pk}", sc_app_id=tenant.provider.sc_app_id, sc_secret_key="x"))


@pytest.mark.parametrize("caller", ["app", "provider_key"])
def test_a_provider_shows_itself_and_changes_nothing(tenant, caller):
    second, asker = add_provider(tenant), getattr(tenant, caller)
    assert asker(f"course_provider/{tenant.provider.pk}").json["id"] == tenant.provider.pk
    assert asker(f"course_provider/{second.pk}").status == 404
    path = f"course_provider/{tenant.provider.pk}"
    refusals = [asker("course_provider"), asker.post("course_provider", name="a"), asker.put(path), asker.delete(path)]
    assert [answer.status for answer in refusals] == [401] * 4


def test_an_app_pair_beside_a_provider_key_is_no_way_in(tenant):
    asker = Asker(**tenant.provider_key.credentials)
    assert asker.post("course_provider", name="a", **PAIR).status == 401


def test_an_empty_provider_goes_with_its_keys(tenant):
    second = add_provider(tenant)
    ApiKey.issue(realm=tenant.realm, course_provider=second)
    gone = tenant.pair.delete("course_provider/Second.json")
    assert (gone.status, gone.json["name"]) == (200, "Second")
    assert tenant.pair("course_provider/Second").status == 404
    assert ApiKey.objects.count() == 0


def test_a_provider_with_courses_stays_and_says_why(tenant):
    make_course(tenant).soft_delete()
    answer = tenant.pair.delete(f"course_provider/{tenant.provider.pk}")
    assert answer.status == 403
    assert "perhaps deleted ones" in answer.json["error_message"]
    assert tenant.pair("course_provider/Embedded").status == 200


@pytest.mark.django_db(transaction=True)
def test_many_who_make_the_same_provider_make_one(tenant):
    def make(_: int) -> int:
        try:
            return tenant.pair.post("course_provider", name="Ours", **PAIR).status
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(make, range(16)))
    assert sorted(statuses) == [200] * 15 + [201]
    assert CourseProvider.objects.filter(name="Ours").count() == 1


def test_a_course_provider_shows_itself_without_its_secret(tenant):
    shown = tenant.app(f"course_provider/{tenant.provider.pk}").json
    assert (shown["sc_app_id"], shown["name"]) == (tenant.provider.sc_app_id, "Embedded")
    assert tenant.app_secret not in tenant.pair("course_provider").text
    assert tenant.pair("course_provider/Embedded").json["id"] == tenant.provider.pk
