"""The commands for realms and support; `bright doctor` has a file of its own. Errors are one sentence."""

import json

import pytest
from click.testing import CliRunner
from django.utils import timezone

from apps.course.models import Course
from apps.realm.models import Realm
from apps.request_log.models import RequestLog
from apps.user.models import SecondFactor, User
from server.cli import bright
from server.errors import OperatorError
from tests.asking import Asker
from tests.conftest import Tenant


def run(*arguments: str):
    """The output. An OperatorError, which main() prints, is raised."""
    return CliRunner().invoke(bright, arguments, catch_exceptions=False).output


@pytest.mark.parametrize("as_json", [True, False])
def test_rotate_secret_shows_the_new_one_which_works_and_the_old_one_stops(tenant: Tenant, as_json: bool):
    said = run("realm", "rotate-secret", "Acme", *(["--json"] if as_json else []))
    values = json.loads(said) if as_json else dict(line.split(": ", 1) for line in said.splitlines())
    assert set(values) == {"realm_guid", "realm_secret_key"} and values["realm_guid"] == tenant.realm.realm_guid
    assert Asker(**values)("course").status == 200
    assert tenant.pair("course").status == 401
    assert len(values["realm_secret_key"]) >= 43


def test_list_names_every_realm_with_its_courses(tenant: Tenant, other_tenant: Tenant):
    for guid, deleted_at in (("a", None), ("b", timezone.now())):
        Course.objects.create(
            realm=tenant.realm, course_provider=tenant.provider, course_guid=guid, deleted_at=deleted_at
        )
    rows = json.loads(run("realm", "list", "--json"))
    assert rows == [
        {"realm_guid": tenant.realm.realm_guid, "name": "Acme", "courses": 1},
        {"realm_guid": other_tenant.realm.realm_guid, "name": "Other", "courses": 0},
    ]
    assert run("realm", "list").splitlines()[0].split() == [tenant.realm.realm_guid, "Acme", "1"]


def test_an_empty_list_is_empty(db: None):
    Realm.objects.all().delete()
    assert (run("realm", "list"), run("realm", "list", "--json")) == ("", "[]\n")


def test_request_shows_why_by_its_id(tenant: Tenant):
    RequestLog.objects.create(
        at=timezone.now(), request_id="d4da4e1010b84640", method="GET", path="/bright/api/v2/course", status=401,
        reason="api token not found",
    )  # fmt: skip
    assert "reason: api token not found" in run("request", "d4da4e1010b84640").splitlines()
    (row,) = json.loads(run("request", "d4da4e1010b84640", "--json"))
    assert (row["status"], row["reason"], row["at"][-1]) == (401, "api token not found", "Z")


@pytest.mark.parametrize("has_one", [True, False])
def test_a_second_factor_is_reset(db: None, has_one: bool):
    operator = User.objects.create_superuser("ann@example.com", "a long password")
    if has_one:
        SecondFactor.objects.create(user=operator, name="authenticator", confirmed=True)
    said = json.loads(run("user", "reset-second-factor", "Ann@Example.com", "--json"))
    assert said == {"email": "ann@example.com", "had_second_factor": has_one}
    assert not SecondFactor.objects.exists()


def test_a_sign_in_link_is_made_for_an_operator(db: None, client, settings):
    User.objects.create_superuser("ann@example.com", "a long password")
    link = json.loads(run("user", "sign-in-link", "Ann@Example.com", "--json"))["sign_in_link"]
    assert link.startswith(f"{settings.BRIGHT_BASE_URL}/sign-in/")
    assert client.get(link.removeprefix(settings.BRIGHT_BASE_URL)).status_code == 302


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("realm", "rotate-secret", "Nobody"), "There is no realm named 'Nobody'"),
        (("realm", "create", "x" * 201), "Ensure this value has at most 200 characters"),
        (("request", "unknown"), "The request log has no request 'unknown'"),
        (("user", "reset-second-factor", "bob@example.com"), "There is no operator 'bob@example.com'"),
        (("user", "sign-in-link", "bob@example.com"), "There is no operator 'bob@example.com'"),
    ],
)
def test_errors_are_one_sentence(db: None, arguments: tuple[str, ...], sentence: str):
    User.objects.get_or_create_by_email("bob@example.com")[0]  # a learner is no operator
    with pytest.raises(OperatorError) as caught:
        run(*arguments)
    assert str(caught.value).startswith(sentence) and "\n" not in str(caught.value)
    refused = CliRunner().invoke(bright, (*arguments, "--json"))
    assert json.loads(refused.output) == {"error": str(caught.value)}
