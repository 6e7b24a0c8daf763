"""The OpenAPI document: a tool can load it, every route is in it, and real answers fit it."""

import copy

import jsonschema_rs
import pytest
import schemathesis
from django.conf import settings

from bright.openapi.collecting import collect
from bright.openapi.schema import openapi
from config.urls import router
from tests.asking import call
from tests.contract.access_table import TABLE, UNOFFERED
from tests.contract.asked_routes import all_routes
from tests.contract.worlds import make_world

API = "http://127.0.0.1:8000/bright/api/v2/"


@pytest.fixture(scope="module")
def document() -> dict:
    return openapi(collect(router), API, {"course": {"id": "yoga"}, "realm_user": {"email": "ann@example.com"}})


def operations(document: dict):
    return [(verb, path, found) for path, verbs in document["paths"].items() for verb, found in verbs.items()]


def test_the_routes_stay_as_they_are_once_they_are_asked(tenant):
    assert tenant.pair("course").status == 200
    for resource in router.viewsets.values():
        assert not [route for route in router.get_routes(resource) if "head" in route.mapping]


def test_schemathesis_loads_every_operation(document):
    schema = schemathesis.openapi.from_dict(document)
    schema.validate()
    loaded = [found.ok() for found in schema.get_all_operations()]
    assert len(loaded) == len(operations(document)) >= 140


def test_validation_would_find_a_fault(document):
    broken = copy.deepcopy(document)
    broken["paths"]["/course"]["get"]["parameters"][0].pop("in")
    with pytest.raises(Exception, match=r"'?in'?|schema"):
        schemathesis.openapi.from_dict(broken).validate()


def test_it_holds_every_route_that_is_offered_and_no_other(document):
    routed = set()
    for route in all_routes():
        if TABLE[route.resource][route.action] is not UNOFFERED:
            routed.add((route.method.lower(), "/" + route.path.replace("{suffix}", "")))
    short = {(verb, f"/{word}") for word in router.shortcuts for verb in ("get", "post")}
    assert {(verb, path) for verb, path, _ in operations(document)} == routed | short


def test_every_operation_says_who_may_and_what_it_may_answer(document):
    names = set()
    for verb, path, found in operations(document):
        statuses = found["responses"].keys()
        assert {"200", "201"} & statuses, path
        assert {"401", "405", "406", "429", "500", "501", "503"} <= statuses, path
        assert found["responses"]["500"]["headers"]["X-Bright-Error"], path
        assert found["security"], path
        assert ("{id}" in path) == any(one["in"] == "path" for one in found["parameters"])
        assert "requestBody" not in found or verb != "get"
        names.add(found["operationId"])
    assert len(names) == len(operations(document))


def test_credentials_are_schemes_and_never_parameters(document):
    schemes = document["components"]["securitySchemes"]
    pairs = {"realm_guid", "realm_secret_key", "sc_app_id", "sc_secret_key"}
    assert schemes.keys() == {"api_key", "bearer", "basic", *pairs}
    for _, path, found in operations(document):
        in_query = {one["name"] for one in found["parameters"] if one["in"] == "query"}
        if not path.startswith("/course_provider"):  # there the app pair is data, too
            assert not in_query & pairs
    assert document["paths"]["/api_key"]["post"]["security"] == [
        {"realm_guid": [], "realm_secret_key": []},
        {"basic": []},
        {"sc_app_id": [], "sc_secret_key": []},
    ]


def test_examples_come_where_they_are_given(document):
    [by_id] = [one for one in document["paths"]["/course/{id}"]["get"]["parameters"] if one["name"] == "id"]
    assert by_id["example"] == "yoga"
    body = document["paths"]["/realm_user"]["post"]["requestBody"]["content"]["application/json"]
    assert body["example"] == {"email": "ann@example.com"}
    assert "example" not in document["paths"]["/course"]["post"]["requestBody"]["content"]["multipart/form-data"]


def test_a_package_goes_as_multipart_only(document):
    body = document["paths"]["/course"]["post"]["requestBody"]
    assert body["required"]
    assert list(body["content"]) == ["multipart/form-data"]
    assert body["content"]["multipart/form-data"]["schema"]["properties"]["file"]["format"] == "binary"


def test_real_answers_fit_the_documented_schemas(document, db):
    asker, seen = make_world().tenant.pair, 0
    for name, entry in collect(router).items():
        if not any(operation.action == "list" for operation in entry.operations):
            continue
        schema = document["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        fits = jsonschema_rs.validator_for({**schema, "components": document["components"]})
        for template in ("public", "public_minimum", "extended"):
            for included in ("t", "f"):
                records = asker(name, api_template=template, include_registrations=included).json
                fits.validate(records)
                seen += len(records)
        with pytest.raises(jsonschema_rs.ValidationError):
            fits.validate([{"id": "x", "undocumented": 1}])
    assert seen > 50


def test_it_is_served_with_the_servers_own_address():
    answer = call("GET", "/docs/openapi.json", "", b"", "", {})
    assert (answer.status, answer.json["servers"]) == (200, [{"url": f"{settings.BRIGHT_BASE_URL}/bright/api/v2"}])
    assert answer.headers["content-type"] == "application/json"
