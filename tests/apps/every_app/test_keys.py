"""For every resource: what each key may see, how it may be sent, and how soon it stops working everywhere."""

import base64
import time
from collections.abc import Callable

import pytest
import requests

from apps.api_key.models import ApiKey
from config.urls import router
from tests.apps.records import ANN, make_course, make_registration
from tests.asking import Answer, Asker
from tests.conftest import Tenant, create_tenant
from tests.live import LiveBright

RESOURCES = sorted(set(router.viewsets) - {"customer"})  # a customer's own paths have no index
CALLS = 24  # enough that, each on a new connection, they reach both gunicorn workers


def header(kind: str, text: str) -> dict[str, str]:
    return {"Authorization": f"{kind} {base64.b64encode(text.encode()).decode() if kind == 'Basic' else text}"}


@pytest.mark.parametrize("resource", RESOURCES)
def test_basic_and_bearer_open_every_resource_as_the_parameters_do(tenant: Tenant, resource: str):
    key = tenant.realm_key.credentials["api_key"]
    pair = f"{tenant.realm.realm_guid}:{tenant.secret}"
    ways: dict[str, tuple[Answer, Answer]] = {
        "Basic": (tenant.pair(resource), Asker().send("GET", resource, headers=header("Basic", pair))),
        "Bearer": (Asker(api_key=key)(resource), Asker().send("GET", resource, headers=header("Bearer", key))),
    }
    for by_parameter, by_header in ways.values():
        assert (by_header.status, by_header.body) == (by_parameter.status, by_parameter.body)
        assert by_header.status == 200
    for wrong in (header("Basic", pair + "x"), header("Bearer", key + "x"), header("Basic", ":"), header("Bearer", "")):
        refused = Asker().send("GET", resource, headers=wrong)
        assert (refused.status, refused.body) == (401, b"")


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "basic", "BASIC"])
def test_schemes_are_written_in_any_case(tenant: Tenant, scheme: str):
    key, pair = tenant.realm_key.credentials["api_key"], f"{tenant.realm.realm_guid}:{tenant.secret}"
    text = key if scheme.lower() == "bearer" else base64.b64encode(pair.encode()).decode()
    assert Asker().send("GET", "course", headers={"Authorization": f"{scheme} {text}"}).status == 200


def test_an_anonymous_key_lists_courses_in_their_smallest_form_and_nothing_else(tenant: Tenant):
    course = make_course(tenant, custom="private", metadata='{"title":"private"}')
    registration = make_registration(course, ANN)
    key = tenant.anonymous
    (minimum,) = tenant.realm_key("course", api_template="public_minimum").json
    for wished in ({}, {"fields": "custom"}, {"api_template": "extended"}, {"include_registrations": "t"}):
        assert key("course", **wished).json == [minimum]
    assert "private" not in key("course.csv", fields="custom,metadata").text
    assert key("course", custom_re="private").json == [minimum]  # a filter on what it can't see would be an oracle
    records = (f"course/{course.course_guid}", f"registration/{registration.registration_guid}/launch_url")
    for path in (*records, "course/autocomplete", *(name for name in RESOURCES if name != "course")):
        assert (key(path).status, key(path).body) == (401, b""), path


def test_an_anonymous_key_lives_until_it_is_revoked(tenant: Tenant):
    key, token = ApiKey.issue(realm=tenant.realm, anonymous=True)
    assert (key.expires_at, key.user_id) == (None, None)
    key.revoke()
    assert Asker(api_key=token)("course").status == 401


def statuses(bright: LiveBright, **credentials: str) -> set[int]:
    """The statuses of many calls, each on a new connection, so that every worker process answers some."""
    url = f"{bright.base_url}/bright/api/v2/course"
    return {requests.get(url, params=credentials, timeout=30).status_code for _ in range(CALLS)}


def expire(key: ApiKey) -> None:
    ApiKey.objects.filter(pk=key.pk).update(expires_at=key.created_at)


@pytest.mark.django_db(transaction=True)
def test_what_ends_ends_in_every_worker_within_one_second(live_bright: LiveBright):
    tenant = create_tenant("Acme")
    realm = tenant.realm
    key, token = ApiKey.issue(realm=realm)
    short, short_token = ApiKey.issue(realm=realm)
    old_secret = tenant.secret
    ends: dict[str, tuple[dict[str, str], Callable[[], object]]] = {
        "revoked": ({"api_key": token}, key.revoke),
        "expired": ({"api_key": short_token}, lambda: expire(short)),
        "rotated": ({"realm_guid": realm.realm_guid, "realm_secret_key": old_secret}, realm.rotate_secret),
    }  # fmt: skip
    for name, (credentials, end) in ends.items():
        assert statuses(live_bright, **credentials) == {200}, name  # by now each worker has cached it
        end()
        time.sleep(1.0)
        assert statuses(live_bright, **credentials) == {401}, name


@pytest.mark.django_db(transaction=True)
def test_a_list_of_origins_counts_in_every_worker_within_one_second(live_bright: LiveBright):
    tenant = create_tenant("Acme")
    _, token = ApiKey.issue(realm=tenant.realm)

    def allowed() -> set[str | None]:
        url, origin = (
            f"{live_bright.base_url}/bright/api/v2/course?api_key={token}",
            {"Origin": "https://other.example"},
        )
        answers = [requests.get(url, headers=origin, timeout=30) for _ in range(CALLS)]
        return {answer.headers.get("Access-Control-Allow-Origin") for answer in answers}

    assert allowed() == {"*"}
    tenant.realm.cors_origins = "https://lms.example"
    tenant.realm.save()
    time.sleep(1.0)
    assert allowed() == {None}
