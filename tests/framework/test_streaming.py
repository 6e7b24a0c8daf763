"""Answers past 256 KiB: streamed from a server cursor, the same in every format, closed when the client goes."""

import csv
import io
import json
import tracemalloc

import pytest
from django.db import connection
from lxml import etree

from bright.access import Access, Scope
from bright.reading.documents import Column, Fieldset, SelectedColumns
from bright.reading.filtersets import FilterSet
from bright.reading.row_query import RowQuery
from bright.reading.rows import PROBE_ROWS, stream
from bright.rest.renderers import CSVRenderer, JSONRenderer, XMLRenderer
from bright.rest.responses import WHOLE_LIMIT, ResponseBuilder
from tests.framework.toys import Book, Shelf, ShelfDocument

MANY = 5000
RENDERERS = {"json": JSONRenderer, "xml": XMLRenderer, "csv": CSVRenderer}


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

    columns = SelectedColumns("toy", (Column("a", "text"),))
    response = ResponseBuilder(rf.get("/"), JSONRenderer()).rows(columns, chunks())
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
        query = query_of(limit)
        for _ in ResponseBuilder(rf.get("/"), RENDERERS[suffix]()).rows(query.columns, query.chunks()):
            pass
        _, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(3 * MANY) < 1.2 * peak(MANY)


def query_of(limit: int) -> RowQuery:
    columns = ShelfDocument.select(Fieldset(), False)
    return RowQuery(ShelfDocument, columns, Access(Scope.REALM_KEY, 1), FilterSet(limit=limit))


def test_jsonp_streams_too(toys, shelves):
    text = toys("shelf", callback="cb").text
    assert text.startswith("/**/cb([")
    assert text.endswith("], 200);")
    assert len(json.loads(text[len("/**/cb(") : -len(", 200);")])) == MANY
