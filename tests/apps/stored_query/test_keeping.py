"""Stored queries as records: created, shown, changed; a text that can't run is refused before it is stored."""

import json

import pytest

from apps.stored_query.builtins import BUILTINS
from apps.stored_query.models import StoredQuery
from apps.stored_query.parsing import REFUSED_NAMES
from tests.apps.records import add_provider

SQL = "SELECT learner_id FROM registrations WHERE score > :least"
PARAMETERS = '[{"name": "least", "type": "float", "description": "the least score"}]'
KEYS = ["id", "name", "query_scope", "description", "sql", "parameters", "level", "realm_id", "course_provider_id",
        "created_at", "updated_at"]  # fmt: skip


def test_a_query_is_stored_as_sent(tenant):
    made = tenant.pair.post("stored_query", name="best", sql=SQL, parameters=PARAMETERS, description="the best")
    assert made.status == 201
    shown = tenant.realm_key("stored_query/best.json").json
    assert list(shown) == KEYS
    assert (shown["sql"], json.loads(shown["parameters"])) == (SQL, json.loads(PARAMETERS))
    assert (shown["level"], shown["query_scope"], shown["realm_id"]) == ("realm", "realm", tenant.realm.pk)
    assert tenant.pair("stored_query/gcreate", name="best", sql="SELECT 2").json["sql"] == SQL


def test_a_query_is_changed_and_deleted_by_its_name_or_number(tenant, other_tenant):
    pk = tenant.pair.post("stored_query", name="best", sql=SQL, parameters=PARAMETERS).json["id"]
    assert tenant.pair("stored_query/gupdate", name="best", level="any_user").json["level"] == "any_user"
    assert tenant.pair.put(f"stored_query/{pk}", sql="SELECT 1", parameters="[]").json["sql"] == "SELECT 1"
    for ask in (other_tenant.pair, other_tenant.pair.put, other_tenant.pair.delete):
        assert ask("stored_query/best").status == ask(f"stored_query/{pk}").status == 404
    assert tenant.pair.delete("stored_query/best").status == 200
    assert tenant.pair(f"stored_query/{pk}").status == 404


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": "run"},
        {"sql": ""},
        {"sql": "SELECT sucess FROM registrations"},
        {"sql": "DELETE FROM registrations"},
        {"sql": "SELECT 1; SELECT 2"},
        {"sql": "SELECT custom FROM registration_registration"},
        {"sql": "SELECT 1 / 0"},
        {"sql": "SELECT :undeclared"},
        {"parameters": "nonsense"},
        {"parameters": '[{"name": "api_key"}]'},
        {"parameters": '[{"name": "format"}]'},
        {"level": "everybody"},
        {"course_provider_id": "x"},
    ],
)
def test_a_query_that_could_not_run_is_not_stored(tenant, values):
    given = {"name": "best", "sql": "SELECT 1", **values} if values else {}
    answer = tenant.pair.post("stored_query", **given)
    assert (answer.status, answer.headers.get("x-bright-error"), answer.body) == (500, "invalid-argument", b"")
    assert not StoredQuery.objects.of_scope("").exists()


def test_a_bad_change_leaves_the_query_as_it_was(tenant):
    tenant.pair.post("stored_query", name="best", sql=SQL, parameters=PARAMETERS)
    assert tenant.pair.put("stored_query/best", sql="SELECT nothing").status == 500
    assert tenant.pair.put("stored_query/best", parameters="[]").status == 500
    assert tenant.pair("stored_query/best").json["sql"] == SQL


def test_a_course_provider_may_have_a_query_of_the_same_name(tenant, other_tenant):
    second = add_provider(tenant)
    tenant.pair.post("stored_query", name="best", sql="SELECT 'realm'", level="administrator")
    own = {"name": "best", "sql": "SELECT 'own'", "level": "administrator", "course_provider_id": tenant.provider.pk}
    assert tenant.pair.post("stored_query", **own).json["query_scope"] == "course_provider"
    assert tenant.pair("run", name="best").json == [["realm"]]
    assert tenant.pair("run", name="best", course_provider_id=tenant.provider.pk).json == [["own"]]
    assert tenant.pair("run", name="best", course_provider_id=second.pk).json == [["realm"]]
    assert tenant.app("run", name="best").json == [["own"]]
    own["course_provider_id"] = other_tenant.provider.pk
    assert tenant.pair.post("stored_query", **own).status == 404


def test_builtins_are_listed_and_never_changed(tenant):
    tenant.pair.post("stored_query", name="best", sql="SELECT 1")
    names = {row["name"]: row["query_scope"] for row in tenant.pair("stored_query").json}
    assert names == {**dict.fromkeys(BUILTINS, "bright"), "best": "realm"}
    assert len(tenant.pair("stored_query", query_scope="bright").json) == len(BUILTINS)
    assert tenant.pair("stored_query/learner_transcript").status == 404
    assert tenant.pair("stored_query/learner_transcript", query_scope="bright").json["realm_id"] is None
    assert tenant.pair.put("stored_query/learner_transcript", query_scope="bright", level="realm").status == 403
    assert tenant.pair.delete("stored_query/learner_transcript", query_scope="bright").status == 403


def test_initialize_creates_missing_and_restores_changed_builtins(tenant):
    StoredQuery.objects.filter(name="learner_transcript").delete()
    StoredQuery.objects.filter(name="redemptions_available_for").update(sql="SELECT 1")
    StoredQuery.objects.create(name="of an older version", query_scope="bright", sql="SELECT 1")
    run = {"name": "learner_transcript", "query_scope": "bright"}
    assert tenant.pair("run", **run).status == 404
    for _ in range(2):
        answer = tenant.app("initialize.json")
        assert (answer.status, answer.json) == (200, {"initialized": sorted(BUILTINS)})
    assert tenant.pair("run", **run).status == 200
    stored = {query.name: query.sql for query in StoredQuery.objects.of_scope("bright")}
    assert stored == {name: values["sql"] for name, values in BUILTINS.items()}
    assert tenant.pair.send("HEAD", "stored_query/initialize").status == 405


def test_no_builtin_uses_a_refused_name():
    assert not [name for name, values in BUILTINS.items() if REFUSED_NAMES.search(values["sql"])]
