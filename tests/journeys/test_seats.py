"""Competing for the last seat over HTTP, while gunicorn workers are killed (docs/contract/seats.md, "Never oversold").

At every moment seats taken, active registrations and the counter are equal, and never more than were sold.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from apps.course.models import Course
from apps.registration.models import Registration

SOAK = bool(os.environ.get("BRIGHT_SOAK"))
ATTEMPTS, SEATS, LEARNERS, THREADS = (10_000, 500, 1500, 32) if SOAK else (400, 40, 120, 32)
KILLS = 20 if SOAK else 4  # spread over the attempts, not over time: on a busy machine no worker would live long
REMOVALS = 0.3  # of the attempts
COUNTS = """
    SELECT seats_used, seats_total, (SELECT count(*) FROM invitation_seat WHERE taken),
           (SELECT count(*) FROM registration_registration WHERE active AND deleted IS NULL)
    FROM invitation_invitationcourse
"""

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]


class Crowd:
    """Threads that add and remove learners at random, each on its own connection."""

    def __init__(self, base_url: str, credentials: dict[str, str], master: int) -> None:
        self.host, self.credentials, self.own = urlsplit(base_url).netloc, credentials, threading.local()
        self.master, self.statuses = master, Counter()

    def attempt(self, number: int) -> None:
        chance = random.Random(number)
        if number % (ATTEMPTS // KILLS) == ATTEMPTS // KILLS // 2:
            self.statuses["killed"] += kill_a_worker(self.master)
        who = json.dumps([f"learner-{chance.randrange(LEARNERS)}@example.com"])
        what = {"unlearners" if chance.random() < REMOVALS else "learners": who}
        self.statuses[self.call(**what, **({"nodelay": "1"} if chance.random() < 0.2 else {}))] += 1

    def call(self, **parameters: str) -> int | str:
        """The status; "cut" if the worker died during the request, which may or may not have been done."""
        line = getattr(self.own, "line", None)
        if line is None:
            line = self.own.line = http.client.HTTPConnection(self.host, timeout=60)
        body = urlencode({**self.credentials, "name": "club", **parameters})
        try:
            line.request("POST", "/bright/api/v2/invitation/add_learners", body,
                         {"Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip
            answer = line.getresponse()
            answer.read()
            return answer.status
        except (http.client.HTTPException, OSError):
            line.close()
            return "cut"


def counts() -> tuple[int, int, int, int]:
    """Counter, seats sold, seats taken, active registrations: in one statement, so at one moment."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return cursor.fetchone()


@contextlib.contextmanager
def repeated(action, pause: float) -> Iterator[list]:
    """Call `action` repeatedly in a thread until the block ends; yields the list of its results."""
    stop, results = threading.Event(), []

    def run() -> None:
        while not stop.wait(pause):
            results.append(action())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield results
    finally:
        stop.set()
        thread.join()


def kill_a_worker(master: int) -> int:
    """How many were killed: none if the last one killed has not been replaced yet."""
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    if len(workers) < 2:
        return 0
    os.kill(int(random.choice(workers)), signal.SIGKILL)
    return 1


def test_seats_are_never_oversold_and_never_lost(start_bright, embedded_tenant, course, call_on):
    bright = start_bright()
    call = call_on(bright)
    custom = json.dumps({"license_data": {course.course_guid: {"seats_available": SEATS}}})
    made = call("POST", "invitation", name="club", license="t", course_guids=course.course_guid, custom=custom)
    assert made.status_code == 201
    crowd = Crowd(bright.base_url, embedded_tenant.pair.credentials, bright.process.pid)
    try:
        with repeated(counts, 0.05) as samples, ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(crowd.attempt, range(ATTEMPTS)))
        report = f"{crowd.statuses}, {len(samples)} samples, at last {counts()}"
        print(report)
        assert set(crowd.statuses) <= {200, "cut", "killed"} and crowd.statuses[200] > ATTEMPTS / 2, report
        assert crowd.statuses["killed"] >= KILLS / 2 and len(samples) > 10, report
        for used, total, taken, active in [*samples, counts()]:
            assert used == taken == active <= total == SEATS
        everybody = json.dumps([f"learner-{number}@example.com" for number in range(LEARNERS)])
        assert call("POST", "invitation/add_learners", name="club", learners=everybody).status_code == 200
        assert counts() == (SEATS, SEATS, SEATS, SEATS)
        assert Course.objects.get().registration_count == Registration.objects.filter(deleted=None).count()
    finally:
        bright.stop()
