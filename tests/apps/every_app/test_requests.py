"""The ways in which the same request may be sent, for every resource.

See docs/contract/urls-and-verbs.md; docs/contract/parameters.md; docs/contract/formats.md; docs/contract/access.md;
docs/contract/errors.md.
"""

import base64
import json
from datetime import timedelta

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from apps.course.models import Course
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from config.urls import router
from tests.apps.records import ANN, GUID, make_course
from tests.asking import BASE, Asker, call, encoded

COLLECTIONS = ("course", "registration", "realm_user", "api_key")
SECOND = {"Sec-Purpose": "prefetch"}


@pytest.mark.parametrize("resource", COLLECTIONS)
@pytest.mark.parametrize("suffix", ["", "/", ".json", ".json/", ".xml/", ".csv/"])
def test_every_path_is_served_with_and_without_a_slash_never_by_a_redirect(tenant, resource, suffix):
    assert tenant.pair(f"{resource}{suffix}").status == 200


def bodies(values: dict) -> list[tuple[bytes, str]]:
    return [
        (encoded(values).encode(), "application/x-www-form-urlencoded"),
        (json.dumps(values).encode(), "application/json"),
        (encode_multipart(BOUNDARY, values), MULTIPART_CONTENT),
    ]


@pytest.mark.parametrize("number", range(3), ids=["form", "json", "multipart"])
def test_parameters_and_credentials_may_be_in_any_body(tenant, number):
    for method, path in (("POST", "realm_user"), ("POST", "realm_user/gcreate.json"), ("POST", "realm_user/")):
        values = {**tenant.pair.credentials, "email": f"{len(path)}@example.com", "custom": "ü=&"}
        body, kind = bodies(values)[number]
        answer = Asker().send(method, path, body=body, content_type=kind)
        assert (answer.status, answer.json["custom"]) == (201, "ü=&")
    body, kind = bodies({**tenant.pair.credentials, "custom": "new"})[number]
    assert Asker().send("PUT", "realm_user/10@example.com", body=body, content_type=kind).json["custom"] == "new"


@pytest.mark.parametrize("number", range(3), ids=["form", "json", "multipart"])
def test_a_get_may_have_a_body_too(tenant, number):
    make_course(tenant, "one")
    make_course(tenant, "two")
    body, kind = bodies({**tenant.pair.credentials, "course_guid": "two"})[number]
    answer = Asker().send("GET", "course", body=body, content_type=kind)
    assert [row["course_guid"] for row in answer.json] == ["two"]


def test_values_that_are_not_text_in_a_json_body_are_spelled_as_in_a_query(tenant):
    values = {"email": ANN, "custom": {"a": [1, True]}, "realm_role_id": 2, "nothing": None}
    answer = tenant.pair.send(
        "POST", "realm_user", query={}, body=json.dumps(values).encode(), content_type="application/json"
    )
    assert (answer.status, answer.json["custom"], answer.json["realm_role_id"]) == (201, '{"a":[1,true]}', 2)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b'"text"', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"email": "\\ud800@example.com"}', "application/json"),
        (b"email=a%00b", "application/x-www-form-urlencoded"),
        (b"x", "text/plain"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=none"),
    ],
)
def test_a_malformed_body_is_a_malformed_argument(tenant, body, kind):
    answer = tenant.pair.send("POST", "realm_user", body=body, content_type=kind)
    assert (answer.status, answer.headers.get("x-bright-error"), answer.body) == (500, "invalid-argument", b"")


def test_a_body_without_length_is_411(tenant):
    headers = {"Transfer-Encoding": "chunked"}
    assert tenant.pair.send("POST", "realm_user", query={"email": ANN}, headers=headers).status == 411


def test_a_body_too_large_is_413(tenant):
    too_large = b"custom=" + b"x" * (5 * 1024 * 1024)
    kind = "application/x-www-form-urlencoded"
    assert tenant.pair.send("POST", "realm_user", body=too_large, content_type=kind).status == 413
    too_many = "&".join(f"a{number}=1" for number in range(600)).encode()
    assert tenant.pair.send("POST", "realm_user", body=too_many, content_type=kind).status == 413


