"""The pages at /docs: everybody may read them, they hold everything, and they load nothing from elsewhere."""

import re
import shlex
import subprocess

import pytest
from django.conf import settings
from django.utils.html import escape

from bright.access import Scope
from bright.openapi import words
from bright.openapi.collecting import collect
from bright.openapi.curl import curl
from config.urls import router
from tests.apps.records import make_course
from tests.asking import call
from tests.conftest import Tenant
from tests.live import LiveBright

pytestmark = pytest.mark.usefixtures("collected_static")
ENTRIES = collect(router)
PATHS = ["/docs", "/docs/", *(f"/docs/{name}" for name in ENTRIES)]


def read(path: str):
    return call("GET", path, "", b"", "", {})


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_public_and_loads_nothing_from_elsewhere(path):
    answer = read(path)
    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert answer.headers["x-frame-options"] == "DENY"
    loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', answer.text)
    assert loaded
    assert all(address.startswith("/") for address in loaded)
    assert "<script" not in answer.text


def test_the_index_leads_to_every_resource_and_tells_every_status():
    text = read("/docs").text
    assert all(f'href="/docs/{name}"' in text for name in ENTRIES)
    assert all(escape(said) in text for said in words.STATUSES.values())


@pytest.mark.parametrize("name", ENTRIES)
def test_a_resources_page_holds_all_that_is_declared(name):
    text, entry = read(f"/docs/{name}").text, ENTRIES[name]
    for field in entry.fields:
        assert f"<code>{field.name}</code>" in text
        assert escape(field.help) in text
    for operation in entry.operations:
        section = text.partition(f'<h2 id="{operation.name}">')[2].partition("</section>")[0]
        assert escape(operation.summary) in section
        assert escape(curl(operation, f"{settings.BRIGHT_BASE_URL}/bright/api/v2/")) in section
        for parameter, asked in {**operation.takes, **operation.controls}.items():
            assert f"<code>{parameter}</code>" in section
            assert escape(asked.help) in section
            assert escape(words.bad_input(parameter, asked)) in section
        assert all(f">{status}</span>" in section for status in operation.statuses)
        assert all(escape(who) in section for who in operation.who)


def test_what_is_not_there_is_404_and_not_to_be_written():
    assert read("/docs/nothing").status == 404
    assert call("POST", "/docs", "", b"", "", {}).status in (403, 405)
    assert call("GET", "/docs", "", b"", "", {"Host": "localhost:8000"}).status == 404


def run(line: str, tenant: Tenant, **words: str) -> str:
    """What a documented line prints, with the words in capitals filled in."""
    known = {"REALM_GUID": tenant.realm.realm_guid, "REALM_SECRET_KEY": tenant.secret, **words}
    for name in sorted(known, key=len, reverse=True):
        line = re.sub(rf"\b{name}\b", known[name], line)
    arguments = [*shlex.split(line), "-s", "-o", "/dev/null", "-w", "%{http_code}"]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=30, check=True).stdout


@pytest.mark.django_db(transaction=True)
def test_curl_lines_run_as_they_stand(live_bright: LiveBright, tenant: Tenant):
    course, api_url = make_course(tenant), f"{live_bright.base_url}/bright/api/v2/"
    asked = {}
    for name, entry in ENTRIES.items():
        for operation in entry.operations:
            if operation.action in ("list", "new") and Scope.REALM_PAIR in operation.scopes:
                asked[f"{name}.{operation.action}"] = run(curl(operation, api_url), tenant)
    assert len(asked) >= 15
    assert set(asked.values()) == {"200"}
    lines = {operation.name: curl(operation, api_url) for operation in ENTRIES["course"].operations}
    assert run(lines["show"], tenant, ID=course.course_guid) == "200"
    assert run(lines["update"], tenant, ID=course.course_guid, TITLE="New") == "200"
    assert run(lines["autocomplete"], tenant, Q="New") == "200"
    [create] = [operation for operation in ENTRIES["realm_user"].operations if operation.action == "create"]
    assert run(curl(create, api_url), tenant, EMAIL="ann+tea@example.com") == "201"  # a plus is no blank
    assert run(lines["destroy"], tenant, ID=course.course_guid) == "200"
