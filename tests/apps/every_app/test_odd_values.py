"""Values that no row can have get the response that the contract says, never a crash.

See docs/contract/reliability.md, "Threats", T21.
"""

import json

import pytest

from tests.apps.records import make_course
from tests.asking import Asker

COLLECTIONS = ("course", "registration", "realm_user", "api_key")
ODD = [
    "\0",
    "\ud800",
    "a\0b",
    "9" * 5000,
    "-1",
    "1e400",
    "NaN",
    "é" * 300,
    "\u202e",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "{}",
    "$1",
    "%s",
]


@pytest.mark.parametrize("resource", COLLECTIONS)
def test_odd_values_of_filters_find_nothing_or_are_malformed_arguments(tenant, resource):
    make_course(tenant)
    for name in ("id", "course_guid", "title", "email", "learner_id", "custom", "course_provider_id", "active", "limit",
                 "after", "fields", "api_template", "title_re"):  # fmt: skip
        for value in ODD:
            body = json.dumps({**tenant.pair.credentials, name: value}).encode()
            answer = Asker().send("GET", resource, body=body, content_type="application/json")
            assert answer.status == 200 or answer.headers.get("x-bright-error") == "invalid-argument", (name, value)


@pytest.mark.parametrize("names", [("realm_guid", "realm_secret_key"), ("sc_app_id", "sc_secret_key"), ("api_key",)])
def test_odd_credentials_are_401(tenant, names):
    for value in ODD:
        body = json.dumps(dict.fromkeys(names, value)).encode()
        assert Asker().send("GET", "course", body=body, content_type="application/json").status == 401, value
    assert Asker(**dict.fromkeys(names, "\0"))("course").status == 401
    assert Asker(**{name: ["x", "y"] for name in names})("course").status == 401


@pytest.mark.parametrize("resource", COLLECTIONS)
@pytest.mark.parametrize("id", ["\0", "a\0b", "\u202e", "9" * 5000, "-1", "%", "'", "\\", "$1", "%s", "\ufffd"])
def test_odd_ids_are_404(tenant, resource, id):
    assert tenant.pair(f"{resource}/{id}").status == 404


def test_a_malformed_argument_is_judged_after_credentials_and_format(tenant):
    both = Asker(api_key="x", **tenant.pair.credentials)
    for asker, path, status in ((Asker(), "course", 401), (both, "course", 501), (tenant.pair, "course.jsonc", 406),
                                (tenant.pair, "course", 500)):  # fmt: skip
        assert asker(path, title="\0").status == status


def test_a_malformed_argument_under_a_callback_is_200(tenant):
    answer = tenant.pair("course.json", title="\0", callback="got")
    assert (answer.status, answer.text) == (200, '/**/got({"error_code":"500","error_message":""}, 500);')
