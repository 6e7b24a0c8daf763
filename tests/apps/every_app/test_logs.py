"""Credentials never get into a log, however they are sent and however the request ends.

See docs/contract/reliability.md, "Threats", T6.
"""

import json

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.apps.records import ANN, make_course, make_registration
from tests.asking import Asker, call

NAMES = ("realm_secret_key", "sc_secret_key", "api_key", "api_token", "accessToken", "access_token")


def requests_with(secret: str):
    """The secret in every place of a request that can hold one: method, path, and the other arguments of Asker.send."""
    for name in NAMES:
        values = {name: secret, "realm_guid": "x"} if name == "realm_secret_key" else {name: secret}
        yield "GET", "course", {"query": values}
        yield "GET", f"course?{name.replace('_', '%5F')}={secret}", {}
        yield "GET", "course.jsonc", {"query": {**values, "title_re": "("}}
        yield "GET", f"registration/{name}/launch_url", {"query": values}
        yield "POST", "realm_user", {"form": {**values, "email": "x"}}
        yield "POST", "realm_user", {"body": json.dumps(values).encode(), "content_type": "application/json"}
        yield "POST", "course", {"body": encode_multipart(BOUNDARY, values), "content_type": MULTIPART_CONTENT}
        yield "GET", "course", {"query": values, "headers": {"Referer": f"https://lms.example/?{name}={secret}"}}
    yield "GET", "course", {"headers": {"Authorization": f"Bearer {secret}"}}


def test_no_credential_reaches_a_log(tenant, request_log, caplog, capsys):
    caplog.set_level("DEBUG")
    registration = make_registration(make_course(tenant), ANN)
    key = tenant.learner(ANN).credentials["api_key"]
    for secret in ("canary0123456789canary0123456789", key):
        for method, path, rest in requests_with(secret):
            Asker().send(method, path, **rest)
        assert Asker(api_key=key)(f"registration/{registration.registration_guid}/launch_url").status == 200
    tenant.pair("course")
    tenant.app("course")
    said = "\n".join(json.dumps(row.__dict__, default=str) for row in request_log())
    said += "\n".join(f"{record.getMessage()} {vars(record)!r}" for record in caplog.records) + "".join(
        capsys.readouterr()
    )
    for secret in ("canary0123", key, tenant.secret, tenant.app_secret):
        assert secret not in said
    assert "/bright/api/v2/course" in said


def test_a_refusal_is_found_by_its_request_id_with_its_reason(tenant, request_log):
    answer = Asker().send("GET", "course", query={"api_key": "bogus!", "course_guid": "course1"},
                          headers={"X-Request-Id": "d4da4e1010b84640"})  # fmt: skip
    (row,) = [row for row in request_log() if row.request_id == "d4da4e1010b84640"]
    assert (answer.status, row.status, row.method, row.path) == (401, 401, "GET", "/bright/api/v2/course")
    assert "api token not found" in row.reason and "course1" in row.query
    assert answer.body == b""


def test_a_known_callers_realm_and_kind_are_kept(tenant, request_log):
    request_id = tenant.pair("course", title_re="(").headers["x-request-id"]
    (row,) = [row for row in request_log() if row.request_id == request_id]
    assert (row.status, row.access, row.realm_id) == (500, "REALM_PAIR", tenant.realm.pk)
    assert "parentheses () not balanced" in row.reason


def test_an_odd_method_takes_no_other_request_out_of_the_log(tenant, request_log):
    Asker()("course")
    call("REPORTEVERYTHING", "/bright/api/v2/course", "", b"", "", {})
    assert [row.method for row in request_log()][-2:] == ["GET", "REPORTEVER"]  # before them, those of other tests


def test_a_log_line_cannot_be_forged(tenant, caplog):
    caplog.set_level("INFO", "bright.refusal")
    Asker()("course/x\n2026-11-22 INFO forged\x1b[2J\u2028")
    assert r"course/x\n2026-11-22 INFO forged\x1b[2J\u2028: no access" in caplog.text
