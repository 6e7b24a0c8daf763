"""The log says why a request was refused, under its X-Request-Id, and nothing else about it.

See docs/contract/access.md, "Why a request was refused".
"""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import OperationalError

from apps.api_key.models import ApiKey
from apps.request_log.models import RequestLog
from tests.apps.records import ANN, GUID, fail_from_now_on, make_course, make_registration
from tests.asking import Asker
from tests.conftest import Tenant

CANARY = "canary0123456789canary0123456789"


@dataclass(frozen=True)
class Case:
    """A request, its status, and what its reason says. `who` is an attribute of the tenant, or credentials."""

    who: str | dict[str, Any]
    path: str
    status: int
    words: str
    method: str = "GET"
    rest: dict[str, Any] = field(default_factory=dict)


WRONG_PAIR = {"realm_guid": "x", "realm_secret_key": CANARY}
CASES = [
    Case({}, "course", 401, "no access mode presented"),
    Case({"api_key": CANARY}, "course", 401, "api token not found"),
    Case({"api_key": [CANARY, "y"]}, "course", 401, "api_key: two different values were given"),
    Case({"realm_guid": "x"}, "course", 401, "realm: incomplete"),
    Case(WRONG_PAIR, "course", 401, "no realm has this realm_guid"),
    Case({"sc_app_id": "x", "sc_secret_key": CANARY}, "course", 401, "no course provider has this sc_app_id with this"),
    Case("anonymous", "registration", 401, "list is not open to ANONYMOUS_KEY"),
    Case("realm_key", "api_key/gcreate", 401, "create is not open to REALM_KEY"),
    Case("pair", "course/none", 404, "no record has this id"),
    Case("pair", "nonsense", 404, "no such path"),
    Case("pair", "registration/gcreate", 404, "no courses have this course_guid", rest={"query": {"learner_id": ANN}}),
    Case("pair", "realm_user/gupdate", 404, "no email given"),
    Case("pair", "api_key/gupdate/1", 405, "not offered here"),
    Case("pair", "realm_user/gcreate", 405, "HEAD on an action that writes", "HEAD", {"query": {"email": ANN}}),
    Case("pair", "course", 405, "not offered here", "PATCH"),
    Case("pair", "realm_user/gcreate", 405, "a prefetch of an action that writes",
         rest={"query": {"email": ANN}, "headers": {"Sec-Purpose": "prefetch"}}),
    Case("pair", "course.jsonc", 406, "unknown format 'jsonc'"),
    Case("pair", "course", 406, "unknown format 'yaml'", rest={"query": {"format": "yaml"}}),
    Case("pair", "course", 411, "a body without Content-Length", "POST",
         {"headers": {"Transfer-Encoding": "chunked"}}),
    Case("pair", "realm_user", 413, "exceed", "POST", {"form": {"custom": "x" * 5 * 1024 * 1024}}),
    Case("pair", "course", 413, "too many parameters", rest={"query": {f"a{number}": "" for number in range(600)}}),
    Case("pair", "course", 500, "limit is not a whole number", rest={"query": {"limit": "x"}}),
    Case("pair", "course", 500, "a regular expression: invalid", rest={"query": {"title_re": "("}}),
    Case("pair", "realm_user", 500, "email", "POST", {"form": {"email": "x"}}),
    Case("pair", "course.json", 500, "callback is not a plain JavaScript name", rest={"query": {"callback": "1"}}),
    Case("pair", "realm_user", 500, "body: JSON parse error", "POST",
         {"body": b"{", "content_type": "application/json"}),
    Case("pair", "course", 500, "holds NUL or half a surrogate pair", rest={"query": {"title": "\0"}}),
    Case({"api_key": CANARY, **WRONG_PAIR}, "course", 501, "two access modes presented: api_key, realm"),
]  # fmt: skip


def ask(tenant: Tenant, case: Case, **query: str):
    asker = getattr(tenant, case.who) if isinstance(case.who, str) else Asker(**case.who)
    rest = {**case.rest, "query": {**case.rest.get("query", {}), **query}} if query else case.rest
    return asker.send(case.method, case.path, **rest)


def row_of(answer, request_log) -> RequestLog:
    (row,) = [row for row in request_log() if row.request_id == answer.headers["x-request-id"]]
    return row


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.status} {case.words}")
def test_the_reason_is_found_in_words(tenant: Tenant, request_log, case: Case):
    answer = ask(tenant, case)
    row = row_of(answer, request_log)
    assert (answer.status, answer.body, row.status) == (case.status, b"", case.status)
    assert case.words in row.reason
    for secret in (CANARY, tenant.secret, tenant.app_secret):
        assert secret not in json.dumps(row.__dict__, default=str)


