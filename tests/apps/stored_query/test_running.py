"""Running a query: values, formats, limits and errors."""

import csv
import gc
import io
import os
import resource
import threading
import time
import tracemalloc

import pytest
from django.db import OperationalError, connection
from django.db import connection as django_connection
from lxml import etree

from apps.stored_query import running
from apps.stored_query.confinement import role
from apps.stored_query.errors import AllConnectionsBusy, QueryRefused
from apps.stored_query.models import StoredQuery
from apps.stored_query.parsing import parse
from apps.stored_query.row_scope import RowScope
from bright.reading.documents import SelectedColumns
from bright.rest.renderers import CSVRenderer
from bright.rest.responses import ResponseBuilder
from tests.asking import Asker

PARAMETERS = """[{"name": "t"}, {"name": "i", "type": "integer"}, {"name": "f", "type": "float"},
 {"name": "b", "type": "boolean"}, {"name": "d", "type": "datetime"}, {"name": "invitation_name"}]"""
SQL = "SELECT :t AS t, :i AS i, :f AS f, :b AS b, :d AS d, ':t' AS \"as it is\""
ROWS = "SELECT n AS number, 'name ' || n AS name, now() AS at, n % 2 = 0 AS even FROM generate_series(1, {}) n"
MANY = 1_000_000 if os.environ.get("BRIGHT_SOAK") else 100_000


@pytest.fixture
def ask(tenant):
    """Store and run a query: ask(sql, parameters=…, path=…, values…)."""

    def ask_it(sql: str, *, parameters: str = "[]", path: str = "run", asker: Asker | None = None, **values: str):
        StoredQuery.objects.of_scope("").delete()
        StoredQuery.objects.get_or_create_own(tenant.realm.pk, "it", sql=sql, parameters=parameters)
        return (asker or tenant.pair)(path, name="it", **values)

    return ask_it


def test_values_are_bound_by_name_and_type(ask):
    values = {"t": "'; --", "i": "-3", "f": "0.5", "b": "yes", "d": "2026-02-03", "unknown": "x", "_": "1"}
    rows = ask(SQL, parameters=PARAMETERS, **values).json
    assert rows == [["'; --", -3, 0.5, True, "2026-02-03T00:00:00Z", ":t"]]
    assert ask(SQL, parameters=PARAMETERS).json == [[None] * 5 + [":t"]]


@pytest.mark.parametrize(("name", "text"), [("i", "x"), ("f", "inf"), ("b", "2"), ("d", "1/2/3"), ("i", "9" * 30)])
def test_a_bad_value_is_an_invalid_argument(ask, name, text):
    answer = ask(SQL, parameters=PARAMETERS, **{name: text})
    assert (answer.status, answer.headers["x-bright-error"], answer.body) == (500, "invalid-argument", b"")


def test_every_format(ask):
    sql = "SELECT 1 AS number, 'a<b' AS \"the text\", NULL::text AS nothing, 1.5 AS decimal, true AS yes"
    assert ask(sql).json == [[1, "a<b", None, 1.5, True]]
    objects = ask(sql, rows="objects").json
    assert objects == [{"number": 1, "the text": "a<b", "nothing": None, "decimal": 1.5, "yes": True}]
    table = list(csv.reader(io.StringIO(ask(sql, path="run.csv").text)))
    assert table == [["number", "the text", "nothing", "decimal", "yes"], ["1", "a<b", "", "1.5", "true"]]
    (row,) = etree.fromstring(ask(sql, path="run.xml").body)
    assert [cell.text for cell in row] == ["1", "a<b", None, "1.5", "true"]
    assert ask(sql, callback="show").text == '/**/show([[1,"a<b",null,1.5,true]], 200);'
    assert "401" in ask(sql, asker=Asker(), callback="show").text


def test_every_postgresql_type_is_shown(ask):
    sql = """SELECT '{1,2}'::int[], '{"a":1}'::json, date '2026-01-02', interval '1 day', ROW(1, 'a'), '\\x00'::bytea,
             'NaN'::float, 10.25::numeric, '0'::uuid IS NULL FROM (SELECT) x WHERE false
             UNION ALL SELECT '{1,2}', '{"a":1}', '2026-01-02', '1 day', ROW(1, 'a'), '\\x00', 'NaN', 10.25, false"""
    sql = sql.replace("'0'::uuid IS NULL", "false")
    assert ask(sql).json == [["{1,2}", '{"a":1}', "2026-01-02", "P1D", "(1,a)", "\\x00", None, 10.25, False]]
    assert ask("SELECT FROM (SELECT 1) x").json == [[]]
    assert ask("SELECT 1 AS a, 2 AS a").json == [[1, 2]]


def test_a_small_answer_has_an_etag_and_head_works(ask, tenant):
    answer = ask("SELECT 1")
    again = tenant.pair.send("GET", "run", query={"name": "it"}, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    assert tenant.pair.send("HEAD", "stored_query/run", query={"name": "it"}).status == 200
    assert tenant.pair.post("stored_query/run", name="it").json == [[1]]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 / (n - n) FROM generate_series(1, 2) n",
        "SELECT 'secret'::int FROM courses RIGHT JOIN (SELECT 1) x ON true",
        "SELECT missing FROM registrations",
        "SELECT repeat('x', 200000)",
        "SELECT 1; SELECT 2",
    ],
)
def test_an_error_has_no_body_and_its_reason_is_in_the_log(ask, sql):
    answer = ask(sql)
    assert (answer.status, answer.headers["x-bright-error"], answer.body) == (500, "invalid-argument", b"")


