"""`new` and `edit`: forms from the same declaration as the API, for a person with the caller's credentials."""

import re
from urllib.parse import urlencode

import pytest
from lxml import html

from tests.asking import Asker
from tests.framework.toys import Shelf

BASE = "/bright/api/v2/"


def page(answer):
    assert answer.headers["content-type"].startswith("text/html")
    return html.fromstring(answer.body)


def inputs(answer) -> dict:
    return {element.name: element for element in page(answer).forms[0].inputs if element.name}


def text(answer, name: str) -> str:
    """What a browser shows in an area: it leaves out the line end after the tag, which lxml keeps."""
    return inputs(answer)[name].value.removeprefix("\n")


def reasons(answer, name: str) -> list[str]:
    return [reason.text for reason in page(answer).xpath(f"//*[@id='{name}-wrong']/p")]


def test_a_new_form_asks_for_what_create_takes(toys):
    answer = toys("shelf/new")
    assert answer.status == 200
    found = inputs(answer)
    assert list(found) == ["toy", "guid", "title", "keeper", "is_open", "binding", "stamp", "copies", "picture"]
    assert (found["guid"].get("required"), found["title"].get("required")) == ("", None)
    assert (found["title"].tag, found["keeper"].tag, found["picture"].get("type")) == ("textarea", "input", "file")
    assert [option.get("value") for option in found["is_open"].iter("option")] == ["", "true", "false"]
    assert [option.get("value") for option in found["binding"].iter("option")] == ["", "soft", "hard"]
    assert page(answer).forms[0].get("enctype") == "multipart/form-data"
    assert [label.get("for") for label in page(answer).iter("label")] == list(found)[1:]
    assert "how it is bound" in page(answer).get_element_by_id("binding-help").text_content()


def test_the_page_loads_nothing_is_kept_nowhere_and_tells_nobody_where_it_came_from(toys):
    answer = toys("shelf/new")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'" in policy
    assert not re.search(rb"<script|<link|src=|https?:", answer.body)
    assert "access-control-allow-credentials" not in answer.headers


def test_what_is_sent_makes_a_record_and_the_page_shows_it(toys):
    answer = toys.post("shelf/new", guid="16-4.b", title="Tea & <b>more</b>", is_open="", keeper="", copies="")
    assert answer.status == 201
    assert Shelf.objects.get().title == "Tea & <b>more</b>"
    rows = {row[0].text: row[1].text for row in page(answer).iter("tr")}
    assert (rows["guid"], rows["title"], rows["height"]) == ("16-4.b", "Tea & <b>more</b>", "–")
    assert [form.action for form in page(answer).forms] == [f"{BASE}shelf/16-4.b/edit", f"{BASE}shelf/new"]


def test_sent_again_the_page_says_that_it_was_there(toys, shelf):
    answer = toys.post("shelf/new", guid=shelf.guid)
    assert (answer.status, page(answer).find(".//h1").text) == (200, "It already exists")


def test_wrong_values_come_back_with_the_reason_beside_them(toys, settings):
    answer = toys.post("shelf/new", guid="x" * 101, title='"><script>', copies="many", is_open="true")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
    found = inputs(answer)
    assert reasons(answer, "guid") == ["Ensure this field has no more than 100 characters."]
    assert (found["guid"].get("aria-invalid"), found["guid"].get("autofocus")) == ("true", "")
    assert found["guid"].get("aria-describedby") == "guid-help guid-wrong"
    assert (found["title"].get("aria-invalid"), text(answer, "title")) == (None, '"><script>')
    assert (found["guid"].value, found["is_open"].value) == ("x" * 101, "true")
    assert b"<script" not in answer.body
    assert not Shelf.objects.exists()
    settings.BRIGHT_INVALID_ARGUMENT_STATUS = 400
    assert toys.post("shelf/new").status == 400


def test_what_the_action_itself_refuses_is_a_sentence(toys):
    def alert(guid):
        answer = toys.post("shelf/new", guid=guid)
        return answer.status, page(answer).findtext(".//*[@role='alert']/p")

    assert alert("odd") == (500, "An odd guid")
    assert alert("full") == (403, "Full.")
    assert alert("foreign") == (401, "These credentials do not allow this.")
    assert alert("nowhere") == (404, "No such record")


def test_a_crash_is_no_form(toys):
    answer = toys.post("shelf/new", guid="crash")
    assert (answer.status, answer.body, "x-bright-error" in answer.headers) == (500, b"", False)


