"""Index and show: formats, fields, filters, nesting, pages, caching."""

import csv
import hashlib
import io
import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from bright.reading.compiled import query_cache
from tests.asking import BASE, Asker, call
from tests.framework.toys import Book, Shelf

KEYS = ["id", "guid", "title", "keeper", "height", "is_open", "made_at", "books"]


def test_it_works(toys, shelf):
    answer = toys("shelf.json")
    assert answer.status == 200
    assert list(answer.json[0]) == KEYS
    assert answer.json[0] == {
        "id": shelf.pk, "guid": shelf.guid, "title": shelf.title, "keeper": "ann@example.com",
        "height": None, "is_open": True, "made_at": None, "books": 0,
    }  # fmt: skip


def test_index_with_no_match_is_an_empty_list_with_the_seeds_etag(toys):
    answer = toys("shelf", title="nosuchshelf")
    assert (answer.status, answer.body) == (200, b"[]")
    assert answer.headers["etag"] == '"d751713988987e9331980363e24189ce"'
    assert answer.headers["cache-control"] == "max-age=0, private, must-revalidate"


def test_every_answer_carries_the_frames_headers(toys):
    answer = toys("shelf.json")
    assert len(answer.headers["x-request-id"]) == 32
    assert float(answer.headers["x-runtime"]) >= 0
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["etag"] == f'"{hashlib.md5(answer.body).hexdigest()}"'
    assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("given", "kept"), [("abcd-1234", True), ("short", False), ("x" * 65, False), ("a b c d e", False)]
)
def test_request_id_is_kept_if_well_formed(toys, given, kept):
    answer = toys.send("GET", "shelf", headers={"X-Request-Id": given})
    assert (answer.headers["x-request-id"] == given) is kept


def test_etag_that_matches_answers_304(toys, shelf):
    tag = toys("shelf").headers["etag"]
    answer = toys.send("GET", "shelf", headers={"If-None-Match": tag})
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", tag)


def test_times_and_floats_are_spelled_the_same_in_all_formats(toys, shelf):
    made_at = datetime(2012, 11, 26, 12, 10, 40, 987654, tzinfo=UTC)
    Shelf.objects.filter(pk=shelf.pk).update(height=12.0, made_at=made_at)
    wanted = {"fields": "height,made_at,is_open,title"}
    assert toys("shelf.json", **wanted).text == (
        '[{"height":12.0,"made_at":"2012-11-26T12:10:40Z","is_open":true,"title":"Yoga & <more>"}]'
    )
    assert toys("shelf.csv", **wanted).text == (
        "height,made_at,is_open,title\n12.0,2012-11-26T12:10:40Z,true,Yoga & <more>\n"
    )
    xml = toys("shelf.xml", **wanted).text
    assert '<height type="float">12.0</height>' in xml
    assert '<made-at type="datetime">2012-11-26T12:10:40Z</made-at>' in xml
    assert '<is-open type="boolean">true</is-open>' in xml
    assert "<title>Yoga &amp; &lt;more&gt;</title>" in xml


def test_xml_is_rails_xml(toys, shelf):
    root = etree.fromstring(toys("shelf.xml").body)
    assert (root.tag, root.get("type"), root[0].tag) == ("shelfs", "array", "shelf")
    assert root[0].find("height").get("nil") == "true"
    assert toys("shelf.xml", title="none").text.endswith('<shelfs type="array"/>\n')
    assert toys(f"shelf/{shelf.guid}.xml").text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<shelf>')


def test_fields_come_in_the_order_asked_and_unknown_ones_are_ignored(toys, shelf):
    assert toys("shelf", fields="title,nonsense,id").text == f'[{{"title":"Yoga & <more>","id":{shelf.pk}}}]'
    assert toys("shelf", fields="nonsense").text == "[{}]"


@pytest.mark.parametrize(
    ("template", "keys"),
    [
        ("public", KEYS),
        ("public_minimum", ["id", "guid", "title"]),
        ("extended", [*KEYS, "secret_note", "book_titles"]),
    ],
)
def test_templates_choose_fields(toys, shelf, template, keys):
    assert list(toys("shelf", api_template=template).json[0]) == keys
    assert list(toys("shelf", template=template).json[0]) == keys


def test_fields_win_over_a_template(toys, shelf):
    assert list(toys("shelf", api_template="public", fields="id").json[0]) == ["id"]


def test_three_fields_ask_the_database_for_three_columns(toys, shelf):
    query_cache.clear()
    toys("shelf", fields="guid,title,height")
    (statement,) = [query.sql for query in query_cache.queries.values()]
    selected = statement.partition(" FROM ")[0]
    assert all(f'"{name}"' in selected for name in ("guid", "title", "height", "id"))  # the id is the page's edge
    assert not any(f'"{name}"' in selected for name in ("keeper", "is_open", "made_at", "book_count"))


