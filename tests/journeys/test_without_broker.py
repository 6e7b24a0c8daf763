"""With the broker stopped every API call still succeeds, and queued work is done once it is back.

See docs/contract/reliability.md, "Faults", F4.
"""

import time
from collections.abc import Callable

import pytest
import requests

from apps.course.models import Course
from apps.outbox.models import OutboxMessage, enqueue

QUEUED = ["import_upload", "end_launches_of_course"]  # by one tour

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def tour(call, package, learner: str) -> list[tuple[str, int, int]]:
    """Every call of the API once, in a plausible order: what was called, its status, and the expected one."""
    seen: list[tuple[str, int, int]] = []

    def ask(expected: int, method: str, path: str, **values) -> requests.Response:
        answer = call(method, path, **values)
        seen.append((f"{method} {path}", answer.status_code, expected))
        return answer

    guid = f"course of {learner}"
    ask(201, "POST", "course", upload=package, course_guid=guid)
    ask(202, "POST", "course", upload=package, course_guid=f"later, {guid}", **{"async": "t"})
    ask(200, "PUT", f"course/{guid}", title="Renamed")
    key = ask(201, "GET", "api_key/gcreate", user_email=learner).json()
    ask(302, "POST", "realm_user", email=learner)
    ask(200, "GET", "realm_user/gupdate", email=learner, custom="new")
    made = ask(201, "POST", "registration", course_guid=guid, learner_id=learner, dont_duplicate="t").json()
    path = f"registration/{made['registration_guid']}"
    ask(200, "GET", f"{path}/launch_url", redirect_url="https://lms.example/")
    for reading in (
        "course.json",
        "course.xml",
        "course.csv",
        "course/autocomplete",
        "registration",
        path,
        "realm_user",
        "api_key",
    ):
        ask(200, "GET", reading)
    ask(200, "GET", "registration", crawl="t", refresh_if_launched="t", last_only="t")
    ask(200, "PUT", path, ignore="t", complete="complete")
    ask(200, "DELETE", path)
    ask(200, "DELETE", f"api_key/{key['id']}")
    ask(200, "DELETE", f"realm_user/{learner}")
    ask(200, "DELETE", f"course/{guid}")
    return seen


def health(bright) -> tuple[int, dict[str, str]]:
    answer = requests.get(f"{bright.base_url}/healthz", timeout=30)
    return answer.status_code, answer.json()


def test_every_call_of_the_tour_succeeds_with_the_broker_stopped(start_bright, valkey, call_on, package):
    bright = start_bright(BROKER_URL=valkey.url())
    try:
        assert health(bright) == (200, {"database": "ok", "broker": "ok", "storage": "ok"})
        for learner in ("before@example.com", "meanwhile@example.com"):
            seen = tour(call_on(bright), package, learner)
            assert [one for one in seen if one[1] != one[2]] == []
            valkey.stop()
        assert health(bright) == (503, {"database": "ok", "broker": "away", "storage": "ok"})
        assert [message.task.rpartition(".")[2] for message in OutboxMessage.objects.order_by("pk")] == 2 * QUEUED
        valkey.start()
        assert eventually(lambda: health(bright)[0] == 200, seconds=5)  # results are cached for a second
    finally:
        bright.stop()


def eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


@pytest.fixture
def staff(start_role, valkey, transactional_db):
    """A worker and a relay on the broker of the test, stopped before the tables are emptied."""
    started = [start_role(role, BROKER_URL=valkey.url()) for role in ("worker", "relay")]
    yield started
    for role in started:
        role.stop()


def test_queued_work_is_done_and_survives_a_restart_of_the_broker(staff, valkey, live_bright, call_on, package):
    call = call_on(live_bright)

    def upload(guid: str) -> str:
        answer = call("POST", "course", upload=package, course_guid=guid, **{"async": "t"})
        assert answer.status_code == 202
        return answer.json()["progress_url"].partition("/v2/")[2]

    first = upload("first")
    assert eventually(lambda: call("GET", first).json()["state"] == "ready"), call("GET", first).text
    valkey.stop()
    waiting = [upload(f"waiting-{number}") for number in range(3)]
    time.sleep(1)
    assert [call("GET", path).json()["state"] for path in waiting] == ["waiting"] * 3
    valkey.start()
    for path in waiting:
        assert eventually(lambda path=path: call("GET", path).json()["state"] == "ready"), call("GET", path).text
    assert eventually(lambda: not OutboxMessage.objects.exists())
    assert sorted(Course.objects.values_list("course_guid", flat=True)) == [
        "first",
        "waiting-0",
        "waiting-1",
        "waiting-2",
    ]


def test_a_rolled_back_transaction_queues_nothing(transactional_db):
    from django.db import transaction  # noqa: PLC0415

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("apps.course.tasks.import_upload", 1)
        raise ZeroDivisionError
    assert not OutboxMessage.objects.exists()