def test_an_edit_form_shows_what_is_stored(toys, shelf):
    answer = toys(f"shelf/{shelf.guid}/edit")
    found = inputs(answer)
    assert "guid" not in found  # it names the record
    assert text(answer, "title") == shelf.title
    assert found["is_open"].value == ""
    assert found["is_open"].getchildren()[0].text == "unchanged: true"


def test_only_what_was_changed_is_written(toys, shelf):
    answer = toys.post(f"shelf/{shelf.guid}/edit", title=shelf.title, binding="", is_open="false")
    assert (answer.status, page(answer).find(".//h1").text) == (200, "Saved")
    shelf.refresh_from_db()
    assert (shelf.title, shelf.is_open) == ("Yoga & <more>", False)


def test_line_ends_that_a_browser_changes_are_no_change(toys, shelf):
    Shelf.objects.filter(pk=shelf.pk).update(title="one\rtwo\r\nthree\nfour")
    assert text(toys(f"shelf/{shelf.guid}/edit"), "title") == "one\ntwo\nthree\nfour"
    toys.post(f"shelf/{shelf.guid}/edit", title="one\r\ntwo\r\nthree\r\nfour")
    shelf.refresh_from_db()
    assert shelf.title == "one\rtwo\r\nthree\nfour"
    toys.post(f"shelf/{shelf.guid}/edit", title="one\r\ntwo")
    shelf.refresh_from_db()
    assert shelf.title == "one\ntwo"


def test_an_edit_form_ignores_what_shapes_answers(toys, shelf):
    answer = toys(f"shelf/{shelf.guid}/edit", fields="id", api_template="public_minimum", format="xml")
    assert text(answer, "title") == shelf.title


def test_a_text_may_be_emptied(toys, shelf):
    answer = toys.post(f"shelf/{shelf.guid}/edit", title="")
    assert reasons(answer, "title") == ["This field may not be blank."]


def test_a_form_may_come_filled_in(toys):
    answer = toys("shelf/new", title="From a link", is_open="false")
    assert (text(answer, "title"), inputs(answer)["is_open"].value) == ("From a link", "false")


def test_credentials_of_the_query_go_on_hidden_and_never_in_an_address(toys, shelf):
    for answer in (toys("shelf/new"), toys.post("shelf/new", guid="b")):
        for form in page(answer).forms:
            assert form.fields["toy"] == "REALM_KEY"
            assert "REALM_KEY" not in form.action
            assert form.method == "POST"


def test_a_page_leads_to_the_next_by_a_post(toys, shelf):
    answer = toys.post(f"shelf/{shelf.guid}/edit", _open="t")
    assert (answer.status, text(answer, "title")) == (200, shelf.title)
    assert toys.post("shelf/new", _open="t").status == 200
    assert Shelf.objects.count() == 1


@pytest.mark.parametrize("path", ["shelf/new", "shelf/new/", "shelf/{guid}/edit", "shelf/{guid}/edit/"])
def test_a_form_is_for_those_whom_its_action_admits(toys, shelf, path):
    path = path.format(guid=shelf.guid)
    assert toys(path).status == 200
    assert toys.send("HEAD", path).status == 200
    for kind in ("USER_KEY", "ANONYMOUS_KEY"):
        for method in ("GET", "POST"):
            refused = Asker(toy=kind).send(method, path)
            assert (refused.status, refused.body) == (401, b"")
    for method in ("PUT", "PATCH", "DELETE"):
        assert toys.send(method, path).status == 405


def test_reading_a_form_may_be_prefetched_sending_it_may_not(toys):
    assert toys.send("GET", "shelf/new", headers={"Sec-Purpose": "prefetch"}).status == 200
    form = urlencode({"guid": "new", "toy": "REALM_KEY"}).encode()
    kind = "application/x-www-form-urlencoded"
    headers = {"Sec-Purpose": "prefetch"}
    assert Asker().send("POST", "shelf/new", body=form, content_type=kind, headers=headers).status == 405


def test_an_edit_form_of_nothing_is_404(toys):
    assert toys("shelf/none/edit").status == 404
    assert toys.post("shelf/none/edit", title="x").status == 404


def test_a_form_has_no_format(toys):
    assert toys("shelf/new.json").status == 404
    assert toys("shelf/new", format="pdf").status == 406