def test_under_a_callback_the_log_still_has_the_errors_own_status(tenant: Tenant, request_log, settings):
    settings.BRIGHT_REQUEST_LOG_SAMPLE = 0.0
    for case in [case for case in CASES if case.method == "GET" and case.status in (401, 404, 501)]:
        answer = ask(tenant, case, callback="got")
        assert (answer.status, row_of(answer, request_log).status) == (200, case.status), case


def test_keys_that_are_over_say_since_when(tenant: Tenant, request_log):
    key, token = ApiKey.issue(realm=tenant.realm)
    key.revoke()
    reason = row_of(Asker(api_key=token)("course"), request_log).reason
    assert reason == f"api key {key.pk} was revoked at {key.revoked_at:%Y-%m-%d %H:%M:%S} UTC"
    key, token = ApiKey.issue(realm=tenant.realm)
    ApiKey.objects.filter(pk=key.pk).update(expires_at=key.created_at)
    reason = row_of(Asker(api_key=token)("course"), request_log).reason
    assert reason == f"api key {key.pk} expired at {key.created_at:%Y-%m-%d %H:%M:%S} UTC"


def test_a_wrong_secret_of_a_known_realm_is_told_from_an_unknown_realm_in_the_log_only(tenant: Tenant, request_log):
    wrong = Asker(realm_guid=tenant.realm.realm_guid, realm_secret_key=CANARY)("course")
    assert row_of(wrong, request_log).reason == "realm_secret_key is not the one of this realm"
    unknown = Asker(**WRONG_PAIR)("course")
    hidden = {"x-request-id", "x-runtime"}
    assert (wrong.status, wrong.body) == (unknown.status, unknown.body) == (401, b"")
    assert {k: v for k, v in wrong.headers.items() if k not in hidden} == {
        k: v for k, v in unknown.headers.items() if k not in hidden
    }


def test_another_realms_records_are_refused_in_the_words_for_none(tenant: Tenant, other_tenant: Tenant, request_log):
    theirs = make_registration(make_course(other_tenant, "theirs"), ANN).registration_guid
    for path in ("course/{}", "registration/{}", "registration/{}/launch_url"):
        hidden, none = (
            row_of(tenant.pair(path.format(guid)), request_log).reason
            for guid in (theirs if "reg" in path else "theirs", "none")
        )
        assert hidden == none == "no record has this id"


def test_too_many_failures_say_so(tenant: Tenant, request_log, settings):
    settings.BRIGHT_FAILED_LOG_INS_PER_MINUTE = 1
    answers = [Asker(api_key=CANARY)("course") for _ in range(2)]
    reason = row_of(answers[1], request_log).reason
    assert answers[1].status == 429
    assert reason == ("more than 1 failed log-ins within a minute from this address and with this name or key; "
                      "this one: api token not found")  # fmt: skip


def test_the_providers_no_is_kept_in_its_words_without_secrets(tenant: Tenant, request_log, monkeypatch):
    make_course(tenant)
    fail_from_now_on(tenant)
    monkeypatch.setattr(
        "apps.course_provider.providers.failing.FailingProvider.register",
        refuse_with(f"https://sc.example/?api_key={CANARY}&x=1"),
    )
    answer = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN)
    assert answer.json["error_url"] == "https://sc.example/?api_key=[redacted]&x=1"
    row = row_of(answer, request_log)
    assert (answer.status, row.status, row.reason) == (403, 403, "provider refused: 4 Full.")


def refuse_with(url: str):
    from apps.course_provider.provider import ProviderError  # noqa: PLC0415 - only this test

    def refuse(*_: Any) -> None:
        raise ProviderError("4", "Full.", url)

    return refuse


def test_a_database_that_is_away_and_a_bug_are_told_apart(tenant: Tenant, request_log, monkeypatch):
    for error, status, words in ((OperationalError("gone"), 503, "the database is away"),
                                 (ZeroDivisionError(), 500, "unhandled ZeroDivisionError")):  # fmt: skip
        with monkeypatch.context() as patched:
            patched.setattr("apps.course.viewsets.CourseViewSet.list", raising(error))
            answer = tenant.pair("course")
        assert (answer.status, row_of(answer, request_log).reason) == (status, words)


def raising(error: Exception):
    def act(*_: Any) -> None:
        raise error

    return act
