"""Answers past 256 KiB: streamed from a server cursor, the same in every format, closed when the client goes."""

import csv
import io
import json
import tracemalloc

import pytest
from django.db import connection
from lxml import etree

from bright.access import Access, Kind
from bright.reading.compiled import Question
from bright.reading.documents import Choice, Column, Shape
from bright.reading.filtersets import Selection
from bright.reading.rows import PROBE_ROWS, stream
from bright.rest.responses import WHOLE_LIMIT, Form
from tests.framework.toys import Book, Shelf, ShelfDocument

MANY = 5000


@pytest.fixture
def shelves(toys):
    title = "x" * 100
    Shelf.objects.bulk_create([Shelf(realm_id=1, guid=f"g{n}", title=title, height=n / 2) for n in range(MANY)])


def test_a_large_answer_is_streamed_whole_and_without_an_etag(toys, shelves):
    answer = toys("shelf.json")
    assert len(answer.body) > WHOLE_LIMIT
    assert [row["guid"] for row in answer.json] == [f"g{n}" for n in range(MANY)]
    assert "etag" not in answer.headers
    assert "content-length" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_many_rows_that_are_small_are_still_built_whole(toys, shelves):
    answer = toys("shelf.json", fields="id")
    assert len(answer.json) == MANY
    assert len(answer.body) < WHOLE_LIMIT
    assert "etag" in answer.headers


@pytest.mark.parametrize("number", [PROBE_ROWS - 1, PROBE_ROWS, PROBE_ROWS + 1])
def test_every_format_agrees_around_the_probe(toys, number):
    Shelf.objects.bulk_create([Shelf(realm_id=1, guid=f"g{n}") for n in range(number)])
    expected = [f"g{n}" for n in range(number)]
    assert [row["guid"] for row in toys("shelf.json").json] == expected
    assert [row["guid"] for row in csv.DictReader(io.StringIO(toys("shelf.csv").text))] == expected
    assert [node.text for node in etree.fromstring(toys("shelf.xml").body).findall("shelf/guid")] == expected


def test_nested_records_of_many_parents_are_streamed(toys, shelves):
    first, last = Shelf.objects.order_by("pk").first(), Shelf.objects.order_by("pk").last()
    Book.objects.bulk_create([Book(shelf=last, title=f"b{n}") for n in range(3000)] + [Book(shelf=first, title="a")])
    rows = toys("shelf", fields="guid,books.title").json
    assert rows[0]["books"] == [{"title": "a"}]
    assert rows[-1]["books"] == [{"title": f"b{n}"} for n in range(3000)]
    assert sum(len(row["books"]) for row in rows) == 3001


def test_a_client_that_goes_away_ends_cursor_and_transaction(toys, shelves):
    table = Shelf._meta.db_table
    rows = stream(f"SELECT id FROM {table}", [])
    assert len(next(rows)) > 0
    assert open_cursors() == 1
    rows.close()
    assert open_cursors() == 0


def open_cursors() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE 'bright_%%'")
        return cursor.fetchone()[0]


def test_a_failure_after_the_first_byte_breaks_off(rf):
    def chunks():
        yield [("x" * WHOLE_LIMIT,)] * 2
        raise ZeroDivisionError

    response = Form("json").many(rf.get("/"), Shape("toy", (Column("a", "text"),)), chunks())
    pieces = iter(response)
    assert next(pieces).startswith(b'[{"a":"xx')
    with pytest.raises(ZeroDivisionError):
        list(pieces)


@pytest.mark.parametrize("suffix", ["json", "xml", "csv"])
def test_memory_does_not_grow_with_the_result(toys, shelves, suffix, rf):
    """Three times the rows, the same traced peak: nothing holds the whole."""
    Shelf.objects.bulk_create([Shelf(realm_id=1, guid=f"h{n}", title="x" * 100) for n in range(2 * MANY)])

    def peak(limit: int) -> int:
        tracemalloc.start()
        question = Question(*question_parts(limit))
        for _ in Form(suffix).many(rf.get("/"), question.shape, question.chunks()):
            pass
        _, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(3 * MANY) < 1.2 * peak(MANY)


def question_parts(limit: int):
    selection = Selection(limit=limit)
    return ShelfDocument, ShelfDocument.choose(Choice(), False), Access(Kind.REALM_KEY, 1), selection


def test_jsonp_streams_too(toys, shelves):
    text = toys("shelf", callback="cb").text
    assert text.startswith("/**/cb([")
    assert text.endswith("], 200);")
    assert len(json.loads(text[len("/**/cb(") : -len(", 200);")])) == MANY
