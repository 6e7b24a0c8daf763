"""Adding and removing learners: who gets a registration, what takes a seat, what releases it.

See docs/contract/seats.md.
"""

import json

import pytest

from apps.course.models import Course
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from tests.apps.invitation.conftest import seats
from tests.apps.records import ANN, BOB, GUID, make_course

CAT = "cat@example.com"


def guid_of(document, learner: str, course: str = GUID) -> str:
    return document["registration_guids"][learner][course]["registration_guid"]


def test_an_invitation_without_a_license_has_no_limit(club):
    club.create()
    assert len(club.add(ANN, BOB, CAT)["registration_guids"]) == 3
    assert seats() == [(3, None)]
    assert Course.objects.get().registration_count == 3
    assert RealmUser.objects.filter(user__email__in=[ANN, BOB, CAT]).count() == 3


def test_the_same_call_again_changes_nothing_and_takes_no_seat(club):
    club.license(5)
    first = club.add(ANN, BOB)
    again = club.add(ANN, BOB)
    assert (again["record"], again["registration_guids"]) == (first["record"], first["registration_guids"])
    assert all("already" in message for message in again["messages"])
    assert seats() == [(2, 5)] and Registration.objects.count() == 2


def test_of_six_learners_on_five_seats_the_sixth_has_none(club):
    club.license(5)
    learners = [f"learner-{number}@example.com" for number in range(6)]
    document = club.add(*learners)
    assert document["record"]["learners"] == learners
    assert [bool(document["registration_guids"][learner]) for learner in learners] == [True] * 5 + [False]
    assert "5 of 5 seats are taken" in document["messages"][-1]
    assert seats() == [(5, 5)]


def test_removing_frees_the_seat_and_adding_again_reactivates_the_registration(club, tenant):
    club.license(1)
    guid = guid_of(club.add(ANN), ANN)
    removed = club.add(remove=(ANN,))
    assert (removed["record"]["learners"], removed["registration_guids"]) == ([], {})
    assert "seat is free again" in removed["messages"][0] and seats() == [(0, 1)]
    assert tenant.pair(f"registration/{guid}").json["active"] is False
    assert tenant.pair(f"registration/{guid}/launch_url").status == 404
    assert guid_of(club.add(ANN), ANN) == guid
    assert tenant.pair(f"registration/{guid}").json["active"] is True
    assert seats() == [(1, 1)] and Registration.objects.count() == 1


def test_removing_twice_releases_one_seat(club):
    club.license(2)
    club.add(ANN, BOB)
    club.add(remove=(ANN,))
    again = club.add(remove=(ANN, "nobody@example.com"))
    assert seats() == [(1, 2)]
    assert again["messages"] == [f"{who} is not on license 'club': there was nothing to remove."
                                 for who in (ANN, "nobody@example.com")]  # fmt: skip


def test_a_learner_in_both_lists_keeps_the_registration(club):
    club.license(1)
    before = guid_of(club.add(ANN), ANN)
    after = club.add(ANN, remove=(ANN,))
    assert guid_of(after, ANN) == before and seats() == [(1, 1)]
    assert ["Removed" in after["messages"][0], "Re-activated" in after["messages"][1]] == [True, True]


def test_a_seat_freed_by_one_is_taken_by_another_in_the_same_call(club):
    club.license(1)
    club.add(ANN)
    document = club.add(BOB, remove=(ANN,))
    assert guid_of(document, BOB) and seats() == [(1, 1)]


def test_a_removed_learner_whose_seat_is_taken_gets_none(club):
    club.license(1)
    club.add(ANN)
    club.add(BOB, remove=(ANN,))
    assert club.add(ANN)["registration_guids"] == {ANN: {}, BOB: club.add()["registration_guids"][BOB]}
    assert seats() == [(1, 1)]


def test_a_deleted_registration_is_replaced_in_the_same_seat(club, tenant):
    club.license(1)
    first = guid_of(club.add(ANN), ANN)
    tenant.pair.delete(f"registration/{first}")
    assert club.now["registration_guids"] == []
    second = guid_of(club.add(ANN), ANN)
    assert second != first and seats() == [(1, 1)]
    assert Course.objects.get().registration_count == 1


def test_a_registration_deleted_after_removal_is_replaced(club, tenant):
    club.license(1)
    first = guid_of(club.add(ANN), ANN)
    club.add(remove=(ANN,))
    tenant.pair.delete(f"registration/{first}")
    assert guid_of(club.add(ANN), ANN) != first and seats() == [(1, 1)]


def test_a_deactivated_registration_keeps_its_seat_until_the_learner_is_removed_or_added_again(club, tenant):
    club.license(1)
    guid = guid_of(club.add(ANN), ANN)
    tenant.pair.put(f"registration/{guid}", active="f")
    assert "1 of 1 seats are taken" in club.add(BOB)["messages"][0]
    assert guid_of(club.add(ANN), ANN) == guid and seats() == [(1, 1)]
    tenant.pair.put(f"registration/{guid}", active="f")
    club.add(remove=(ANN,))
    assert seats() == [(0, 1)]
    tenant.pair.put(f"registration/{guid}", active="t")  # launchable again, but not part of the invitation
    assert club.now["registration_guids"] == [] and guid_of(club.add(BOB), BOB)


