"""Answers that are no rows of a model: lists of texts, nested documents, tables of any query."""

import csv
import io
import json

from lxml import etree

from tests.framework.toys import Book


def test_a_list_of_texts_in_every_format(toys, shelf):
    for title in ("Tea", "=1+1"):
        Book.objects.create(shelf=shelf, title=title)
    assert toys("shelf.json", fields="book_titles").json == [{"book_titles": ["Tea", "=1+1"]}]
    root = etree.fromstring(toys("shelf.xml", fields="book_titles").body)
    assert root.find("shelf/book-titles").get("type") == "array"
    assert [below.text for below in root.findall("shelf/book-titles/book-title")] == ["Tea", "=1+1"]
    header, row = csv.reader(io.StringIO(toys("shelf.csv", fields="book_titles").text))
    assert (header, json.loads(row[0])) == (["book_titles"], ["Tea", "=1+1"])


def test_an_empty_list_of_texts_is_a_list(toys, shelf):
    assert toys("shelf.json", fields="book_titles").json == [{"book_titles": []}]
    assert b'<book-titles type="array"/>' in toys("shelf.xml", fields="book_titles").body


def test_a_nested_document_as_json(toys):
    assert toys("shelf/report.json").json == {
        "is_open": True,
        "book_count": 2,
        "made_at": "2015-11-25T16:40:27Z",
        "note": None,
        "words": ["=1", "b"],
        "nested": {"a@b.example": {"16-4f": {"title": "Tea & <more>", "height": 1.5}}},
    }


def test_a_nested_document_as_xml_keeps_every_key(toys):
    root = etree.fromstring(toys("shelf/report.xml").body)
    assert root.tag == "shelf"
    assert (root.find("is-open").text, root.find("is-open").get("type")) == ("true", "boolean")
    assert (root.find("book-count").text, root.find("book-count").get("type")) == ("2", "integer")
    assert root.find("made-at").text == "2015-11-25T16:40:27Z"
    assert root.find("note").get("nil") == "true"
    assert [word.text for word in root.findall("words/word")] == ["=1", "b"]
    learner = root.find("nested/entry")
    assert learner.get("key") == "a@b.example"
    assert learner.find("entry").get("key") == "16-4f"
    assert learner.findtext("entry/title") == "Tea & <more>"


def test_a_nested_document_as_csv_is_one_row(toys):
    header, row = csv.reader(io.StringIO(toys("shelf/report.csv").text))
    assert header == ["is_open", "book_count", "made_at", "note", "words", "nested"]
    assert row[:4] == ["true", "2", "2015-11-25T16:40:27Z", ""]
    assert json.loads(row[4]) == ["=1", "b"]
    assert json.loads(row[5])["a@b.example"]["16-4f"]["height"] == 1.5


def test_a_table_is_lists_in_json_and_objects_if_asked(toys):
    assert toys("shelf/count").json == [[1, "=a"], [2, None], [3, "c"]]
    assert toys("shelf/count", rows="objects").json[0] == {"?column?": 1, "last_title": "=a"}
    assert toys("shelf/count", callback="cb").text == '/**/cb([[1,"=a"],[2,null],[3,"c"]], 200);'
    odd = toys("shelf/count", rows="tuples")
    assert (odd.status, odd.headers["x-bright-error"]) == (500, "invalid-argument")


def test_a_table_in_xml_has_names_that_xml_allows(toys):
    root = etree.fromstring(toys("shelf/count.xml").body)
    assert (root.tag, root.get("type")) == ("rows", "array")
    assert [(cell.tag, cell.text) for cell in root.findall("row")[0]] == [("_-column-", "1"), ("last-title", "=a")]
    assert root.findall("row")[1].find("last-title").get("nil") == "true"


def test_a_table_in_csv_has_a_header_and_no_formulas(toys):
    assert toys("shelf/count.csv").text == "?column?,last_title\n1,'=a\n2,\n3,c\n"
    assert toys("shelf/count.csv", raw="t").text == "?column?,last_title\n1,=a\n2,\n3,c\n"


def test_a_short_path_answers_as_the_long_one(toys):
    for path in ("tally", "tally/", "tally.json"):
        assert toys(path).json == toys("shelf/count").json
    assert toys("tally.jsonc").status == 406
    assert toys.send("HEAD", "tally").status == 200
    assert toys.send("PUT", "tally").status == 405
