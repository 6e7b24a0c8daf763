"""Which rows: exact filters, regular expressions, and what bad ones answer."""

import pytest

from tests.framework.toys import Shelf


def guids(answer) -> list[str]:
    return [row["guid"] for row in answer.json]


@pytest.fixture(autouse=True)
def shelves(toys):
    Shelf.objects.create(realm_id=1, guid="17", title='{"points_available":"7"}', keeper="ann@example.com", height=1.5)
    Shelf.objects.create(
        realm_id=1, guid="b.c", title='{"points_available":"3"}', keeper="Bob@example.com", is_open=False
    )


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, ["17", "b.c"]),
        ({"guid": "17"}, ["17"]),
        ({"id": "17"}, ["17"]),
        ({"id": "b.c"}, ["b.c"]),
        ({"id": "99999999999999999999"}, []),
        ({"keeper": "ANN@example.com"}, ["17"]),
        ({"is_open": "no"}, ["b.c"]),
        ({"is_open": "1", "guid": "b.c"}, []),
        ({"title_re": 'points_available":"([4-9]|[1-9]([0-9])+)'}, ["17"]),
        ({"title_re": 'points_available\\":\\"7'}, ["17"]),
        ({"title_re": "POINTS"}, []),
        ({"title_re": ["points", '"3"']}, ["b.c"]),
        ({"title_re0": "points", "title_re1": '"7"'}, ["17"]),
        ({"keeper_re": "^B"}, ["b.c"]),
        ({"id_re": "^b"}, ["b.c"]),
        ({"is_open_re": "^f"}, ["b.c"]),
        ({"secret_note_re": "x", "made_at": "x", "_": "123"}, ["17", "b.c"]),
    ],
)
def test_filters_choose_rows(toys, parameters, found):
    assert guids(toys("shelf", **parameters)) == found


@pytest.mark.parametrize(
    "parameters",
    [
        {"title_re": "((("},
        {"title_re": "x" * 513},
        {"title_re": "***:x"},
        {f"title_re{number}": "x" for number in range(11)},
        {"is_open": "perhaps"},
        {"limit": "-1"},
        {"limit": "many"},
        {"offset": "1.5"},
        {"after": "x"},
        {"last_only": "maybe"},
        {"title": "nul\0"},
        {"api_template": "all"},
    ],
)
def test_a_malformed_argument_is_the_deliberate_500(toys, parameters):
    answer = toys("shelf", **parameters)
    assert (answer.status, answer.body) == (500, b"")
    assert answer.headers["x-bright-error"] == "invalid-argument"


def test_a_malformed_argument_answers_400_by_setting(toys, settings):
    settings.BRIGHT_INVALID_ARGUMENT_STATUS = 400
    answer = toys("shelf", limit="many")
    assert (answer.status, answer.headers["x-bright-error"]) == (400, "invalid-argument")


def test_a_regular_expression_out_of_its_time_is_a_malformed_argument(toys, settings):
    from datetime import timedelta  # noqa: PLC0415

    settings.BRIGHT_REGEX_TIMEOUT = timedelta(milliseconds=300)
    Shelf.objects.create(realm_id=1, guid="long", title="ab" * 400)
    answer = toys("shelf", title_re=r"^(.+)(.+)(.+)\3\2\1$")
    assert (answer.status, answer.headers.get("x-bright-error")) == (500, "invalid-argument")
    assert toys("shelf", fields="id").status == 200
