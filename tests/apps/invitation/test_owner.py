"""Who may read the reports of an invitation: owner, reporting users, realm access (bright-v2.md 5, journey 8.4.6)."""

import json

import pytest

from apps.invitation.models import Invitation
from tests.apps.records import ANN, BOB
from tests.conftest import House
from tests.contract.access_table import KINDS

OWNER = "buyer@example.com"
CUSTOM = json.dumps({"initiating_user": OWNER.title(), "reporting_users": f"{ANN}, {BOB.upper()}"})


def reportable(asker, name: str = "club") -> list[str]:
    return [invitation.name for invitation in Invitation.objects.reportable_by(asker.access, name)]


def callers(house: House) -> dict:
    learner = house.learner("stranger@example.com")
    askers = (house.pair, house.realm_key, house.app, house.provider_key, learner, house.anonymous)
    return dict(zip(KINDS, askers, strict=True))


@pytest.fixture
def owned(club) -> Invitation:
    club.create(custom=CUSTOM)
    return Invitation.objects.get()


def test_owner_and_reporting_users_are_compared_lower_cased(house, owned):
    emails = (OWNER, OWNER.upper(), ANN, BOB, "stranger@example.com")
    assert [reportable(house.learner(email)) for email in emails] == [["club"]] * 4 + [[]]


def test_without_owner_and_reporting_users_no_learner_may_report(house, club):
    club.create()
    assert Invitation.objects.get().reporting_users == []
    assert reportable(house.learner(ANN)) == []


def test_reportable_by_the_named_users_and_the_realm(house, other_house, owned):
    assert [reportable(house.learner(email)) for email in (OWNER, ANN, BOB)] == [["club"]] * 3
    assert reportable(house.learner(OWNER), "other") == []
    admitted = {kind for kind, asker in callers(house).items() if reportable(asker)}
    assert admitted == {"pair", "realm_key"}
    assert reportable(other_house.learner(OWNER)) == reportable(other_house.pair) == []


def test_a_new_custom_changes_who_may_report(house, owned):
    house.pair.put("invitation/club", custom="{}")
    assert reportable(house.learner(OWNER)) == []