def test_addresses_differing_in_case_are_one_learner_spelled_as_first_sent(club):
    club.license(5)
    club.add("Ann@Example.com", ANN)
    document = club.add(ANN.upper())
    assert document["record"]["learners"] == ["Ann@Example.com"] and seats() == [(1, 5)]
    assert Registration.objects.get().learner_id == "Ann@Example.com"
    assert club.add(remove=(ANN,))["record"]["learners"] == []


def test_each_course_counts_its_own_seats(club, tenant):
    make_course(tenant, "golf", title="Golf")
    custom = {"license_data": {GUID: {"seats_available": 1}, "golf": {"seats_available": "2"}}}
    club.create(license="t", course_guids=json.dumps([GUID, "golf"]), custom=json.dumps(custom))
    document = club.add(ANN, BOB)
    assert [list(courses) for courses in document["registration_guids"].values()] == [[GUID, "golf"], ["golf"]]
    assert seats() == [(1, 1), (2, 2)]


def test_seats_available_of_the_license_overrides_those_of_courses(club):
    club.create(license="t", custom=json.dumps({"seats_available": 1, "license_data": {GUID: {"seats_available": 9}}}))
    club.add(ANN, BOB)
    assert seats() == [(1, 1)]


def test_a_disabled_invitation_only_lets_learners_be_removed(club, tenant):
    club.create(enabled="f", learners="[]")
    assert club.refused(ANN) == (403, b"")
    tenant.pair.put("invitation/club", enabled="t")
    club.add(ANN)
    tenant.pair.put("invitation/club", enabled="f")
    assert club.add(remove=(ANN,))["record"]["learners"] == []


def test_an_invitation_without_updates_only_allows_allowing_them(club, tenant):
    club.create(no_updates_allowed="t", learners=json.dumps([ANN]))
    assert club.refused(BOB) == (403, b"")
    assert club.refused(unlearners=json.dumps([ANN])) == (403, b"")
    for answer in (tenant.pair.put("invitation/club", description="x"), tenant.pair.delete("invitation/club")):
        assert (answer.status, answer.body) == (403, b"")
    assert (club.now["learners"], club.now["description"]) == ([ANN], None)
    allowed = tenant.pair.put("invitation/club", no_updates_allowed="f", description="x")
    assert (allowed.status, allowed.json["description"]) == (200, "x")
    assert tenant.pair.delete("invitation/club").status == 200


@pytest.mark.parametrize("name", ["learners", "unlearners"])
@pytest.mark.parametrize(
    "text", ["", "x", "{}", '"a@b.example"', "[1]", "[null]", '[["a@b.example"]]', '["no address"]',
             '["a@b.example",""]',
             '["\\u0000@b.example"]', '["\\ud800@b.example"]', "[" * 2000, json.dumps(["a" * 320 + "@b.example"]),
             json.dumps([f"a{number}@b.example" for number in range(5001)])]
)  # fmt: skip
def test_malformed_lists_are_refused_and_change_nothing(club, tenant, name, text):
    club.create()
    answer = tenant.pair.post("invitation/add_learners", name="club", **{name: text})
    assert (answer.status, answer.headers["x-bright-error"], answer.body) == (500, "invalid-argument", b"")
    assert club.now["learners"] == []


@pytest.mark.parametrize("values", [{"nodelay": "maybe"}, {"skip_external_initialization": "2"},
                                    {"show_registration_guids": "x"}, {"api_template": "private"}])  # fmt: skip
def test_malformed_controls_are_refused_before_anything_changes(club, values):
    club.create()
    assert club.refused(ANN, **values)[0] == 500
    assert club.now["learners"] == []


def test_an_unknown_or_missing_name_is_404_also_for_the_name_of_another_realm(club, tenant, other_tenant):
    club.create()
    for asker, given in ((tenant.pair, {}), (tenant.pair, {"name": "none"}), (other_tenant.pair, {"name": "club"}),
                         (tenant.pair, {"name": str(club.now["id"])})):  # fmt: skip
        answer = asker.post("invitation/add_learners", learners=json.dumps([ANN]), **given)
        assert (answer.status, answer.body) == (404, b"")
    assert club.now["learners"] == []


def test_add_learners_is_a_write(club, tenant):
    club.create()
    given = {"name": "club", "learners": json.dumps([ANN])}
    assert tenant.pair.send("HEAD", "invitation/add_learners", query=given).status == 405
    prefetch = tenant.pair.send("GET", "invitation/add_learners", query=given, headers={"Sec-Purpose": "prefetch"})
    assert prefetch.status == 405 and club.now["learners"] == []
    body = json.dumps({**tenant.pair.credentials, "name": "club", "learners": [ANN], "unlearners": [BOB]}).encode()
    sent = tenant.pair.send("POST", "invitation/add_learners", body=body, content_type="application/json")
    assert (sent.status, club.now["learners"]) == (200, [ANN])
