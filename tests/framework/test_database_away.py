"""The database restarted under a kept connection, and the database gone."""

import psycopg
import pytest
from django.db import connection

from tests.framework.toys import Shelf


@pytest.fixture
def toys_for_real(transactional_db, toys):
    """The toys without a transaction around the test, as a web server's thread sees them."""
    Shelf.objects.create(realm_id=1, guid="a")
    yield toys
    Shelf.objects.all().delete()


def test_a_connection_that_died_meanwhile_costs_no_answer(toys_for_real):
    assert toys_for_real("shelf", fields="guid").json == [{"guid": "a"}]
    pid = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert toys_for_real("shelf", fields="guid").json == [{"guid": "a"}]
    assert connection.connection.info.backend_pid != pid


def test_without_a_database_it_is_503_and_plain_in_the_log(toys_for_real, monkeypatch, caplog):
    connection.close()
    with monkeypatch.context() as patched:
        patched.setitem(connection.settings_dict, "HOST", "/nowhere")
        answer = toys_for_real("shelf")
    assert (answer.status, answer.body) == (503, b"")
    assert "event=database_away" in caplog.text
    assert toys_for_real("shelf").status == 200