def test_http_basic_is_the_realm_pair(tenant):
    def basic(text: str) -> dict[str, str]:
        return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}

    good = f"{tenant.realm.realm_guid}:{tenant.secret}"
    assert Asker().send("GET", "course", headers=basic(good)).status == 200
    for bad in (good + "x", tenant.realm.realm_guid, ":", "x:y"):
        assert Asker().send("GET", "course", headers=basic(bad)).status == 401
    assert Asker().send("GET", "course", headers={"Authorization": "Basic %%%"}).status == 401
    assert tenant.app.send("GET", "course", headers=basic(good)).status == 501


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 201), ("none", 201), ("same-site", 401), ("cross-site", 401)]
)
def test_a_page_of_another_site_cannot_use_what_the_browser_knows(tenant, site, status):
    """Browsers send Basic credentials by themselves; a key or a pair in the parameters has to be known to the page."""
    known = base64.b64encode(f"{tenant.realm.realm_guid}:{tenant.secret}".encode()).decode()
    headers = {"Authorization": f"Basic {known}", "Sec-Fetch-Site": site, "Origin": "https://lms.example"}
    answer = Asker().send("GET", "realm_user/gcreate", query={"email": ANN}, headers=headers)
    assert (answer.status, answer.headers.get("access-control-allow-origin")) == (status, None)
    by_script = Asker().send("GET", "course", query={"callback": "steal"}, headers=headers)
    assert by_script.body.endswith(b", 200);" if status == 201 else b", 401);")
    bearer = {"Authorization": f"Bearer {tenant.realm_key.credentials['api_key']}", "Sec-Fetch-Site": site}
    assert Asker().send("GET", "course", headers=bearer).status == 200
    assert tenant.pair.send("GET", "course", headers={"Sec-Fetch-Site": site}).status == 200


WRITES = {
    "realm_user/gcreate": {"email": "new@example.com"},
    "realm_user/create": {"email": "new@example.com"},
    "realm_user/gupdate": {"email": ANN, "custom": "new"},
    f"realm_user/gupdate/{ANN}": {"custom": "new"},
    "registration/gcreate": {"course_guid": GUID, "learner_id": ANN},
    "api_key/gcreate": {},
    f"course/gupdate/{GUID}": {"title": "new"},
}


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(("method", "headers"), [("HEAD", {}), ("GET", SECOND), ("GET", {"Purpose": "prefetch"}),
                                                 ("GET", {"Sec-Purpose": "prefetch;prerender"})])  # fmt: skip
def test_head_and_prefetch_write_nothing(tenant, path, method, headers):
    course = make_course(tenant)
    RealmUser.objects.get_or_create_by_email(tenant.realm.pk, ANN, custom="old")
    answer = tenant.pair.send(method, path, query=WRITES[path], headers=headers)
    assert (answer.status, answer.body) == (405, b"")
    course.refresh_from_db()
    assert (RealmUser.objects.get().custom, course.title, Registration.objects.count()) == ("old", "Yoga & <more>", 0)


@pytest.mark.parametrize("path", ["course", "course/16-4fbd9ea698bce", "registration", "realm_user", "api_key",
                                  "course/autocomplete"])  # fmt: skip
def test_head_answers_as_get_on_reading_actions(tenant, path):
    make_course(tenant)
    masked = {"x-request-id", "x-runtime"}
    get, head = (tenant.pair.send(method, path) for method in ("GET", "HEAD"))
    assert head.status == 200
    assert {k: v for k, v in head.headers.items() if k not in masked} == {
        k: v for k, v in get.headers.items() if k not in masked
    }


@pytest.mark.parametrize(("method", "path"), [("PUT", "api_key/1"), ("GET", "api_key/gupdate/1"), ("DELETE", "course"),
                                              ("POST", "course/autocomplete"), ("PUT", "registration")])  # fmt: skip
def test_a_verb_that_is_not_offered_is_405(tenant, method, path):
    answer = tenant.pair.send(method, path)
    assert (answer.status, answer.body) == (405, b"")


@pytest.mark.parametrize("path", ["", "nonsense", "course/1/nonsense", "courses", "registration/1/launch_url/more"])
def test_a_path_that_is_not_there_is_404(tenant, path):
    assert tenant.pair(path).status == 404


@pytest.mark.parametrize("override", [{"X-HTTP-Method-Override": "DELETE"}, {"X-Method-Override": "DELETE"}])
def test_method_overrides_are_ignored(tenant, override):
    course = make_course(tenant)
    assert tenant.pair.send("GET", f"course/{GUID}", query={"_method": "DELETE"}, headers=override).status == 200
    course.refresh_from_db()
    assert course.deleted_at is None