def test_nested_records_are_a_count_until_they_are_asked_for(toys, shelf):
    other = Shelf.objects.create(realm_id=1, guid="b")
    for title in ("One", "Two"):
        Book.objects.create(shelf=shelf, title=title)
    Shelf.objects.filter(pk=shelf.pk).update(book_count=2)
    assert toys("shelf", fields="books").json == [{"books": 2}, {"books": 0}]
    assert toys("shelf", fields="books.title,guid").json == [
        {"books": [{"title": "One"}, {"title": "Two"}], "guid": shelf.guid},
        {"books": [], "guid": other.guid},
    ]
    included = toys("shelf", include_books="t").json
    assert [list(book) for book in included[0]["books"]] == [["id", "title"]] * 2


def test_nested_records_in_xml_and_csv(toys, shelf):
    Book.objects.create(shelf=shelf, title="One")
    Book.objects.create(shelf=shelf, title="Two")
    root = etree.fromstring(toys("shelf.xml", fields="books.title").body)
    assert [title.text for title in root.findall("shelf/books/book/title")] == ["One", "Two"]
    rows = list(csv.DictReader(io.StringIO(toys("shelf.csv", fields="guid,books.title").text)))
    assert json.loads(rows[0]["books"]) == [{"title": "One"}, {"title": "Two"}]


def test_nested_under_a_user_bound_key_is_the_newest_own_one(toys, shelf):
    ann = Asker(toy="USER_KEY:ann@example.com")
    for title, reader in (("Old", "ann@example.com"), ("New", "ann@example.com"), ("Hers", "eve@example.com")):
        Book.objects.create(shelf=shelf, title=title, reader=reader)
    assert ann("shelf", fields="books.title").json == [{"books": [{"title": "New"}]}]
    assert ann("shelf.csv", fields="guid,books.title").text == f"guid,books.title\n{shelf.guid},New\n"
    assert Asker(toy="USER_KEY:bob@example.com")("shelf.csv", fields="books.title").text == 'books.title\n""\n'


def test_anonymous_sees_the_minimum_and_filters_by_it_only(toys, shelf):
    anonymous = Asker(toy="ANONYMOUS_KEY")
    assert list(anonymous("shelf", fields="keeper,id").json[0]) == ["id", "guid", "title"]
    assert len(anonymous("shelf", keeper="nobody@example.com").json) == 1
    assert anonymous("shelf", title="none").json == []
    assert anonymous(f"shelf/{shelf.pk}").status == 401


def test_control_last_only_gives_a_list_of_the_newest(toys, shelf):
    newest = Shelf.objects.create(realm_id=1, guid="b")
    assert toys("shelf", last_only="t", fields="id").json == [{"id": newest.pk}]
    assert len(toys("shelf", last_only="f").json) == 2


def test_pages_follow_the_link(toys):
    made = [Shelf.objects.create(realm_id=1, guid=f"g{number}").pk for number in range(5)]
    seen, answer = [], toys("shelf", limit=2, fields="id")
    while "link" in answer.headers:
        seen += [row["id"] for row in answer.json]
        assert "toy" not in answer.headers["link"].replace("toys", "")
        query = answer.headers["link"].partition("?")[2].partition(">")[0]
        answer = toys(f"shelf?{query}")
    assert seen + [row["id"] for row in answer.json] == made
    assert toys("shelf", fields="id", offset=3).json == [{"id": pk} for pk in made[3:]]


def test_another_realms_rows_are_not_there(toys, shelf):
    Shelf.objects.filter(pk=shelf.pk).update(realm_id=2)
    assert toys("shelf").json == []
    assert toys(f"shelf/{shelf.guid}").status == toys("shelf/never").status == 404


def test_the_link_asks_the_same_question(toys):
    for title in ("", "", "é", "é"):
        Shelf.objects.create(realm_id=1, guid=f"g{Shelf.objects.count()}", title=title)
    assert "title=&" in toys("shelf", title="", limit=1).headers["link"]
    raw = "toy=REALM_KEY&title=é&limit=1".encode().decode("latin-1")  # as a WSGI server hands raw UTF-8 over
    link = call("GET", BASE + "shelf", raw, b"", "", {}).headers["link"]
    assert "title=%C3%A9&" in link


def test_a_list_of_fields_longer_than_any_is_refused(toys, shelf):
    """Each list is remembered with the statement made for it."""
    assert toys("shelf", fields="id," + "x" * 4000).json == [{"id": shelf.pk}]
    for parameters in ({"fields": "id," + "x" * 5000}, {"fields": "id", "api_template": "x" * 5000}):
        assert toys("shelf", **parameters).status == 500


def test_a_record_that_is_not_there_is_a_404_whatever_is_asked_of_it(toys, shelf):
    for parameters in ({"fields": "id," + "x" * 5000}, {"api_template": "nonsense"}, {"include_books": "nonsense"}):
        assert toys("shelf/nowhere", **parameters).status == 404
        assert toys(f"shelf/{shelf.guid}", **parameters).status == 500
