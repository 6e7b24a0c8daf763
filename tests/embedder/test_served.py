"""bright.js as served: one small file, cached for a short time, available to pages of any origin."""

import gzip
import re
from pathlib import Path

from django.test import Client

from apps.embedder.views import SOURCES, script

MAX_BYTES = 10_000


def test_it_is_small_enough(client: Client):
    answer = client.get("/bright.js", headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == script()
    assert len(answer.content) <= MAX_BYTES


def test_pages_of_any_origin_may_load_it(client: Client):
    answer = client.get("/bright.js", headers={"Origin": "https://academy.example.com"})
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Vary"] == "Accept-Encoding"
    assert not answer.cookies


def test_it_is_not_sent_again_if_unchanged(client: Client):
    tag = client.get("/bright.js")["ETag"]
    again = client.get("/bright.js", headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/bright.js", headers={"If-None-Match": 'W/"another"'}).status_code == 200


def test_its_types_are_served_too(client: Client):
    answer = client.get("/bright.d.ts")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert b"declare const Bright" in answer.content


def test_debuggers_find_the_modules_it_is_made_of(client: Client):
    answer = client.get("/bright.js.map", headers={"Origin": "https://academy.example.com"})
    assert answer["Content-Type"] == "application/json"
    assert client.get("/bright.js").content.endswith(b"//# sourceMappingURL=bright.js.map\n")
    made_of = dict(zip(*(answer.json()[key] for key in ("sources", "sourcesContent")), strict=True))
    assert {Path(name).name: text for name, text in made_of.items()} == {
        path.name: path.read_text() for path in SOURCES.glob("*.js")
    }, "Run .ci/bootstrap dev: build/ is older than the modules."


def test_it_is_a_script_of_its_own_with_its_licence():
    text = script().decode()
    assert text.startswith('"use strict";')
    assert "/*! bright.js, MIT licence" in text
    assert not re.search(r"\b(import|export)\b[^:]", text)


def test_it_loads_nothing_from_elsewhere():
    assert not re.findall(r"https?://[\w.]+", script().decode())
