"""Errors outside the API, as both hosts answer them; a connection that gets no answer; attempts to connect."""

import socket
import threading
import time

import psycopg
import pytest
from django.db import connection

from config.postgresql.base import Connecting, Connection
from tests.asking import call


@pytest.fixture
def away(transactional_db):
    """The database can't be reached."""
    connection.close()
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(connection.settings_dict, "HOST", "/nowhere")
        yield
    connection.close()


def ask(method: str, path: str, host: str = "localhost:8000"):
    return call(method, path, "", b"{}" if method == "POST" else b"", "application/json", {"Host": host})


@pytest.mark.parametrize(
    ("method", "path", "host", "body"),
    [
        ("GET", "/play/token/", "localhost:8000", "Not available at the moment"),
        ("POST", "/play/token/start", "localhost:8000", '"reason": "unavailable"'),
        ("POST", "/commit/token", "localhost:8000", '"reason": "unavailable"'),
        ("GET", "/sign-in/1/token/", "127.0.0.1:8000", "Not available at the moment"),
    ],
)
def test_without_a_database_both_hosts_answer_in_their_own_words(away, caplog, method, path, host, body) -> None:
    answer = ask(method, path, host)
    assert answer.status == 503 and body in answer.text and answer.headers["retry-after"]
    assert answer.headers["x-request-id"] and answer.headers["cache-control"] == "no-store"
    (line,) = [record.getMessage() for record in caplog.records if record.name == "bright.error"]
    assert line.startswith("event=database_away") and not any(record.exc_info for record in caplog.records)
    assert "the database is away" in caplog.text
    assert "token" not in answer.text and "token" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "host", "status", "body"),
    [
        ("GET", "/nothing", "127.0.0.1:8000", 404, "There is nothing here"),
        ("GET", "/nothing", "localhost:8000", 404, "There is nothing here"),
        ("GET", "/bright/api/v1/nothing", "127.0.0.1:8000", 404, ""),
        ("GET", "/c/wrong", "localhost:8000", 404, ""),
        ("POST", "/admin/login/", "127.0.0.1:8000", 403, "This is not allowed"),
    ],
)
def test_no_page_is_in_djangos_words(db, collected_static, method, path, host, status, body) -> None:
    answer = ask(method, path, host)
    assert answer.status == status and body in answer.text and (body or not answer.body)
    assert "requested resource" not in answer.text and "CSRF" not in answer.text


def test_an_unforeseen_error_of_a_page_is_logged_once_with_its_trace(db, caplog, monkeypatch) -> None:
    monkeypatch.setattr("apps.start.docs.entries", None)  # a bug
    answer = call("GET", "/docs", "", b"", "", {})
    assert answer.status == 500 and "Something went wrong" in answer.text and "NoneType" not in answer.text
    (record,) = [record for record in caplog.records if record.exc_info]
    assert "NoneType" in str(record.exc_info[1])


def test_a_statement_is_given_up_when_the_server_says_nothing(transactional_db, monkeypatch) -> None:
    monkeypatch.setattr(Connection, "answer_within", 0.3)
    connection.close()
    with connection.cursor() as cursor:
        started = time.monotonic()
        with pytest.raises(Exception, match="said nothing"):
            cursor.execute("SELECT pg_sleep(5)")
        assert time.monotonic() - started < 3
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()


def test_while_it_is_away_one_thread_waits_and_the_others_fail_at_once() -> None:
    """A server that takes connections and says nothing, as a frozen one does."""
    connecting, waits = Connecting(), []
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        port = frozen.getsockname()[1]

        def attempt() -> None:
            started = time.monotonic()
            with pytest.raises(psycopg.OperationalError), connecting.attempt():
                Connection.connect(host="127.0.0.1", port=port, user="x", dbname="x", connect_timeout=2)
            waits.append(time.monotonic() - started)

        attempt()
        threads = [threading.Thread(target=attempt) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(wait > 1 for wait in waits) == [False] * 9 + [True] * 2
    with connecting.attempt():
        pass
    assert not connecting.is_away
