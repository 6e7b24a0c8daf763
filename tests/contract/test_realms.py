"""No answer to one realm depends on another one; nor a provider's on another's, nor a learner's on another's.

See docs/contract/reliability.md, "Threats", T1, T2.

Shown by asking twice: with the others there, and with the others deleted. `user_id` may be common to two realms.
"""

import io
import os
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.course_provider.providers.fake import FakeProvider
from apps.launch_history.models import LaunchHistory
from bright.http.credentials import NAMES
from bright.reading.compiled import query_cache
from bright.reading.documents import TEMPLATES
from bright.rest.authentication import access_cache
from config.urls import router
from tests.apps.records import ANN, BOB
from tests.contract.access_table import KINDS, TABLE
from tests.contract.asked_routes import all_routes
from tests.contract.worlds import OTHER_REALM, World, make_world, scoped_models

EXAMPLES = 2000 if os.environ.get("BRIGHT_SOAK") else 60
MASKED = {"x-request-id", "x-runtime", "date"}
READS = [
    route
    for route in all_routes()
    if route.method == "GET" and route.action in {*router.viewsets[route.resource].safe_actions, "new", "edit"}
]
Question = tuple[str, str, dict[str, Any]]  # kind of caller, path, parameters


@pytest.fixture
def world(db) -> Iterable[World]:
    yield make_world()
    FakeProvider.accounts.clear()


