"""The forms of our own apps: all of them, from their declarations, and what is odd about some."""

import base64

import pytest
from lxml import html

from apps.course_provider.models import CourseProvider
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from bright.forms.parameters import parameters_of
from config.urls import router
from tests.apps.records import ANN, BOB, make_course, make_registration
from tests.asking import Asker
from tests.contract.worlds import make_world

WITH_FORMS = sorted(name for name, resource in router.viewsets.items() if not resource.routes)


def form(answer):
    return html.fromstring(answer.body).forms[0]


def heading(answer) -> str:
    return html.fromstring(answer.body).findtext(".//h1")


@pytest.mark.parametrize("name", WITH_FORMS)
def test_a_form_for_every_create_and_update_that_is_offered(db, name):
    world, resource = make_world(), router.viewsets[name]
    for page, action in (("new", "create"), ("1/edit", "update")):
        if action not in resource.required_scopes:
            assert world.tenant.pair(f"{name}/{page}").status == 405
            continue
        id = resource.document.model.objects.filter(realm=world.tenant.realm).first().pk
        answer = world.tenant.pair(f"{name}/{page.replace('1', str(id))}")
        expected = set(parameters_of(resource, action)) - ({resource.lookup_field} if action == "update" else set())
        hidden = {"realm_guid", "realm_secret_key"}
        assert {element.name for element in form(answer).inputs if element.name} == expected | hidden
        helps = html.fromstring(answer.body).xpath("//p[@class='help']")
        assert all(" – " in help.text_content() for help in helps)


def test_credentials_of_a_header_are_not_repeated(tenant):
    pair = ":".join(tenant.pair.credentials.values())
    basic = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    bearer = {"Authorization": f"Bearer {tenant.realm_key.credentials['api_key']}"}
    for headers in (basic, bearer):
        answer = Asker().send("GET", "realm_user/new", headers=headers)
        assert (answer.status, b'type="hidden"' in answer.body) == (200, False)
    kind = "application/x-www-form-urlencoded"
    sent = Asker().send("POST", "realm_user/new", body=b"email=ann@example.com", content_type=kind, headers=basic)
    assert (sent.status, heading(sent)) == (201, "Created")


def test_a_user_who_is_there_is_no_redirect_for_a_person(tenant):
    RealmUser.objects.get_or_create_by_email(tenant.realm.pk, ANN)[0]
    answer = tenant.pair.post("realm_user/new", email=ANN)
    assert (answer.status, heading(answer)) == (200, "It already exists")
    assert "location" not in answer.headers


def test_a_key_is_shown_once_on_its_page(tenant):
    answer = tenant.pair.post("api_key/new", user_email=ANN, ttl="")
    assert answer.status == 201
    rows = {row[0].text: row[1].text for row in html.fromstring(answer.body).iter("tr")}
    assert Asker(api_key=rows["access_token"])("course").status == 200


def test_an_app_pair_in_a_form_is_data(tenant):
    answer = tenant.pair.post("course_provider/new", name="Own", sc_app_id="APP", sc_secret_key="a secret")
    assert answer.status == 201
    assert (b"a secret" in answer.body, b'name="sc_app_id"' in answer.body) == (False, False)
    made = CourseProvider.objects.get(name="Own")
    assert (made.sc_app_id, made.sc_secret_key) == ("APP", "a secret")
    path = f"course_provider/{made.pk}/edit"
    assert form(tenant.pair(path)).fields["sc_app_id"] == "APP"
    unchanged = tenant.pair.post(path, sc_app_id="APP", sc_secret_key="", api_url="https://x.example")
    assert (unchanged.status, heading(unchanged)) == (200, "Saved")
    half = tenant.pair.post(path, sc_app_id="OTHER", sc_secret_key="")
    assert half.headers["x-bright-error"] == "invalid-argument"
    assert form(half).fields["sc_app_id"] == "OTHER"


def test_a_key_bound_to_a_user_makes_registrations_of_its_own_only(tenant):
    course, learner = make_course(tenant), tenant.learner(ANN)
    assert learner("registration/new").status == 200
    other = learner.post("registration/new", course_guid=course.course_guid, learner_id=BOB)
    assert other.status == 401
    assert "These credentials do not allow this." in other.text
    assert learner.post("registration/new", course_guid=course.course_guid, learner_id=ANN).status == 201
    assert learner(f"registration/{Registration.objects.get().pk}/edit").status == 401


def test_a_repair_by_hand_needs_its_switch(tenant):
    registration = make_registration(make_course(tenant), ANN)
    path = f"registration/{registration.registration_guid}/edit"
    refused = tenant.pair.post(path, score="88", ignore="", complete="", custom="")
    assert refused.status == 500
    assert "score can be set only together with ignore=true." in refused.text
    assert tenant.pair.post(path, score="88", ignore="true", complete="", custom="").status == 200
    registration.refresh_from_db()
    assert (registration.score, registration.ignore, registration.complete) == (88.0, True, "unknown")


def test_what_one_realm_has_no_form_of_another_shows(tenant, other_tenant):
    registration = make_registration(make_course(other_tenant), ANN)
    for method in ("GET", "POST"):
        answer = tenant.pair.send(method, f"registration/{registration.registration_guid}/edit")
        assert (answer.status, answer.body) == (404, b"")
