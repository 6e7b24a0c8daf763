"""A canary secret, sent in every possible way, appears nowhere: no log, row or response.

See docs/contract/reliability.md, "Threats", T6.
"""

import json
import socket
import time
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection

from apps.launch_history.models import LaunchHistory
from bright.http.credentials import mask
from tests.apps.every_app.test_logs import NAMES, requests_with
from tests.apps.records import ANN, make_course, make_registration
from tests.asking import Answer, Asker
from tests.conftest import Tenant, create_tenant
from tests.live import LiveBright

CANARY = "canary0123456789canary0123456789"
INNER = f"https://lms.example/back?x=1&api_key={CANARY}&y=2"


@pytest.mark.parametrize("name", [*NAMES, "api%5Fkey", "API_KEY"])
def test_a_masked_text_keeps_all_but_the_secrets(name: str):
    texts = {
        f"GET /course?a=1&{name}={CANARY}&b=2": f"GET /course?a=1&{name}=[redacted]&b=2",
        f"{name}={CANARY}": f"{name}=[redacted]",
        f'{{"{name}": "{CANARY}", "b": 2}}': f'{{"{name}": "[redacted]", "b": 2}}',
        f"back={quote(f'https://x.example/?{name}={CANARY}&b=2')}": None,
        f"back={quote(quote(f'https://x.example/?{name}={CANARY}&b=2'))}": None,
        f"Invalid HTTP request line: 'GET  /?{name}={CANARY} HTTP/1.1'": None,
    }
    for text, expected in texts.items():
        masked = mask(text)
        assert CANARY not in masked and (expected is None or masked == expected)
        assert mask(masked) == masked


@pytest.mark.parametrize("text", [f"Authorization: Bearer {CANARY}", f"'HTTP_AUTHORIZATION': 'Basic {CANARY}='"])
def test_headers_are_masked_too(text: str):
    assert CANARY not in mask(text) and "[redacted]" in mask(text)


@pytest.mark.parametrize(
    "text", ["", "course_guid=x&title_re=^Yoga", "basic knowledge of words", "the api_key is wrong"]
)
def test_what_holds_no_secret_stays_as_it_is(text: str):
    assert mask(text) == text


def every_row() -> str:
    """The whole database as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def text_of(answer: Answer) -> str:
    return json.dumps(answer.headers) + answer.body.decode("utf-8", "replace")


def test_the_canary_is_in_no_answer_no_row_and_no_log(tenant: Tenant, request_log, caplog, capsys):
    caplog.set_level("DEBUG")
    answers = [Asker().send(method, path, **rest) for method, path, rest in requests_with(CANARY)]
    guid = make_registration(make_course(tenant), ANN).registration_guid
    learner = tenant.learner(ANN)
    launched = learner.send("GET", f"registration/{guid}/launch_url", query={"redirect_url": INNER},
                            headers={"Referer": f"https://lms.example/?back={quote(INNER)}"})  # fmt: skip
    assert launched.status == 200
    answers += [launched, learner("course", title=INNER), learner("course", limit="1", title_re=INNER)]
    answers += [learner("launch_history"), tenant.pair("launch_history.csv"), learner("course", title_re=f"({INNER}")]
    history = LaunchHistory.objects.get()
    assert "redirect_url=" in history.request_uri and "y%3D2" in history.request_uri
    assert request_log()
    kept = every_row() + "\n".join(record.getMessage() for record in caplog.records) + "".join(capsys.readouterr())
    for secret in (CANARY, learner.credentials["api_key"], tenant.secret):
        assert secret not in kept
        assert not [answer for answer in answers if secret in text_of(answer)]


@pytest.mark.django_db(transaction=True)
def test_the_canary_is_not_in_the_servers_own_log_however_broken_the_request(live_bright: LiveBright):
    """gunicorn quotes a request line that it can't parse."""
    tenant, path = create_tenant("Acme"), f"/bright/api/v2/course?api_key={CANARY}"
    for line in (f"GET {path} HTTP/1.1", f"GET  {path}", f"GET {path} HTTP/9.9", f"G{{T {path} HTTP/1.1",
                 f"GET {path.replace('api_key', 'sc_secret_key')} HTTP/1.1\r\nbroken header"):  # fmt: skip
        assert said(live_bright, f"{line}\r\nHost: {urlsplit(live_bright.base_url).netloc}\r\n\r\n")
    assert said(live_bright, f"GET /bright/api/v2/course?api_key={tenant.secret} HTTP/1.0\r\n\r\n")
    deadline = time.monotonic() + 10
    while "Invalid" not in (log := live_bright.log.read_text()):
        assert time.monotonic() < deadline, log
        time.sleep(0.05)
    time.sleep(1.5)  # the request log writes each second
    assert CANARY not in live_bright.log.read_text() and tenant.secret not in live_bright.log.read_text()
    assert CANARY not in every_row()


def said(bright: LiveBright, request: str) -> Any:
    """The status line that a raw request gets."""
    parts = urlsplit(bright.base_url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as line:
        line.sendall(request.encode())
        return line.recv(100)
