"""Concurrent calls with `dont_duplicate=t` over HTTP, on two gunicorn workers.

See docs/contract/reliability.md, "Faults", F10.
"""

import http.client
import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local
from urllib.parse import urlencode, urlsplit

import pytest

from apps.course.models import Course
from apps.registration.models import Registration

THREADS, ROUNDS = 64, 500 if os.environ.get("BRIGHT_SOAK") else 50


class Racers:
    """One thread per caller, each with its own connection that stays open for all rounds."""

    def __init__(self, base_url: str) -> None:
        self.host, self.own, self.start = urlsplit(base_url).netloc, local(), Barrier(THREADS, timeout=60)

    def create(self, parameters: dict[str, str]) -> tuple[int, str]:
        """Status and registration_guid; all racers send their requests at once."""
        line = getattr(self.own, "line", None)
        if line is None:
            line = self.own.line = http.client.HTTPConnection(self.host, timeout=60)
        self.start.wait()
        try:
            return self.ask(line, parameters)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            line.close()  # idle for longer than the server keeps a connection; the next request reopens it
            return self.ask(line, parameters)

    def ask(self, line: http.client.HTTPConnection, parameters: dict[str, str]) -> tuple[int, str]:
        line.request("GET", f"/bright/api/v2/registration/gcreate.json?{urlencode(parameters)}")
        answer = line.getresponse()
        body = answer.read()
        return answer.status, json.loads(body)["registration_guid"] if body else ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(1200)
def test_of_64_concurrent_callers_one_creates_it_and_all_get_it(live_bright, embedded_tenant, course):
    racers = Racers(live_bright.base_url)
    wanted = {**embedded_tenant.pair.credentials, "course_guid": course.course_guid, "dont_duplicate": "t"}
    with ThreadPoolExecutor(THREADS) as pool:
        for number in range(ROUNDS):
            asked = {**wanted, "learner_id": f"learner-{number}@example.com"}
            answers = list(pool.map(racers.create, [asked] * THREADS))
            assert Counter(status for status, _ in answers) == {201: 1, 200: THREADS - 1}, number
            assert len({guid for _, guid in answers}) == 1, number
    assert Registration.objects.count() == ROUNDS
    assert Course.objects.get().registration_count == ROUNDS
    assert not Registration.objects.filter(externally_initialized=False).exists()
