"""The same as test_cors.py with a real browser: a page of another origin calls the API."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from apps.api_key.models import ApiKey
from tests.apps.records import make_course
from tests.conftest import Tenant, create_tenant
from tests.live import LiveBright

pytestmark = pytest.mark.django_db(transaction=True)
# What a script learns of a call: its status, the headers it may read, its JSON; or that it may not read it.
FETCH = """async ([url, options]) => {
  try {
    const answer = await fetch(url, options);
    const names = ["etag", "link", "x-request-id", "x-bright-error", "server"];
    const headers = Object.fromEntries(names.map(name => [name, answer.headers.get(name)]));
    const text = await answer.text();
    return {status: answer.status, headers, json: text ? JSON.parse(text) : null};
  } catch (error) { return {blocked: error.name}; }
}"""
JSONP = """url => new Promise(resolve => {
  window.got = (document, status) => resolve({document, status});
  const script = document.createElement("script");
  script.src = url;
  document.head.append(script);
})"""


class EmptyPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>another origin</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing to say."""


@pytest.fixture
def elsewhere(page) -> Iterator[Any]:
    """A page of another origin, `page.origin`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), EmptyPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page.origin = f"http://127.0.0.1:{server.server_port}"
    page.goto(page.origin)
    yield page
    server.shutdown()
    server.server_close()


@pytest.fixture
def tenant(transactional_db) -> Tenant:
    tenant = create_tenant("Acme")
    make_course(tenant, "one")
    make_course(tenant, "two")
    return tenant


def test_a_page_of_another_origin_reads_answers_errors_and_headers(elsewhere, live_bright: LiveBright, tenant: Tenant):
    api, (_, token) = f"{live_bright.base_url}/bright/api/v2", ApiKey.issue(realm=tenant.realm)
    bearer = {"headers": {"Authorization": f"Bearer {token}"}}  # not a simple header: the browser asks before

    def fetch(path: str, options: dict | None = None) -> dict:
        return elsewhere.evaluate(FETCH, [api + path, options or {}])

    listed = fetch("/course.json?limit=1&fields=course_guid", bearer)
    assert (listed["status"], listed["json"]) == (200, [{"course_guid": "one"}])
    assert listed["headers"]["etag"] and "next" in listed["headers"]["link"] and listed["headers"]["x-request-id"]
    assert listed["headers"]["server"] is None  # not ours to show
    assert fetch(f"/course?api_key={token}&fields=course_guid")["json"][1] == {"course_guid": "two"}
    for path, options, status in (("/course", {}, 401), ("/course/none", bearer, 404), ("/course.jsonc", bearer, 406),
                                  ("/course", {**bearer, "method": "DELETE"}, 405)):  # fmt: skip
        assert fetch(path, options)["status"] == status
    malformed = fetch("/course?limit=x", bearer)
    assert (malformed["status"], malformed["headers"]["x-bright-error"]) == (500, "invalid-argument")
    made = fetch("/course/one", {**bearer, "method": "PUT", "body": "title=New", "headers": {
        **bearer["headers"], "Content-Type": "application/x-www-form-urlencoded"}})  # fmt: skip
    assert (made["status"], made["json"]["title"]) == (200, "New")


def test_a_page_that_the_realm_does_not_list_reads_nothing(elsewhere, live_bright: LiveBright, tenant: Tenant):
    url = f"{live_bright.base_url}/bright/api/v2/course?fields=course_guid"
    for listed, readable in (("https://lms.example", False), (f"https://lms.example\n{elsewhere.origin}", True)):
        tenant.realm.cors_origins = listed
        tenant.realm.save()
        _, token = ApiKey.issue(realm=tenant.realm)  # a new one, since an access is remembered for a second
        found = elsewhere.evaluate(FETCH, [f"{url}&api_key={token}", {}])
        assert ("blocked" not in found) is readable, found
    pair = f"{url}&realm_guid={tenant.realm.realm_guid}&realm_secret_key={tenant.secret}"
    assert "blocked" in elsewhere.evaluate(FETCH, [pair, {}])


def test_jsonp_works_from_anywhere_and_tells_the_status(elsewhere, live_bright: LiveBright, tenant: Tenant):
    api, (_, token) = f"{live_bright.base_url}/bright/api/v2", ApiKey.issue(realm=tenant.realm)
    found = elsewhere.evaluate(JSONP, f"{api}/course.json?api_key={token}&fields=course_guid&callback=got")
    assert found == {"document": [{"course_guid": "one"}, {"course_guid": "two"}], "status": 200}
    for path, status in (("course.json?api_key=x", 401), (f"course/none.json?api_key={token}", 404),
                         (f"nonsense.json?api_key={token}", 404)):  # fmt: skip
        found = elsewhere.evaluate(JSONP, f"{api}/{path}&callback=got")
        assert found == {"document": {"error_code": str(status), "error_message": ""}, "status": status}