@contextmanager
def undone():
    """What is done inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    access_cache.clear()


def delete_forbidden(world: World, kind: str) -> None:
    for rows in (rows for found in world.forbidden(kind).values() for rows in found):
        rows.delete()


def answered(world: World, question: Question) -> tuple[int, dict[str, str], bytes]:
    kind, path, parameters = question
    answer = world.callers[kind](path, **parameters)
    return answer.status, {name: value for name, value in answer.headers.items() if name not in MASKED}, answer.body


def check(world: World, questions: list[Question]) -> None:
    """All of one kind of caller. The marks are never seen, and the answers are those of a world without the others."""
    kind = questions[0][0]
    before = [answered(world, question) for question in questions]
    with undone():
        delete_forbidden(world, kind)
        after = [answered(world, question) for question in questions]
    for question, one, other in zip(questions, before, after, strict=True):
        assert one[0] < 500 or one[1].get("x-bright-error") == "invalid-argument", question
        for mark in world.forbidden(kind):
            assert mark.encode() not in one[2], question
            assert mark in str(question) or mark not in str(one[1]), question
        assert one == other, question


def sweep(world: World, kind: str) -> list[Question]:
    """Every reading route with every id there is; lists in every format, with what shows and chooses the most."""
    everything = {"api_template": "extended", "include_registrations": "t", "q": ""}
    questions: list[Question] = []
    for route in READS:
        if "{id}" in route.path:
            ids = world.ids("upload" if route.action == "progress" else route.resource)
            questions += [(kind, route.path.format(id=id, suffix=""), everything) for id in ids]
        else:
            questions += [(kind, route.path.format(suffix=suffix), everything) for suffix in (".json", ".xml", ".csv")]
    pages = [("registration", {"last_only": "t"}), ("registration", {"limit": "1"}), ("course", {"limit": "1"})]
    return questions + [(kind, path, parameters) for path, parameters in pages]


@pytest.mark.parametrize("kind", KINDS)
def test_every_reading_route_answers_as_if_the_others_were_not_there(world, kind):
    check(world, sweep(world, kind))


WORDS = [OTHER_REALM, "own", "yoga", "Yoga", ANN, BOB, "r-ann@example.com-yoga", "t", "f", "1", "unknown", ""]
PATTERNS = [".", OTHER_REALM, "^Y", "[0-9]", "ann|bob", "o{2}", "^$", "(?i)zork", "(", "own"]


@st.composite
def a_question(draw: Callable[..., Any], ids: dict[str, list[str]]) -> Question:
    resource = draw(st.sampled_from(sorted(ids)))
    document = router.viewsets[resource].document
    filters = sorted(set(document.fields) - NAMES)  # `access_token` would be a second access mode
    nested = [f"registrations.{name}" for name in router.viewsets["registration"].document.fields]
    names = [*document.fields, *(nested if resource == "course" else [])]
    parameters = draw(st.dictionaries(st.sampled_from(filters), st.sampled_from(WORDS + ids[resource]), max_size=2))
    parameters |= draw(
        st.dictionaries(st.sampled_from([f"{name}_re" for name in filters]), st.sampled_from(PATTERNS), max_size=2)
    )
    controls = {
        "fields": st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True).map(",".join),
        "api_template": st.sampled_from(TEMPLATES),
        "include_registrations": st.just("t"),
        "last_only": st.just("t"),
        "limit": st.sampled_from(["1", "2", "50"]),
        "offset": st.sampled_from(["0", "1"]),
        "after": st.sampled_from(["0", *(id for id in ids["course"] if id.isdigit())]),
        "callback": st.just("got"),
    }
    for name in draw(st.sets(st.sampled_from(sorted(controls)), max_size=4)):
        parameters[name] = draw(controls[name])
    item = draw(st.one_of(st.just(""), st.sampled_from(ids[resource]).map("/{}".format)))
    suffix = draw(st.sampled_from(["", ".json", ".xml", ".csv"]))
    return draw(st.sampled_from(KINDS)), f"{resource}{item}{suffix}", parameters


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_question_is_answered_as_if_the_others_were_not_there(world, data):
    ids = {resource: world.ids(resource) for resource in TABLE if router.viewsets[resource].document.fields}
    with undone():
        check(world, [data.draw(a_question(ids))])


def writes(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    """Every write, aimed at every id there is; what takes something away comes last."""
    asked: list[tuple[str, str, dict[str, Any]]] = []
    for resource in TABLE:
        values = {"custom": "changed", "title": "changed"} if resource == "course" else {"custom": "changed"}
        asked += [("PUT", f"{resource}/{id}", values) for id in world.ids(resource)]
    for guid in world.ids("course"):
        for once in ("t", "f"):
            new = {"course_guid": guid, "learner_id": ANN, "dont_duplicate": once, "check_scorm_cloud": "t"}
            asked.append(("POST", "registration", new))
    for email in (ANN, BOB, "new@example.com"):
        asked += [
            ("POST", "realm_user", {"email": email, "custom": "changed"}),
            ("POST", "api_key", {"user_email": email}),
        ]
    for name in world.ids("invitation"):
        asked.append(("POST", "invitation/add_learners", {"name": name, "learners": f'["{BOB}"]', "nodelay": "t"}))
    guids = world.ids("registration")
    asked += [("GET", f"registration/{guid}/launch_url", {"tags": "changed"}) for guid in guids]
    asked += [("GET", "registration/gupdate", {"registration_guid": guid, "active": "f"}) for guid in guids]
    asked += [("GET", "registration", {"crawl": "t"})]
    return asked + [("DELETE", f"{resource}/{id}", {}) for resource in reversed(TABLE) for id in world.ids(resource)]


def contents(world: World, kind: str) -> list[Any]:
    """All that the caller may not change, row by row."""
    rows = [list(rows.order_by("pk").values()) for found in world.forbidden(kind).values() for rows in found]
    account = FakeProvider.accounts[world.other.provider.pk]
    return [rows, sorted(account.registrations), sorted(account.courses)]


def check_writes(world: World, kind: str) -> None:
    before, asker = contents(world, kind), world.callers[kind]
    with undone():
        for method, path, values in writes(world):
            body = {"query": values} if method in ("GET", "DELETE") else {"form": values}
            answer = asker.send(method, path, **body)
            assert answer.status < 500 or "x-bright-error" in answer.headers, (method, path, values)
        package = io.BytesIO(b"a package")
        package.name = "a.zip"
        assert asker.upload("course", package, course_provider_id=world.other.provider.pk).status in (401, 404)
        assert contents(world, kind) == before


@pytest.mark.parametrize("kind", KINDS)
def test_no_write_changes_anything_of_the_others(world, kind):
    check_writes(world, kind)


def check_models(world: World) -> None:
    """The models themselves, also those that no route shows yet."""
    for kind, asker in world.callers.items():
        opened = asker.access
        hidden = {row for found in world.forbidden(kind).values() for rows in found for row in rows}
        for model in scoped_models():
            assert not hidden.intersection(model.objects.visible_to(opened)), (kind, model)


def test_no_model_shows_what_is_not_the_callers(world):
    check_models(world)


NOT_ROUTED_YET = {LaunchHistory}


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_a_model_that_shows_everything_turns_these_tests_red(world, monkeypatch, model):
    """`visible_to` is the only place that scopes a model: replaced by `.all()`, the checks above must fail."""
    monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda self, access: self.all())
    query_cache.clear()
    access_cache.clear()
    try:
        with pytest.raises(AssertionError):
            check_models(world)
        if model not in NOT_ROUTED_YET:
            with pytest.raises(AssertionError):
                for kind in ("app", "pair"):
                    check_writes(world, kind)
                    check(world, sweep(world, kind))
    finally:
        query_cache.clear()
