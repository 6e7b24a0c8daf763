"""Who may read the reports of an invitation: owner, reporting users, realm access.

See docs/contract/resources/invitation.md, "Who may read the reports".
"""

import json

import pytest

from apps.invitation.models import Invitation
from tests.apps.records import ANN, BOB
from tests.conftest import Tenant
from tests.contract.access_table import KINDS

OWNER = "buyer@example.com"
CUSTOM = json.dumps({"initiating_user": OWNER.title(), "reporting_users": f"{ANN}, {BOB.upper()}"})


def reportable(asker, name: str = "club") -> list[str]:
    return [invitation.name for invitation in Invitation.objects.reportable_by(asker.access, name)]


def callers(tenant: Tenant) -> dict:
    learner = tenant.learner("stranger@example.com")
    askers = (tenant.pair, tenant.realm_key, tenant.app, tenant.provider_key, learner, tenant.anonymous)
    return dict(zip(KINDS, askers, strict=True))


@pytest.fixture
def owned(club) -> Invitation:
    club.create(custom=CUSTOM)
    return Invitation.objects.get()


def test_owner_and_reporting_users_are_compared_lower_cased(tenant, owned):
    emails = (OWNER, OWNER.upper(), ANN, BOB, "stranger@example.com")
    assert [reportable(tenant.learner(email)) for email in emails] == [["club"]] * 4 + [[]]


def test_without_owner_and_reporting_users_no_learner_may_report(tenant, club):
    club.create()
    assert Invitation.objects.get().reporting_users == []
    assert reportable(tenant.learner(ANN)) == []


def test_reportable_by_the_named_users_and_the_realm(tenant, other_tenant, owned):
    assert [reportable(tenant.learner(email)) for email in (OWNER, ANN, BOB)] == [["club"]] * 3
    assert reportable(tenant.learner(OWNER), "other") == []
    admitted = {kind for kind, asker in callers(tenant).items() if reportable(asker)}
    assert admitted == {"pair", "realm_key"}
    assert reportable(other_tenant.learner(OWNER)) == reportable(other_tenant.pair) == []


def test_a_new_custom_changes_who_may_report(tenant, owned):
    tenant.pair.put("invitation/club", custom="{}")
    assert reportable(tenant.learner(OWNER)) == []
