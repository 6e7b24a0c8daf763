"""One shape of an error, plain and under JSONP; and the difference between a refusal and a bug."""

import json
import re

import pytest

from tests.asking import Asker


def called(answer, name: str = "cb") -> tuple[dict, int]:
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/javascript; charset=utf-8"
    found = re.fullmatch(rf"/\*\*/{re.escape(name)}\((.*), (\d+)\);", answer.text, re.DOTALL)
    assert found, answer.text
    return json.loads(found[1]), int(found[2])


def test_jsonp_calls_with_document_and_status(toys, shelf):
    document, status = called(toys("shelf.json", callback="a.b$", fields="title"), "a.b$")
    assert (document, status) == ([{"title": "Yoga & <more>"}], 200)


def test_jsonp_is_safe_as_script(toys, shelf):
    type(shelf).objects.update(title="</script>\u2028\u2029")
    text = toys("shelf", callback="cb", fields="title").text
    assert not any(bad in text for bad in ("</", "\u2028", "\u2029"))
    assert called(toys("shelf", callback="cb", fields="title"))[0] == [{"title": "</script>\u2028\u2029"}]


@pytest.mark.parametrize(
    ("path", "status"),
    [("shelf/none", 404), ("shelf?limit=x", 500), ("shelf/x/crash", 500), ("shelf/edit", 404), ("shelf?toy=x", 401)],
)
def test_errors_under_jsonp_are_200_with_a_block(toys, path, status):
    block, called_status = called(toys(path, callback="cb"))
    assert (block, called_status) == ({"error_code": str(status), "error_message": ""}, status)


def test_no_access_under_jsonp(toys):
    assert called(Asker()("shelf", callback="cb"))[1] == 401
    assert called(Asker(toy="REALM_KEY", other_id="a")("shelf", callback="cb"))[1] == 501


@pytest.mark.parametrize(
    "name",
    ["alert(1)", "a b", "1a", "a..b", "a[0]", "<script>", "a\n", "ünicode", "x" * 65, "a.b.c.d.e.f.g", "a;b", "a/**/"],
)
def test_odd_callbacks_are_invalid_arguments(toys, name):
    answer = toys("shelf", callback=name)
    assert (answer.status, answer.body, answer.headers["x-bright-error"]) == (500, b"", "invalid-argument")


def test_a_callback_is_no_concern_of_other_formats(toys, shelf):
    assert toys("shelf.xml", callback="cb").text.startswith("<?xml")


def test_the_providers_refusal_has_its_own_three_fields(toys):
    block = {"error_code": "4", "error_message": "Full.", "error_url": "https://provider.example/"}
    answer = toys("shelf/refuse.json")
    assert (answer.status, answer.json) == (403, block)
    assert called(toys("shelf/refuse.json", callback="cb")) == (block, 403)


def test_a_bug_is_a_500_without_the_mark_and_with_a_traceback_in_the_log(toys, caplog):
    answer = toys("shelf/1/crash")
    assert (answer.status, answer.body) == (500, b"")
    assert "x-bright-error" not in answer.headers
    assert "event=unhandled" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_pages_of_other_origins_may_read_with_a_key(toys, shelf):
    headers = {"Origin": "https://lms.example"}
    assert toys.send("GET", "shelf", headers=headers).headers["access-control-allow-origin"] == "*"
    refused = Asker().send("GET", "shelf", headers=headers)
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, "*")
    pair = Asker(toy="REALM_PAIR").send("GET", "shelf", headers=headers)
    assert "access-control-allow-origin" not in pair.headers
    assert all("credentials" not in name for name in refused.headers)


def test_a_preflight_is_answered_without_a_key(toys):
    answer = Asker().send("OPTIONS", "shelf", headers={"Origin": "https://lms.example"})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "*")
