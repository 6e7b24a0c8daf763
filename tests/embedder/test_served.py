"""bright.js as served: one small file, cached for a short time, available to pages of any origin."""

import gzip
import re

from django.test import Client

from apps.embedder.bundling import ENTRY_MODULE, EXPORT, IMPORT, SOURCES, bundle, module_order

MAX_BYTES = 15_000
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_it_is_small_enough(client: Client):
    answer = client.get("/bright.js", headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == bundle()
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


def test_every_module_is_in_it_once_after_its_imports():
    order = module_order(ENTRY_MODULE)
    assert sorted(order) == sorted(path.name for path in SOURCES.glob("*.js"))
    for index, name in enumerate(order):
        imported = {match["name"] for match in IMPORT.finditer((SOURCES / name).read_text())}
        assert imported <= set(order[:index]), name


def test_the_bundle_has_no_imports_and_exports():
    assert not re.search(r"^\s*(import|export)\b", bundle(), re.MULTILINE)


def test_no_two_modules_declare_the_same_name():
    """In the bundle's single scope, the later function would silently replace the earlier one."""
    names = [name for path in SOURCES.glob("*.js") for name in TOP_LEVEL.findall(path.read_text())]
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


def test_it_loads_nothing_from_elsewhere():
    assert not re.findall(r"https?://[\w.]+", bundle())
    assert not any(EXPORT.search(line) for line in bundle().splitlines())