def test_exceeding_the_row_limit_never_ends_cleanly(ask, settings):
    settings.BRIGHT_STORED_QUERY_ROWS = 300
    assert len(ask(ROWS.format(300)).json) == 300
    assert ask(ROWS.format(301)).status == 500
    settings.BRIGHT_STORED_QUERY_ROWS = 50_000
    with pytest.raises(QueryRefused):  # after the first bytes the server closes the connection
        ask(ROWS.format(50_001))


def test_the_time_limit_applies_to_each_fetch_and_not_to_a_slow_reader(settings, db):
    settings.BRIGHT_STORED_QUERY_SECONDS = 1
    _, rows = running.run(parse(ROWS.format(600), ()), [], RowScope(1))
    next(rows)
    time.sleep(1.3)
    assert sum(map(len, rows)) == 350
    sleepy = "SELECT pg_sleep(CASE WHEN n > 250 THEN 3 ELSE 0 END) FROM generate_series(1, 251) n"
    with pytest.raises(QueryRefused):
        list(running.run(parse(sleepy, (), check_text=False), [], RowScope(1))[1])


def backends(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # otherwise a transaction keeps its first snapshot
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = %s", [name])
        return cursor.fetchone()[0]


def test_a_disconnected_client_ends_the_query_and_its_connection(rf, db):
    columns, rows = running.run(parse(ROWS.format(1_000_000), ()), [], RowScope(1))
    response = ResponseBuilder(rf.get("/"), CSVRenderer()).rows(SelectedColumns("row", columns), rows)
    del rows
    next(iter(response.streaming_content))
    assert backends(role.name()) == 1
    response.close()
    assert gone(role.name())


def gone(name: str) -> bool:
    """PostgreSQL takes a moment to end the backend of a closed connection."""
    gc.collect()
    return any(backends(name) == 0 or time.sleep(0.05) for _ in range(60))


def test_without_a_free_connection_a_run_waits_briefly_and_is_refused(tenant, monkeypatch):
    monkeypatch.setattr(running, "WAIT_SECONDS", 0.3)
    held = [running.run(parse(ROWS.format(1000), ()), [], RowScope(n))[1] for n in range(role.CONNECTION_LIMIT)]
    StoredQuery.objects.get_or_create_own(tenant.realm.pk, "it", sql="SELECT 1")
    try:
        assert backends(role.name()) == role.CONNECTION_LIMIT
        started = time.monotonic()
        with pytest.raises(AllConnectionsBusy):
            running.run(parse("SELECT 1", ()), [], RowScope(1))
        assert 0.3 <= time.monotonic() - started < 2
        answer = tenant.pair("run", name="it")
        assert (answer.status, answer.body) == (503, b"")
        monkeypatch.setattr(running, "WAIT_SECONDS", 3)
        threading.Timer(0.2, held.pop().close).start()
        assert tenant.pair("run", name="it").json == [[1]]
    finally:
        for rows in held:
            rows.close()


def test_stalled_readers_of_one_realm_leave_connections_to_the_others(tenant, other_tenant, monkeypatch):
    """Forty callers of one realm, none of whom reads on: another realm's query runs at once."""
    monkeypatch.setattr(running, "WAIT_SECONDS", 1)
    held, refused = [], []

    def call() -> None:
        try:
            held.append(running.run(parse(ROWS.format(1000), ()), [], RowScope(tenant.realm.pk))[1])
        except AllConnectionsBusy as error:
            refused.append(error)
        finally:
            django_connection.close()

    running.checks.check_cached()
    threads = [threading.Thread(target=call) for _ in range(40)]
    for thread in threads:
        thread.start()
    try:
        StoredQuery.objects.get_or_create_own(other_tenant.realm.pk, "it", sql="SELECT 1")
        times = []
        for _ in range(5):
            started = time.monotonic()
            assert other_tenant.pair("run", name="it").json == [[1]]
            times.append(time.monotonic() - started)
        for thread in threads:
            thread.join()
        assert (len(held), len(refused)) == (role.CONNECTIONS_OF_REALM, 40 - role.CONNECTIONS_OF_REALM)
        print(f"another realm's query, in ms: {[round(1000 * each) for each in times]}")
    finally:
        for thread in threads:
            thread.join()
        for rows in held:
            rows.close()


def test_a_slow_reader_loses_its_connection_at_the_deadline(db, settings):
    """Also one that reads a little now and then."""
    settings.BRIGHT_STORED_QUERY_READER_SECONDS = 1
    _, rows = running.run(parse(ROWS.format(100_000), ()), [], RowScope(1))
    started = time.monotonic()
    with pytest.raises(OperationalError):
        for _ in rows:
            assert time.monotonic() - started < 3
            time.sleep(0.3)
    assert time.monotonic() - started > 1
    _, rows = running.run(parse(ROWS.format(100_000), ()), [], RowScope(1))
    next(rows)
    assert gone(role.name())  # though nobody has asked for more
    rows.close()


def test_many_rows_in_flat_memory(rf, db):
    """Peak memory of Python's objects and of the process while a large result is written as CSV."""
    columns, rows = running.run(parse(ROWS.format(MANY), ()), [], RowScope(1))
    tracemalloc.start()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    response = ResponseBuilder(rf.get("/"), CSVRenderer()).rows(SelectedColumns("row", columns), rows)
    size = sum(len(piece) for piece in response.streaming_content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{MANY} rows, {size} bytes; peak of Python's objects {peak >> 10} KB; resident memory +{grown} KB")
    assert size > MANY * 30
    assert peak < 8 * 2**20
    assert grown < 32 * 1024


def test_no_column_name_is_a_formula_for_a_spreadsheet(ask):
    sql = 'SELECT \'=1+1\' AS "=cmd()", 2 AS "@x"'
    assert ask(sql, path="run.csv").text == "'=cmd(),'@x\n'=1+1,2\n"
    assert ask(sql, path="run.csv", raw="t").text == "=cmd(),@x\n=1+1,2\n"
