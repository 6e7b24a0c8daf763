"""Every hostile text does harm when run without confinement, and none with it.

See docs/contract/reliability.md, "Threats", T11.
"""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from apps.stored_query import running
from apps.stored_query.confinement import checks
from apps.stored_query.confinement.installation import signing_key
from apps.stored_query.errors import QueryRefused
from apps.stored_query.parsing import parse
from tests.stored_sql.arenas import Arena, another_database, fill, install
from tests.stored_sql.hostile import COSTLY, MARK, TEXTS, Hostile

pytestmark = pytest.mark.django_db
NAMES = [hostile.tries for hostile in TEXTS]
UNCONFINED_MILLISECONDS = 300  # a text still running then would go on
LIMIT_SECONDS = 1  # instead of the default 5


@pytest.fixture(scope="module")
def arena(django_db_setup: None, django_db_blocker: Any) -> Iterator[Arena]:
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        with another_database(f"{name}_arena", template=name) as owner:
            install()
            assert checks.check() == []
            yield fill(owner)


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.BRIGHT_STORED_QUERY_SECONDS = LIMIT_SECONDS


def test_there_are_enough_of_them() -> None:
    shown = [hostile for hostile in TEXTS if "xml" not in hostile.text]  # on every PostgreSQL
    assert len(shown) >= 100
    assert len({hostile.text for hostile in TEXTS}) == len({hostile.tries for hostile in TEXTS}) == len(TEXTS)


def unconfined(arena: Arena, hostile: Hostile) -> tuple[str, bool, bool, float]:
    """Output, whether it ran, whether it had its effect, and seconds taken; everything is rolled back."""
    text = f"SELECT * FROM ({hostile.text}) AS q" if hostile.naive else hostile.text
    limit = str(UNCONFINED_MILLISECONDS if hostile.harm == "slow" else 20_000)
    session = {"bright.scope": arena.scope.signed(signing_key()), "search_path": "bright_q,public,pg_catalog"}
    with arena.superuser(**session, statement_timeout=limit) as database:
        before = arena.contents(database) if hostile.harm == "effect" and not hostile.proof else {}
        database.execute("BEGIN")
        started = time.monotonic()
        try:
            said, ran = everything(database.execute(text)), True
        except psycopg.Error as error:
            said, ran = str(error), False
        took = time.monotonic() - started
        effect = False
        if ran and hostile.harm == "effect":
            proof = hostile.proof
            effect = database.execute(proof).fetchone()[0] if proof else arena.contents(database) != before
        database.execute("ROLLBACK")
        return said, ran, effect, took


def everything(cursor: psycopg.Cursor) -> str:
    results = [str(cursor.fetchall()) if cursor.description else ""]
    while cursor.nextset():
        results.append(str(cursor.fetchall()) if cursor.description else "")
    return "".join(results)


@pytest.mark.parametrize("hostile", TEXTS, ids=NAMES)
def test_unconfined_it_does_harm(arena: Arena, hostile: Hostile) -> None:
    if "xml" in hostile.text and not arena.has_xml:
        pytest.skip("this PostgreSQL is built without XML")
    said, ran, effect, took = unconfined(arena, hostile)
    if hostile.harm == "leaks":
        assert hostile.shows in said
    elif hostile.harm == "slow":
        assert not ran and took >= UNCONFINED_MILLISECONDS / 1000, said
    else:
        assert ran, said
        assert effect or hostile.harm == "runs"


def confined(arena: Arena, text: str, check_text: bool) -> tuple[str, bool]:
    """Output (rows and error message), and whether it was refused."""
    rows: list[Any] = []
    try:
        columns, chunks = running.run(parse(text, (), check_text), [], arena.scope)
        for chunk in chunks:
            rows += chunk
    except QueryRefused as refusal:
        return f"{rows} {refusal.reason}", True
    return f"{columns} {rows}", False


@pytest.fixture(scope="module")
def untouched(arena: Arena) -> Iterator[None]:
    """All of them together change nothing."""
    with arena.superuser() as database:
        before = arena.contents(database)
        yield
        assert arena.contents(database) == before
        assert database.execute("SELECT lo_get(4711)").fetchone()[0] == MARK.encode()


@pytest.mark.parametrize("check_text", [True, False], ids=["with the check of the text", "by the database alone"])
@pytest.mark.parametrize("hostile", TEXTS, ids=NAMES)
def test_confined_it_does_none(arena: Arena, untouched: None, hostile: Hostile, check_text: bool) -> None:
    """Also without the check of the text: the layers in the database suffice where a superuser installed them."""
    if not check_text and hostile in COSTLY[3:]:
        pytest.skip("the check of the text does not concern these")
    started = time.monotonic()
    said, refused = confined(arena, hostile.text, check_text)
    assert time.monotonic() - started < LIMIT_SECONDS + 1
    assert MARK.lower() not in said.lower().replace(hostile.text.lower(), "")
    if hostile.harm == "leaks":
        assert hostile.shows not in said
    else:
        assert refused, said


def test_with_the_usual_limit_it_ends_within_six_seconds(arena: Arena, settings: Any) -> None:
    settings.BRIGHT_STORED_QUERY_SECONDS = 5
    started = time.monotonic()
    busy = next(hostile for hostile in COSTLY if hostile.tries == "a product without end")
    said, refused = confined(arena, busy.text, True)
    assert refused and "too long" in said
    assert 4 < time.monotonic() - started < 6


def test_an_honest_query_still_runs(arena: Arena) -> None:
    said, refused = confined(arena, "SELECT custom FROM registrations", True)
    assert not refused and said.count("own") == 2