@pytest.mark.parametrize("resource", ("course", "registration"))
def test_regular_expressions_are_bounded(tenant, settings, resource):
    settings.BRIGHT_REGEX_TIMEOUT = timedelta(milliseconds=200)
    course = make_course(tenant, custom="ab" * 400)
    tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, custom=course.custom)
    slow, ten = r"^(.+)(.+)(.+)\3\2\1$", {f"custom_re{number}": "a" for number in range(10)}
    bad = [
        {"custom_re": "(("},
        {"custom_re": "x" * 513},
        {**ten, "custom_re": "a"},
        {"custom_re": slow},
        {"custom_re": "***=a"},
    ]
    streamed = [{**parameters, "offset": "0", "limit": "1000"} for parameters in bad]
    for parameters in bad + streamed:
        answer = tenant.pair(resource, **parameters)
        assert (answer.status, answer.headers.get("x-bright-error"), answer.body) == (500, "invalid-argument", b"")
    assert len(tenant.pair(resource, **ten).json) == 1


@pytest.mark.parametrize(
    ("path", "parameters"),
    [("course", {"limit": "x"}), ("course", {"title": "a\0"}), ("course", {"api_template": "x"}),
     ("course", {"title_re": "("}), ("registration", {"active": "x"}), ("realm_user/gcreate", {"email": "x"}),
     ("registration/gcreate", {"course_guid": GUID, "learner_id": "x"}), ("api_key/gcreate", {"user_email": "x"})],
)  # fmt: skip
def test_the_deliberate_500_is_marked_and_answers_400_by_setting(tenant, settings, caplog, path, parameters):
    make_course(tenant)
    for status in (500, 400):
        settings.BRIGHT_INVALID_ARGUMENT_STATUS = status
        answer = tenant.pair(path, **parameters)
        assert (answer.status, answer.body) == (status, b"")
        assert answer.headers["x-bright-error"] == "invalid-argument"
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]


def test_pages_are_offered_never_applied_unasked(tenant):
    made = [make_course(tenant, f"g{number}").pk for number in range(250)]
    assert "link" not in tenant.pair("course").headers and len(tenant.pair("course").json) == 250
    seen, path, asker = [], "course?limit=100&fields=id&title_re=Yoga", tenant.pair
    while path:
        answer = asker(path)
        seen += [row["id"] for row in answer.json]
        link = answer.headers.get("link", "")
        assert not [value for value in asker.credentials.values() if value in link]
        path = link.partition(BASE)[2].partition(">")[0]
        assert not link or link.endswith('>; rel="next"')
    assert seen == made


def test_every_filter_takes_a_regular_expression(tenant):
    """Of every type: text, number, boolean, and names of other records."""
    tenant.pair.post("registration", course_guid=make_course(tenant).course_guid, learner_id=ANN, custom="x")
    Registration.objects.update(crawl_status="success")
    Course.objects.update(custom="x")
    for resource in ("course", "registration"):
        filters = [name for name, field in router.viewsets[resource].document.fields.items() if field.filter]
        for name in filters:
            assert len(tenant.pair(resource, **{f"{name}_re": "."}).json) == 1, name
            assert tenant.pair(resource, **{f"{name}_re": "^never$"}).json == [], name
        assert len(filters) >= 5


@pytest.mark.parametrize("said", ["charset=hex", "charset=punycode", 'CharSet = "hex"', "charset*=utf-8''hex"])
@pytest.mark.parametrize("path", ["/livez", "/docs/openapi.json", "/bright/api/v2/course"])
def test_a_charset_that_is_none_harms_nobody(db, said, path):
    answer = call("GET", path, "a=1", b"{}", f"application/json; {said}; x=y", {})
    assert answer.status == (401 if path.endswith("course") else 200)


def test_a_charset_leaves_a_form_and_its_boundary_alone(tenant):
    body = encode_multipart(BOUNDARY, {**tenant.pair.credentials, "email": ANN})
    kind = f"multipart/form-data; charset=latin-1; boundary={BOUNDARY}; charset=hex"
    assert Asker().send("POST", "realm_user", body=body, content_type=kind).status == 201


def test_too_many_parameters_are_413_whatever_else_is_said(tenant):
    query = "&".join(f"a{number}=1" for number in range(600))
    assert call("GET", "/bright/api/v2/course", query, b"{}", "application/json; charset=utf-8", {}).status == 413
    assert Asker().send("GET", f"nothing?{query}").status == 404
    script = Asker().send("GET", f"course?callback=show&{query}")
    assert (script.status, script.body) == (200, b'/**/show({"error_code":"413","error_message":""}, 413);')
