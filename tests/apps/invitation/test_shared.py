"""Registrations shared with other invitations or made without one, and when they end (docs/decisions/0010)."""

import json

import pytest

from tests.apps.invitation.conftest import Club, seats
from tests.apps.records import ANN, BOB, GUID


class Other(Club):
    """A second invitation to the same course."""

    def create(self, **values):
        return self.tenant.pair.post("invitation", **{"name": "other", "course_guids": json.dumps([GUID]), **values})

    def add(self, *learners, remove=(), **parameters):
        given = {"learners": json.dumps(learners), "unlearners": json.dumps(remove), "api_template": "extended"}
        return self.tenant.pair.post("invitation/add_learners", name="other", **given).json


@pytest.fixture
def other(tenant, course) -> Other:
    return Other(tenant)


def active(tenant, guid: str) -> bool:
    return tenant.pair(f"registration/{guid}").json["active"]


def test_each_invitation_has_registrations_of_its_own(club, other):
    club.create()
    other.create()
    assert club.add(ANN)["registration_guids"] != other.add(ANN)["registration_guids"]
    assert seats() == [(1, None), (1, None)]


def test_a_reused_registration_takes_a_seat_and_stays_active_after_it(tenant, club):
    guid = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN.upper()).json["registration_guid"]
    club.license(1)
    tenant.pair.put("invitation/club", avoid_duplicate_registrations="t")
    assert club.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"] == guid
    assert seats() == [(1, 1)] and "1 of 1" in club.add(BOB)["messages"][0]
    assert "stays active" in club.add(remove=(ANN,))["messages"][0]
    assert seats() == [(0, 1)] and active(tenant, guid)


def test_a_shared_registration_ends_with_its_last_seat(tenant, club, other):
    club.create()
    other.create(avoid_duplicate_registrations="t")
    guid = club.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"]
    assert other.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"] == guid
    assert seats() == [(1, None), (1, None)]
    club.add(remove=(ANN,))
    assert active(tenant, guid) and seats() == [(0, None), (1, None)]
    other.add(remove=(ANN,))
    assert not active(tenant, guid) and seats() == [(0, None), (0, None)]


def test_a_shared_registration_survives_the_invitation_that_created_it(tenant, club, other):
    club.create()
    other.create(avoid_duplicate_registrations="t")
    guid = club.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"]
    other.add(ANN)
    assert tenant.pair.delete("invitation/club").status == 200
    assert active(tenant, guid) and seats() == [(1, None)]
    other.add(remove=(ANN,))
    assert not active(tenant, guid)


def test_of_several_the_newest_active_one_is_reused(tenant, club):
    guids = [tenant.pair.post("registration", course_guid=GUID, learner_id=ANN).json["registration_guid"]
             for _ in range(3)]  # fmt: skip
    tenant.pair.put(f"registration/{guids[2]}", active="f")
    club.create(avoid_duplicate_registrations="t")
    assert club.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"] == guids[1]


def test_dont_duplicate_returns_the_registration_of_a_seat(tenant, club):
    club.create()
    guid = club.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"]
    answer = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, dont_duplicate="t")
    assert (answer.status, answer.json["registration_guid"]) == (200, guid)


def test_the_registrations_of_a_deleted_invitation_stay_inactive(tenant, club):
    club.license(2)
    guid = club.add(ANN)["registration_guids"][ANN][GUID]["registration_guid"]
    shown = tenant.pair.delete("invitation/club")
    assert (shown.status, shown.json["registration_guids"]) == (200, [guid])
    assert tenant.pair("invitation/club").status == 404
    assert not active(tenant, guid)
    assert club.license(2).status == 201 and seats() == [(0, 2)]
