"""Helpers to create licenses and to look at them."""

import json
from typing import Any

import pytest

from apps.invitation.models import InvitationCourse, Seat
from tests.apps.records import GUID
from tests.asking import Answer
from tests.conftest import Tenant


class Club:
    """The invitation `club` of a realm, used over the API."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant

    def create(self, **values: Any) -> Answer:
        return self.tenant.pair.post("invitation", **{"name": "club", "course_guids": json.dumps([GUID]), **values})

    def license(self, seats: int, *guids: str, **custom: Any) -> Answer:
        """A license with this many seats on each course; GUID is the first course."""
        return self.create(license="t", course_guids=json.dumps([GUID, *guids]), custom=seats_text(seats, GUID, *guids))

    def add(self, *learners: str, remove: tuple[str, ...] = (), **parameters: Any) -> Any:
        """The extended document."""
        given = {"learners": json.dumps(learners), "unlearners": json.dumps(remove), "api_template": "extended"}
        answer = self.tenant.pair.post("invitation/add_learners", name="club", **{**given, **parameters})
        assert answer.status == 200, answer.headers
        return answer.json

    def refused(self, *learners: str, **parameters: Any) -> tuple[int, bytes]:
        answer = self.tenant.pair.post(
            "invitation/add_learners", name="club", learners=json.dumps(learners), **parameters
        )
        return answer.status, answer.body

    @property
    def now(self) -> Any:
        return self.tenant.pair("invitation/club").json


def seats_text(seats: int, *guids: str, **more: Any) -> str:
    return json.dumps({"license_data": {guid: {"seats_available": seats} for guid in guids}, **more})


def seats() -> list[tuple[int, int | None]]:
    """(used, total) of each course in the client's order, after comparing them with the registrations in use."""
    links = list(InvitationCourse.objects.order_by("invitation", "position"))
    for link in links:
        seats = Seat.objects.in_use().filter(learner__invitation=link.invitation_id, learner__active=True)
        assert seats.filter(course=link.course_id).count() == link.seats_used
    return [(link.seats_used, link.seats_total) for link in links]


@pytest.fixture
def club(tenant, course) -> Club:
    return Club(tenant)
