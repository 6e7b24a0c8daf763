"""Cross-origin calls: who may read what. The browser's part is in test_cors_live.py.

See docs/contract/formats.md, "Cross-origin calls"; decision 0008.
"""

import pytest
from django.core.exceptions import ValidationError

from apps.realm.models import Realm, parse_origins
from config.urls import router
from tests.asking import Answer, Asker
from tests.conftest import Tenant

LMS, OTHER = "https://lms.example", "https://other.example"
ALLOWED, EXPOSED = "access-control-allow-origin", "access-control-expose-headers"


def call_from(origin: str, asker: Asker, path: str = "course", **query: str) -> Answer:
    return asker.send("GET", path, query=query, headers={"Origin": origin} if origin else {})


@pytest.fixture
def listed(tenant: Tenant) -> Tenant:
    """The realm lists one origin."""
    tenant.realm.cors_origins = LMS
    tenant.realm.save()
    return tenant


def keys(tenant: Tenant) -> list[Asker]:
    return [tenant.realm_key, tenant.provider_key, tenant.learner("ann@example.com"), tenant.anonymous]


def test_without_a_list_any_origin_may_read_with_a_key(tenant: Tenant):
    for key in keys(tenant):
        for origin in (LMS, "null", "http://localhost:3000"):
            answer = call_from(origin, key)
            assert (answer.status, answer.headers[ALLOWED]) == (200, "*")
            assert "vary" not in answer.headers


def test_with_a_list_only_its_origins_may(listed: Tenant):
    for key in keys(listed):
        answer = call_from(LMS, key)
        assert (answer.status, answer.headers[ALLOWED], answer.headers["vary"]) == (200, LMS, "Origin")
        for stranger in (OTHER, "null", "http://lms.example", "https://lms.example:8443", LMS + ".evil.example", ""):
            answer = call_from(stranger, key)
            assert (answer.status, answer.headers["vary"]) == (200, "Origin"), stranger
            assert ALLOWED not in answer.headers and EXPOSED not in answer.headers


def test_the_list_is_each_realms_own(listed: Tenant, other_tenant: Tenant):
    assert call_from(OTHER, other_tenant.realm_key).headers[ALLOWED] == "*"


def test_a_script_may_read_what_it_needs(tenant: Tenant):
    exposed = call_from(LMS, tenant.realm_key).headers[EXPOSED].split(", ")
    assert {"X-Request-Id", "Link", "ETag", "X-Bright-Error", "X-Bright-Pending", "Retry-After"} == set(exposed)


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("course.jsonc", {}, 406),
        ("course", {"limit": "x"}, 500),
        ("course/none", {}, 404),
        ("api_key/gupdate/1", {}, 405),
        ("api_key/gcreate", {}, 401),
        ("course", {"realm_guid": "x"}, 501),
    ],
)
def test_errors_of_a_known_caller_are_for_its_realms_origins(listed: Tenant, path: str, query: dict, status: int):
    answer = call_from(LMS, listed.realm_key, path, **query)
    assert answer.status == status
    assert answer.headers[ALLOWED] == ("*" if status == 501 else LMS)
    stranger = call_from(OTHER, listed.realm_key, path, **query)
    assert stranger.headers.get(ALLOWED) == ("*" if status == 501 else None)


@pytest.mark.parametrize("credentials", [{}, {"api_key": "unknown"}, {"realm_guid": "x", "realm_secret_key": "y"}])
def test_a_refusal_before_anyone_was_recognised_may_be_read_by_all_since_it_is_empty(listed: Tenant, credentials: dict):
    answer = call_from(OTHER, Asker(**credentials))
    assert (answer.status, answer.headers[ALLOWED], answer.body) == (401, "*", b"")


def test_a_path_that_is_not_there_is_an_error_that_scripts_see(tenant: Tenant):
    answer = call_from(LMS, tenant.realm_key, "nonsense")
    assert (answer.status, answer.headers[ALLOWED]) == (404, "*")
    jsonp = tenant.realm_key("nonsense.json", callback="got")
    assert (jsonp.status, jsonp.text) == (200, '/**/got({"error_code":"404","error_message":""}, 404);')


def test_not_modified_is_readable_too(listed: Tenant):
    key = listed.realm_key
    tag = call_from(LMS, key).headers["etag"]
    answer = key.send("GET", "course", headers={"Origin": LMS, "If-None-Match": tag})
    assert (answer.status, answer.headers[ALLOWED], answer.headers["vary"]) == (304, LMS, "Origin")


def test_the_secret_pairs_are_never_readable_across_origins(tenant: Tenant):
    for pair in (tenant.pair, tenant.app):
        for path in ("course", "course/none", "course.jsonc"):
            assert ALLOWED not in call_from(LMS, pair, path).headers


@pytest.mark.parametrize("path", [*sorted(router.viewsets), "registration/x/launch_url", "course.json", "nonsense"])
def test_a_preflight_is_answered_everywhere_without_a_key(listed: Tenant, path: str):
    wanted = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization,content-type"}
    answer = Asker().send("OPTIONS", path, headers={"Origin": OTHER, **wanted})
    assert (answer.status, answer.body, answer.headers[ALLOWED]) == (204, b"", "*")
    methods = answer.headers["access-control-allow-methods"].split(", ")
    assert {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} == set(methods)
    allowed = answer.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("authorization", "content-type", "if-none-match", "x-request-id"))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_ever_speaks_of_credentials_or_reads_a_cookie(listed: Tenant, method: str):
    for asker in (Asker(), listed.pair, listed.realm_key):
        answer = asker.send(method, "course/x", headers={"Origin": LMS, "Cookie": "sessionid=x; csrftoken=y"})
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers and "cookie" not in answer.headers.get("vary", "").lower()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", []),
        ("\n \n", []),
        ("https://LMS.Example", [LMS]),
        ("https://lms.example/", [LMS]),
        (f"{LMS}\r\n{OTHER}\n{LMS}", [LMS, OTHER]),
        ("https://lms.example:443\nhttp://lms.example:80", [LMS, "http://lms.example"]),
        ("https://lms.example:8443", ["https://lms.example:8443"]),
        ("http://[2001:DB8::1]:8000", ["http://[2001:db8::1]:8000"]),
        ("https://bücher.example", ["https://xn--bcher-kva.example"]),
    ],
)
def test_origins_are_kept_as_browsers_spell_them(db, given: str, kept: list[str]):
    assert parse_origins(given) == kept
    realm = Realm.create("Acme")[0]
    realm.cors_origins = given
    realm.save()
    realm.refresh_from_db()
    assert realm.cors_origins.split() == kept


@pytest.mark.parametrize(
    "line",
    ["*", "null", "lms.example", "//lms.example", "ftp://lms.example", "https://", "https://lms.example/app",
     "https://lms.example?x", "https://lms.example#x", "https://ann@lms.example", "https://lms.example:0",
     "https://lms.example:99999", "https://lms.example, https://other.example", "https://a\tb", "https://*.lms.example",
     "javascript:alert(1)", "https://" + "a" * 70 + ".example", "https://a..b"],
)  # fmt: skip
def test_what_is_no_origin_is_refused_in_one_sentence_that_quotes_it(db, line: str):
    realm = Realm.create("Acme")[0]
    realm.cors_origins = f"{LMS}\n{line}"
    with pytest.raises(ValidationError) as caught:
        realm.save()
    (sentence,) = caught.value.message_dict["cors_origins"]
    assert line.strip() in sentence and sentence.endswith("https://lms.example.")
    realm.refresh_from_db()
    assert realm.cors_origins == ""
