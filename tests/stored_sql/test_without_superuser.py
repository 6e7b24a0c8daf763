"""A managed PostgreSQL: Bright's role is not a superuser and can't create roles; an administrator runs our SQL once."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from apps.stored_query import running
from apps.stored_query.confinement import checks, installation, role
from apps.stored_query.errors import ConfinementMissing, QueryRefused
from apps.stored_query.parsing import parse
from tests.stored_sql.arenas import Arena, another_database, fill, install, migrate
from tests.stored_sql.hostile import CHANGING, COSTLY, MARK, READING

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def arena(django_db_setup: None, django_db_blocker: Any) -> Iterator[Arena]:
    """The administrator runs only the part about the role: the rest requires a superuser."""
    with django_db_blocker.unblock():
        name = f"{connection.settings_dict['NAME']}_plain"
        owner = f"{name}_owner"
        make_owner(owner)
        with another_database(name, owner=owner, user=owner) as reached:
            migrate()
            problems = checks.check()
            assert len(problems) == 1 and "There is no database role" in problems[0], problems
            with pytest.raises(ConfinementMissing):
                running.run(parse("SELECT 1", ()), [], running.RowScope(1))
            run_as_administrator(reached, printed().partition("-- The rest requires a superuser")[0])
            install()
            assert checks.check() == []
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
    """On a separate connection: that of a test is in a transaction whose changes are invisible to others."""

    def work() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_bright_is_not_a_superuser_here(arena: Arena) -> None:
    assert not installation.is_superuser()
    assert len(installation.open_functions()) > 50  # a superuser would have revoked them


def test_its_rows_are_found(arena: Arena) -> None:
    _, chunks = running.run(parse("SELECT custom FROM registrations", ()), [], arena.scope)
    assert [row for chunk in chunks for row in chunk] == [("own",), ("own",)]


@pytest.mark.parametrize("hostile", [*READING, *CHANGING, *COSTLY[:4]], ids=lambda hostile: hostile.tries)
def test_hostile_sql_does_no_harm(arena: Arena, hostile: Any) -> None:
    with arena.superuser() as database:
        before = arena.contents(database)
        try:
            _, chunks = running.run(parse(hostile.text, ()), [], arena.scope)
            said = str([row for chunk in chunks for row in chunk])
        except QueryRefused as refusal:
            said = ""
            assert MARK not in refusal.reason.replace(hostile.text, "")
        else:
            assert hostile.harm == "leaks"
        assert hostile.shows not in said
        assert arena.contents(database) == before


def test_a_forged_scope_shows_nothing(arena: Arena) -> None:
    """Without the check of the text `set_config` runs here: this is why scopes are signed."""
    theirs = running.RowScope(arena.theirs.realm.pk)
    forged = theirs.signed(b"x" * 32)
    text = (
        f"WITH a AS MATERIALIZED (SELECT set_config('bright.scope', '{forged}', true))"
        " SELECT a.set_config, r.custom FROM a LEFT JOIN registrations r ON true"
    )
    _, chunks = running.run(parse(text, (), check_text=False), [], arena.scope)
    assert [row for chunk in chunks for row in chunk] == [(forged, None)]
    true = theirs.signed(installation.signing_key())
    _, chunks = running.run(parse(text.replace(forged, true), (), check_text=False), [], arena.scope)
    assert [row[1] for chunk in chunks for row in chunk] == [MARK, MARK]


def test_a_removed_time_limit_is_set_again(arena: Arena, settings: Any) -> None:
    """Also without the check of the text: the limit is set before each FETCH."""
    settings.BRIGHT_STORED_QUERY_SECONDS = 1
    text = (
        "SELECT CASE WHEN n = 1 THEN set_config('statement_timeout', '0', false) WHEN n > 260"
        " THEN pg_sleep(30)::text END FROM generate_series(1, 300) n"
    )
    with pytest.raises(QueryRefused, match="too long"):
        _, chunks = running.run(parse(text, (), check_text=False), [], arena.scope)
        list(chunks)


def test_a_superuser_also_revokes_the_functions(arena: Arena) -> None:
    run_as_administrator(arena.owner, printed())
    assert installation.open_functions() == []
    install()
    with psycopg.connect(**{**arena.owner, "user": connection.settings_dict["USER"]}) as database:
        database.execute("SELECT set_config('TimeZone', 'UTC', false)")  # as Django does when it connects
    assert checks.check() == []
    test_its_rows_are_found(arena)


def test_a_role_created_by_the_administrator(arena: Arena, settings: Any) -> None:
    name = f"{arena.owner['dbname']}_chosen"
    with arena.superuser() as database:
        make = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT CONNECTION LIMIT 5 PASSWORD 'p'")
        database.execute(make.format(sql.Identifier(name)))
    settings.BRIGHT_STORED_QUERY_URL = f"postgres://{name}:p@/{arena.owner['dbname']}?host={arena.owner['host']}"
    assert role.name() == name
    committed(install)
    assert checks.check() == []
    test_its_rows_are_found(arena)


def test_problems_are_reported_and_disable_stored_queries(arena: Arena) -> None:
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
            checks.clear_cache()
            problems = checks.check()
            assert any(word in problem for problem in problems), (word, problems)
            with pytest.raises(ConfinementMissing, match=word):
                running.run(parse("SELECT 1", ()), [], arena.scope)
            if closing:
                database.execute(sql.SQL(closing).format(name))
