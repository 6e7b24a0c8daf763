"""A managed PostgreSQL: the app's role is no superuser and may make no roles; an administrator runs our SQL once."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from apps.stored_query import installation, role, running, soundness
from apps.stored_query.errors import QueryRefused, SwitchedOff
from apps.stored_query.statement import compiled
from tests.stored_sql.arenas import Arena, another_database, fill, install, migrate
from tests.stored_sql.hostile import CHANGING, COSTLY, MARK, READING

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def arena(django_db_setup: None, django_db_blocker: Any) -> Iterator[Arena]:
    """The administrator runs the part about the role only: the rest is for superusers."""
    with django_db_blocker.unblock():
        name = f"{connection.settings_dict['NAME']}_plain"
        owner = f"{name}_owner"
        make_owner(owner)
        with another_database(name, owner=owner, user=owner) as reached:
            migrate()
            findings = soundness.check()
            assert len(findings) == 1 and "There is no database role" in findings[0], findings
            with pytest.raises(SwitchedOff):
                running.run(compiled("SELECT 1", ()), [], running.RowScope(1))
            run_as_administrator(reached, printed().partition("-- Only a superuser")[0])
            install()
            assert soundness.check() == []
            yield fill(reached)


def make_owner(name: str) -> None:
    made = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE").format(sql.Identifier(name))
    with connection.cursor() as cursor:
        cursor.execute(made)


def printed() -> str:
    text: list[str] = []
    call_command("stored_query_sql", stdout=type("Out", (), {"write": lambda _, line: text.append(line)})())
    return "".join(text)


def run_as_administrator(reached: dict[str, Any], text: str) -> None:
    with psycopg.connect(**reached, autocommit=True) as database:
        database.execute(text)


def committed(act: Callable[[], None]) -> None:
    """On a connection of its own: a test's is in a transaction, which no other one sees."""

    def work() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_the_app_is_no_superuser_here(arena: Arena) -> None:
    assert not installation.is_superuser()
    assert len(installation.open_functions()) > 50  # what a superuser would have revoked


def test_its_rows_are_found(arena: Arena) -> None:
    _, chunks = running.run(compiled("SELECT custom FROM registrations", ()), [], arena.scope)
    assert [row for chunk in chunks for row in chunk] == [("own",), ("own",)]


@pytest.mark.parametrize("hostile", [*READING, *CHANGING, *COSTLY[:4]], ids=lambda hostile: hostile.tries)
def test_hostile_sql_does_no_harm(arena: Arena, hostile: Any) -> None:
    with arena.superuser() as database:
        before = arena.contents(database)
        try:
            _, chunks = running.run(compiled(hostile.text, ()), [], arena.scope)
            said = str([row for chunk in chunks for row in chunk])
        except QueryRefused as refusal:
            said = ""
            assert MARK not in refusal.reason.replace(hostile.text, "")
        else:
            assert hostile.harm == "leaks"
        assert hostile.shows not in said
        assert arena.contents(database) == before


def test_a_scope_of_ones_own_shows_nothing(arena: Arena) -> None:
    """Without the screen `set_config` runs here, so this is what the seal is for."""
    theirs = running.RowScope(arena.theirs.realm.pk)
    forged = theirs.sealed(b"x" * 32)
    text = (
        f"WITH a AS MATERIALIZED (SELECT set_config('bright.scope', '{forged}', true))"
        " SELECT a.set_config, r.custom FROM a LEFT JOIN registrations r ON true"
    )
    _, chunks = running.run(compiled(text, (), screened=False), [], arena.scope)
    assert [row for chunk in chunks for row in chunk] == [(forged, None)]
    true = theirs.sealed(installation.seal_key())
    _, chunks = running.run(compiled(text.replace(forged, true), (), screened=False), [], arena.scope)
    assert [row[1] for chunk in chunks for row in chunk] == [MARK, MARK]


def test_a_time_limit_taken_off_comes_back(arena: Arena, settings: Any) -> None:
    """Also without the screen: each FETCH says it anew."""
    settings.BRIGHT_STORED_QUERY_SECONDS = 1
    text = (
        "SELECT CASE WHEN n = 1 THEN set_config('statement_timeout', '0', false) WHEN n > 260"
        " THEN pg_sleep(30)::text END FROM generate_series(1, 300) n"
    )
    with pytest.raises(QueryRefused, match="too long"):
        _, chunks = running.run(compiled(text, (), screened=False), [], arena.scope)
        list(chunks)


def test_an_administrator_who_may_closes_the_functions_too(arena: Arena) -> None:
    run_as_administrator(arena.owner, printed())
    assert installation.open_functions() == []
    install()
    with psycopg.connect(**{**arena.owner, "user": connection.settings_dict["USER"]}) as database:
        database.execute("SELECT set_config('TimeZone', 'UTC', false)")  # as Django does when it connects
    assert soundness.check() == []
    test_its_rows_are_found(arena)


def test_a_role_of_the_administrators_choice(arena: Arena, settings: Any) -> None:
    name = f"{arena.owner['dbname']}_chosen"
    with arena.superuser() as database:
        make = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT CONNECTION LIMIT 5 PASSWORD 'p'")
        database.execute(make.format(sql.Identifier(name)))
    settings.BRIGHT_STORED_QUERY_URL = f"postgres://{name}:p@/{arena.owner['dbname']}?host={arena.owner['host']}"
    assert role.name() == name
    committed(install)
    assert soundness.check() == []
    test_its_rows_are_found(arena)


def test_what_is_opened_is_told_and_switches_them_off(arena: Arena) -> None:
    name = sql.Identifier(role.name())
    openings = {
        "may use": ("GRANT SELECT ON public.realm_realm TO {}", "REVOKE SELECT ON public.realm_realm FROM {}"),
        "attributes": ("ALTER ROLE {} CREATEDB", "ALTER ROLE {} NOCREATEDB"),
        "is a member of": ("GRANT pg_monitor TO {}", "REVOKE pg_monitor FROM {}"),
        "may create": ("GRANT CREATE ON SCHEMA bright_q TO {}", "REVOKE CREATE ON SCHEMA bright_q FROM {}"),
        "can't log in": ("ALTER ROLE {} NOLOGIN", "ALTER ROLE {} LOGIN"),
        "another version": ("COMMENT ON SCHEMA bright_q IS 'x'; -- {}", ""),
    }
    with arena.superuser() as database:
        for word, (opening, closing) in openings.items():
            database.execute(sql.SQL(opening).format(name))
            soundness.forget()
            findings = soundness.check()
            assert any(word in finding for finding in findings), (word, findings)
            with pytest.raises(SwitchedOff, match=word):
                running.run(compiled("SELECT 1", ()), [], arena.scope)
            if closing:
                database.execute(sql.SQL(closing).format(name))
