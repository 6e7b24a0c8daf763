"""Every route × every kind of caller, and every way of being nobody.

See docs/contract/access.md, "Who may do what"; docs/contract/reliability.md, "Threats", T3, T8.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from apps.api_key.models import ApiKey
from apps.course_provider.providers.fake import FakeProvider
from apps.customer.models import CustomerEndpoint
from apps.invitation.models import Invitation
from apps.stored_query.models import StoredQuery
from apps.template.models import Template
from apps.upload.models import Upload
from bright.rest.authentication import access_cache
from tests.apps.records import ANN, make_course, make_registration
from tests.asking import Answer, Asker
from tests.conftest import Tenant
from tests.contract.access_table import KINDS, NATURAL_KEYS, TABLE
from tests.contract.asked_routes import Asked, all_routes

ROUTES = list(all_routes())
GOOD_SUFFIX, BAD_SUFFIX = ".json", ".jsonc"


@pytest.fixture
def names(tenant) -> dict[str, str]:
    """What the braces of the table stand for."""
    course = make_course(tenant)
    upload = Upload.objects.create(realm=tenant.realm, course_provider=tenant.provider, path="/none", size=1)
    registration = make_registration(course, ANN)
    query = StoredQuery.objects.get_or_create_own(tenant.realm.pk, "mine", sql="SELECT 1")[0]
    return {
        "course": course.course_guid,
        "registration": registration.registration_guid,
        "launch": str(registration.launches.create().pk),
        "invitation": Invitation.objects.create(realm=tenant.realm, name="club").name,
        "stored_query": query.name,
        "customer": CustomerEndpoint.objects.create(realm=tenant.realm, path="acme/one", stored_query=query).path,
        "template": Template.objects.create(realm=tenant.realm, name="launcher").name,
        "provider": tenant.provider.name,
        "email": ANN,
        "api_key": str(ApiKey.issue(realm=tenant.realm, course_provider=tenant.provider)[0].pk),
        "upload": upload.token,
    }


def ask(asker: Asker, route: Asked, names: dict[str, str], suffix: str = GOOD_SUFFIX) -> Answer:
    """One request on a route, undone afterwards."""
    line = TABLE[route.resource][route.action]
    given = {name: value.format(**names) for name, value in line.parameters.items()}
    if "{id}" not in route.path and route.action == "update":
        given[NATURAL_KEYS.get(route.resource, "id")] = line.id.format(**names)
    path = route.path.format(id=line.id.format(**names) or "1", suffix=suffix)
    with transaction.atomic():
        with_form = route.method in ("POST", "PUT", "PATCH")
        answer = asker.send(route.method, path, **({"form": given} if with_form else {"query": given}))
        transaction.set_rollback(True)
    access_cache.clear()
    return answer


def callers(tenant: Tenant) -> dict[str, Asker]:
    kinds = (tenant.pair, tenant.realm_key, tenant.app, tenant.provider_key, tenant.learner(ANN), tenant.anonymous)
    return dict(zip(KINDS, kinds, strict=True))


def test_the_table_holds_every_action_that_is_routed():
    routed = {(route.resource, route.action) for route in ROUTES}
    assert routed == {(resource, action) for resource, lines in TABLE.items() for action in lines}


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_decides_on_every_route(tenant, names, kind):
    asker, hits, wrong = callers(tenant)[kind], Counter(), []
    for route in ROUTES:
        line = TABLE[route.resource][route.action]
        expected = line.status if kind in line.allowed else 401
        answer = ask(asker, route, names)
        hits[route] += 1
        if answer.status != expected or (expected == 401 and answer.body):
            wrong.append((route.method, route.path, answer.status, expected, answer.headers))
    assert wrong == []
    assert len(hits) == len(ROUTES) >= 50


def nobodies(tenant: Tenant) -> dict[str, Asker]:
    expired, token = ApiKey.issue(realm=tenant.realm, lifetime=timedelta(seconds=1))
    ApiKey.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    revoked, revoked_token = ApiKey.issue(realm=tenant.realm)
    revoked.revoke()
    pair, app = tenant.pair.credentials, tenant.app.credentials
    return {
        "none": Asker(),
        "empty": Asker(api_key="", realm_guid=""),
        "half a pair": Asker(realm_guid=pair["realm_guid"]),
        "the other half": Asker(realm_secret_key=pair["realm_secret_key"]),
        "half an app": Asker(sc_app_id=app["sc_app_id"]),
        "unknown key": Asker(api_key="0" * 32),
        "unknown realm": Asker(realm_guid="x", realm_secret_key=pair["realm_secret_key"]),
        "wrong secret": Asker(realm_guid=pair["realm_guid"], realm_secret_key="x"),
        "wrong app secret": Asker(sc_app_id=app["sc_app_id"], sc_secret_key="x"),
        "expired": Asker(api_key=token),
        "revoked": Asker(api_key=revoked_token),
        "two keys": Asker(api_key=token, api_token=revoked_token),
        "two values": Asker(api_key=[tenant.realm_key.credentials["api_key"], tenant.realm_key.credentials["api_key"]]),
    }


def test_nobody_gets_401_on_every_route(tenant, names):
    wrong = []
    for name, asker in nobodies(tenant).items():
        for route in ROUTES:
            answer = ask(asker, route, names)
            if (answer.status, answer.body) != (401, b""):
                wrong.append((name, route, answer.status))
    assert wrong == []


def two_modes(tenant: Tenant) -> dict[str, Asker]:
    pair, app, key = tenant.pair.credentials, tenant.app.credentials, tenant.realm_key.credentials
    return {
        "key and pair": Asker(**key, **pair),
        "key and half a pair": Asker(**key, realm_guid="x"),
        "wrong key and wrong pair": Asker(api_key="x", realm_guid="y"),
        "key and app": Asker(**key, **app),
        "pair and app": Asker(**pair, **app),
        "all three": Asker(**key, **pair, **app),
    }


BESIDE_AN_APP_PAIR = {("registration", "create"), ("course_provider", "create"), ("course_provider", "update")}


def may_bring_an_app_pair(route: Asked, name: str) -> bool:
    action = {"new": "create", "edit": "update"}.get(route.action, route.action)
    return (route.resource, action) in BESIDE_AN_APP_PAIR and name in ("key and app", "pair and app")


def test_two_modes_get_501_on_every_route(tenant, names):
    wrong = []
    for name, asker in two_modes(tenant).items():
        for route in ROUTES:
            if not may_bring_an_app_pair(route, name):
                answer = ask(asker, route, names)
                if (answer.status, answer.body) != (501, b""):
                    wrong.append((name, route, answer.status))
    assert wrong == []


def test_an_app_pair_beside_another_mode_is_data_where_the_contract_says_so(tenant, names):
    asked = [route for route in ROUTES if may_bring_an_app_pair(route, "key and app")]
    askers, statuses = two_modes(tenant), Counter()
    for route in asked:
        for name in ("key and app", "pair and app"):
            statuses[route.resource, route.action, ask(askers[name], route, names).status] += 1
    assert statuses == {
        ("registration", "create", 201): 10,
        ("registration", "new", 200): 4,
        ("course_provider", "new", 200): 4,
        ("course_provider", "edit", 200): 4,
        # The pair is another provider's already.
        ("course_provider", "create", 500): 10,
        ("course_provider", "update", 200): 12,
    }


@pytest.mark.parametrize(("in_query", "in_body"), [("key", "pair"), ("pair", "key"), ("app", "pair"), ("key", "app")])
def test_two_modes_split_over_query_and_body_get_501(tenant, names, in_query, in_body):
    known = {"key": tenant.realm_key, "pair": tenant.pair, "app": tenant.app}
    query, form = known[in_query].credentials, known[in_body].credentials
    # An app pair beside another mode is data for these resources' creates.
    elsewhere = {"registration": "registration/gupdate", "course_provider": "course_provider/1"}
    for resource in TABLE:
        path = elsewhere.get(resource, resource)
        assert Asker().send("POST", path, query=query, form=form).status == 501, resource


def test_one_pair_split_over_query_and_body_is_one_mode(tenant):
    guid, secret = tenant.pair.credentials.items()
    assert Asker().send("POST", "realm_user", query=[guid], form=dict([secret, ("email", ANN)])).status == 201


NAMES_OF_A_KEY = ("api_key", "api_token", "accessToken", "access_token")


def test_the_same_key_under_two_names_is_one_mode(tenant):
    token = tenant.realm_key.credentials["api_key"]
    for name in NAMES_OF_A_KEY:
        assert Asker(**{name: token})("course").status == 200
        assert Asker(**{name: token, "api_key": token})("course").status == 200
        assert Asker(**{name: [token, token]})("course").status == 200
    assert Asker(**dict.fromkeys(NAMES_OF_A_KEY, token))("course").status == 200


def test_two_values_of_one_key_get_401_however_they_are_sent(tenant):
    one, two = (tenant.realm_key.credentials["api_key"] for _ in range(2))
    assert Asker(api_key=one, api_token=two)("course").status == 401
    assert Asker().send("POST", "realm_user", query={"api_key": one}, form={"api_key": two, "email": ANN}).status == 401
    headers = {"Authorization": f"Bearer {one}"}
    assert Asker().send("GET", "course", headers=headers).status == 200
    assert Asker(api_key=two).send("GET", "course", headers=headers).status == 401


def test_501_comes_before_401_and_401_before_406(tenant, names):
    nobody, both, known = Asker(api_key="x"), Asker(api_key="x", realm_guid="y"), tenant.pair
    asked = [route for route in ROUTES if route.takes_any_suffix]
    for asker, expected in ((both, 501), (nobody, 401), (known, 406)):
        wrong = []
        for route in asked:
            answer = ask(asker, route, names, BAD_SUFFIX)
            if (answer.status, answer.body) != (expected, b""):
                wrong.append((route, answer.status))
        assert wrong == [], expected
    assert len(asked) > 25


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_table_refuses_is_401_before_406(tenant, names, kind):
    asker, wrong = callers(tenant)[kind], []
    for route in (route for route in ROUTES if route.takes_any_suffix):
        expected = 406 if kind in TABLE[route.resource][route.action].allowed else 401
        answer = ask(asker, route, names, BAD_SUFFIX)
        if (answer.status, answer.body) != (expected, b""):
            wrong.append((route, answer.status))
    assert wrong == []


def test_a_formats_name_is_judged_on_item_paths_too(tenant, names):
    for asker, expected in ((Asker(api_key="x", realm_guid="y"), 501), (Asker(api_key="x"), 401), (tenant.pair, 406)):
        assert asker(f"course/{names['course']}", format="jsonc").status == expected


def test_a_session_of_an_operator_opens_nothing(tenant, admin_user, client):
    """No ambient authority: the API reads no cookie, and never says that it takes credentials.

    See docs/contract/reliability.md, "Threats", T10.
    """
    client.force_login(admin_user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    for resource in TABLE:
        answer = Asker().send("GET", resource, headers={"Cookie": cookie, "Origin": "https://evil.example"})
        assert answer.status == 401
        assert "access-control-allow-credentials" not in answer.headers


@pytest.fixture(autouse=True)
def fake_forgets():
    """The fake provider keeps what a rolled-back request made; no test may find it."""
    yield
    FakeProvider.accounts.clear()
