"""Letters outside ASCII that lower case turns into ASCII ones open nobody else's records, wherever an address comes in.

See docs/contract/parameters.md, "E-mail addresses".
"""

import json

import pytest
from django.test import Client

from apps.invitation.custom_text import CustomText
from apps.registration.models import Registration
from apps.user.models import User
from bright.email_addresses import LOOK_ALIKES, normalized_email
from bright.errors import InvalidArgument
from server.errors import OperatorError
from server.services import reset_second_factor
from tests.apps.records import make_course
from tests.conftest import Tenant

KATE = "kate@example.com"
KELVIN = "\u212aate@example.com"
pytestmark = pytest.mark.django_db


@pytest.fixture
def kate(tenant: Tenant) -> Registration:
    course = make_course(tenant)
    tenant.pair.post("invitation", name="i")
    answer = tenant.pair.post("registration", course_guid=course.course_guid, learner_id=KATE)
    assert answer.status == 201
    return Registration.objects.get()


def test_the_list_has_every_letter_that_a_change_of_case_turns_into_an_ascii_one() -> None:
    letters = map(chr, range(128, 0x110000))
    folded = {
        letter
        for letter in letters
        if any(each[0].isascii() and len(each) == 1 for each in (letter.lower(), letter.upper(), letter.casefold()))
    }
    assert folded | {"\u0130"} == LOOK_ALIKES  # İ in lower case is i with a dot of its own


@pytest.mark.parametrize("letter", sorted(LOOK_ALIKES))
def test_such_a_letter_is_refused_and_others_are_lowered(letter: str) -> None:
    with pytest.raises(InvalidArgument):
        normalized_email(f"a{letter}@example.com")
    assert normalized_email("ÉLAN@Straße.example") == "élan@straße.example"


@pytest.mark.parametrize(
    ("method", "path", "parameters"),
    [
        ("GET", "registration", {"learner_id": KELVIN}),
        ("GET", "registration", {"learner_id": KELVIN, "last_only": "t"}),
        ("GET", "realm_user", {"email": KELVIN}),
        ("GET", f"realm_user/{KELVIN}", {}),
        ("POST", "registration", {"learner_id": KELVIN, "course_guid": "{course}"}),
        ("POST", "registration", {"learner_id": KELVIN, "course_guid": "{course}", "dont_duplicate": "t"}),
        ("POST", "api_key", {"user_email": KELVIN}),
        ("POST", "realm_user", {"email": KELVIN}),
        ("GET", "realm_user/gupdate", {"email": KELVIN, "custom": "x"}),
        ("POST", "invitation/add_learners", {"name": "i", "learners": json.dumps([KELVIN])}),
        ("POST", "invitation/add_learners", {"name": "i", "unlearners": json.dumps([KELVIN])}),
        ("GET", "stored_query/run", {"query_scope": "bright", "name": "learner_transcript", "learner_id": KELVIN}),
    ],
)
def test_the_api_refuses_it(tenant: Tenant, kate: Registration, method, path, parameters) -> None:
    values = {name: value.format(course=kate.course.course_guid) if name == "course_guid" else value
              for name, value in parameters.items()}  # fmt: skip
    answer = getattr(tenant.pair, {"GET": "__call__"}.get(method, method.lower()))(path, **values)
    assert (answer.status, answer.body) in [(500, b""), (404, b"")] and b"kate" not in answer.body
    assert Registration.objects.count() == 1 and list(User.objects.values_list("email", flat=True)) == [KATE]


def test_a_learners_key_registers_no_look_alike(tenant: Tenant, kate: Registration) -> None:
    answer = tenant.learner(KATE).post("registration", course_guid=kate.course.course_guid, learner_id=KELVIN)
    assert answer.status == 500 and answer.headers["x-bright-error"] == "invalid-argument"


def test_the_custom_text_of_an_invitation_names_no_look_alike() -> None:
    text = CustomText.parse(json.dumps({"reporting_users": f"{KELVIN}, bob@example.com"}))
    assert KATE not in text.reporting_users


def test_the_command_line_finds_no_operator_by_it() -> None:
    User.objects.create_superuser(KATE, "a long password")
    with pytest.raises(OperatorError):
        reset_second_factor(KELVIN)


@pytest.mark.parametrize(
    "page", ["registration/registration", "realm_user/realmuser", "user/user", "user/secondfactor"]
)
def test_the_console_finds_nobody_by_it(client: Client, kate: Registration, page: str, settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    client.force_login(User.objects.create_superuser("operator@example.com", "a long password"))
    found = client.get(f"/admin/{page}/", {"q": KELVIN})
    assert found.status_code == 200 and "kate@" not in found.text
    if page != "user/secondfactor":
        assert "kate@" in client.get(f"/admin/{page}/", {"q": KATE}).text


def test_the_console_creates_nobody_of_that_name(client: Client, tenant: Tenant, kate: Registration, settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    client.force_login(User.objects.create_superuser("operator@example.com", "a long password"))
    for page, values in {
        "realm_user/realmuser": {"realm": tenant.realm.pk, "email": KELVIN, "realm_role_id": 1},
        "api_key/apikey": {"realm": tenant.realm.pk, "email": KELVIN},
        "user/user": {"email": KELVIN, "usable_password": "false"},
    }.items():
        assert client.post(f"/admin/{page}/add/", values).status_code == 200
    assert User.objects.count() == 2
