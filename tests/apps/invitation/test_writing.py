"""create, update, gcreate, gupdate: fields, courses, and the numbers in custom.

See docs/contract/resources/invitation.md, "Creating and changing an invitation".
"""

import json

import pytest

from apps.invitation.models import Invitation
from apps.registration.models import Registration
from tests.apps.invitation.conftest import seats, seats_text
from tests.apps.records import ANN, BOB, GUID, add_provider, make_course
from tests.conftest import create_tenant


def test_an_invitation_is_created_with_all_its_fields(tenant, club):
    given = {"description": " d ", "enabled": "t", "avoid_duplicate_registrations": "t", "custom": " any\ntext "}
    made = club.create(**given, learners=json.dumps([ANN]))
    assert made.status == 201
    wanted = {"description": " d ", "enabled": True, "license": False, "avoid_duplicate_registrations": True,
              "no_updates_allowed": False, "custom": " any\ntext ", "learners": [ANN], "course_guids": [GUID],
              "realm_id": tenant.realm.pk}  # fmt: skip
    assert {name: made.json[name] for name in wanted} == wanted
    assert len(made.json["registration_guids"]) == 1


def test_a_repeated_create_returns_the_existing_invitation(tenant, club):
    first = club.license(5)
    again = tenant.pair("invitation/gcreate", name="club", custom="else", learners=json.dumps([ANN]))
    assert (first.status, again.status, again.json) == (201, 200, first.json)


def test_the_vendors_shop_only_sends_name_and_custom(tenant, course):
    custom = {"license": True, "order_id": 1, "course_guids": [GUID], "license_data": {GUID: {"seats_available": 5}},
            "initiating_user": "Buyer@Example.com", "reporting_users": " A@x.example, b@x.example,,"}  # fmt: skip
    made = tenant.pair.post("invitation", name="key", custom=json.dumps(custom)).json
    assert (made["license"], made["course_guids"]) == (True, [GUID])
    kept = Invitation.objects.get()
    assert (kept.owner_email, kept.reporting_users) == ("buyer@example.com", ["a@x.example", "b@x.example"])
    assert seats() == [(0, 5)]


def test_a_json_body_may_bring_lists_and_objects(tenant, course):
    custom = {"license_data": {GUID: {"seats_available": 2}}}
    values = {"name": "key", "license": True, "course_guids": [GUID], "custom": custom, "learners": [ANN]}
    body = json.dumps({**tenant.pair.credentials, **values}).encode()
    made = tenant.pair.send("POST", "invitation", body=body, content_type="application/json")
    assert (made.status, made.json["learners"]) == (201, [ANN]) and seats() == [(1, 2)]


def test_an_unknown_course_is_404_and_nothing_is_made(tenant, club):
    for guids in ('["none"]', f"{GUID},none", json.dumps([GUID, "none"])):
        assert club.create(course_guids=guids).status == 404
    make_course(create_tenant("Elsewhere"), "theirs")
    assert club.create(course_guids="theirs").status == 404
    assert not Invitation.objects.exists()


def test_a_guid_of_two_providers_needs_course_provider_id(tenant, club, course):
    second = add_provider(tenant)
    make_course(tenant, GUID, provider=second)
    assert club.create().status == 404
    assert club.create(course_provider_id=second.pk).status == 201
    assert tenant.pair.put("invitation/club", course_guids=GUID, description="x").status == 200
    assert club.add(ANN) and Registration.objects.get().course_provider_id == second.pk


@pytest.mark.parametrize(
    "values", [{"name": ""}, {"name": "add_learners"}, {"name": "x" * 201}, {"enabled": "maybe"}, {"license": "x"},
               {"course_guids": "[1]"}, {"course_guids": "[x"}, {"course_guids": '["\\u0000"]'}, {"learners": "x"},
               {"learners": '["x"]'}, {"nodelay": "x"}, {"course_provider_id": "x"}]
)  # fmt: skip
def test_malformed_values_are_refused(club, values):
    answer = club.create(**values)
    assert (answer.status, answer.headers["x-bright-error"], answer.body) == (500, "invalid-argument", b"")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "custom", [None, "", "x", "[]", "5", "{}", "{", '{"license_data":5}', '{"license_data":{}}',
               '{"license_data":{"' + GUID + '":5}}', seats_text(-1, GUID), seats_text(True, GUID),
               seats_text(1.5, GUID), seats_text("many", GUID), seats_text("-1", GUID), seats_text(10**12, GUID),
               '{"seats_available":"x"}', seats_text(5, "another course")]
)  # fmt: skip
def test_a_license_must_say_how_many_seats_each_course_has(club, tenant, custom):
    given = {} if custom is None else {"custom": custom}
    assert club.create(license="t", **given).status == 500
    assert not Invitation.objects.exists()
    assert club.create(**given).status == 201  # any text will do without a licence
    assert tenant.pair.put("invitation/club", license="t").status == 500
    assert club.now["license"] is False


def test_an_unusual_custom_without_names_is_accepted(tenant, course):
    for number, custom in enumerate(['{"initiating_user":5,"reporting_users":{"a":1}}', '{"course_guids":"x"}',
                                     '{"initiating_user":"\\u0000","reporting_users":["a",5]}', "\u00e9"]):  # fmt: skip
        made = tenant.pair.post("invitation", name=f"i{number}", custom=custom)
        assert (made.status, made.json["custom"], made.json["course_guids"]) == (201, custom, [])


# --- The numbers in custom are the seats left at the moment of writing.


def test_writing_custom_says_how_many_seats_are_left_from_then_on(tenant, club):
    club.license(2)
    club.add(ANN, BOB)
    assert seats() == [(2, 2)]
    assert tenant.pair.put("invitation/club", custom=seats_text(3, GUID, order=2)).status == 200
    assert seats() == [(2, 5)]
    tenant.pair.put("invitation/club", custom=seats_text(0, GUID))
    assert seats() == [(2, 2)]


def test_writing_the_same_custom_again_adds_no_seats(tenant, club):
    club.license(2)
    club.add(ANN)
    for _ in range(3):
        assert tenant.pair("invitation/gupdate", name="club", custom=seats_text(2, GUID), license="t").status == 200
    assert seats() == [(1, 2)]


def test_a_custom_with_the_same_numbers_adds_no_seats(tenant, club):
    club.license(2)
    club.add(ANN)
    assert tenant.pair.put("invitation/club", custom=seats_text(2, GUID, reporting_users=BOB)).status == 200
    assert seats() == [(1, 2)]


def test_custom_is_returned_as_written_even_after_seats_are_taken(tenant, club):
    club.license(2)
    before = club.now["custom"]
    club.add(ANN)
    assert club.now["custom"] == before


def test_an_invitation_may_become_a_license_and_back(tenant, club):
    club.create(custom=seats_text(1, GUID))
    club.add(ANN, BOB)
    assert seats() == [(2, None)]
    tenant.pair.put("invitation/club", license="t")
    assert seats() == [(2, 3)]
    tenant.pair.put("invitation/club", license="f")
    assert seats() == [(2, None)]


# --- Courses


def test_adding_a_course_registers_all_learners(tenant, club):
    make_course(tenant, "golf", title="Golf")
    club.create(custom="{}")
    club.add(ANN, BOB)
    club.add(remove=(BOB,))
    tenant.pair.put("invitation/club", course_guids=json.dumps(["golf", GUID]))
    assert club.now["course_guids"] == ["golf", GUID]
    placed = club.add()["registration_guids"]
    assert {learner: sorted(courses) for learner, courses in placed.items()} == {ANN: [GUID, "golf"]}
    assert seats() == [(1, None), (1, None)]


def test_a_course_added_to_a_license_has_the_seats_stated_in_custom(tenant, club):
    make_course(tenant, "golf", title="Golf")
    club.license(2)
    club.add(ANN, BOB)
    assert tenant.pair.put("invitation/club", course_guids=f"{GUID},golf").status == 500  # no seats stated for golf
    custom = {"license_data": {GUID: {"seats_available": 0}, "golf": {"seats_available": 1}}}
    assert tenant.pair.put("invitation/club", course_guids=f"{GUID},golf", custom=json.dumps(custom)).status == 200
    assert seats() == [(2, 2), (1, 1)]
    assert [sorted(courses) for courses in club.add()["registration_guids"].values()] == [[GUID, "golf"], [GUID]]


def test_removing_a_course_deactivates_its_registrations_and_adding_it_reactivates_them(tenant, club):
    make_course(tenant, "golf", title="Golf")
    club.license(2, "golf")
    before = club.add(ANN)["registration_guids"]
    tenant.pair.put("invitation/club", course_guids=GUID)
    ended = tenant.pair(f"registration/{before[ANN]['golf']['registration_guid']}").json
    assert ended["active"] is False and seats() == [(1, 2)]
    tenant.pair.put("invitation/club", course_guids=f"{GUID},golf")
    assert club.add()["registration_guids"] == before
    assert seats() == [(1, 2), (1, 2)] and Registration.objects.count() == 2


def test_a_new_custom_that_names_other_courses_changes_them(tenant, club):
    make_course(tenant, "golf", title="Golf")
    club.create(custom=json.dumps({"course_guids": [GUID]}))
    tenant.pair.put("invitation/club", custom=json.dumps({"course_guids": [GUID, "golf"]}))
    assert club.now["course_guids"] == [GUID, "golf"]
    tenant.pair.put("invitation/club", course_guids="golf")
    tenant.pair.put("invitation/club", custom=json.dumps({"course_guids": [GUID, "golf"], "order": 2}))
    assert club.now["course_guids"] == ["golf"]  # custom lists the same courses as before


def test_an_update_adds_learners_and_removes_none(tenant, club):
    club.license(5)
    club.add(ANN)
    updated = tenant.pair.put("invitation/club", learners=json.dumps([BOB]), name="renamed")
    assert (updated.status, updated.json["learners"], updated.json["name"]) == (200, [ANN, BOB], "club")
    assert seats() == [(2, 5)]


def test_a_refused_update_changes_nothing(tenant, club):
    club.license(1)
    club.add(ANN)
    before = club.now
    values = {"description": "x", "custom": "no numbers", "learners": json.dumps([BOB])}
    assert tenant.pair.put("invitation/club", **values).status == 500
    assert tenant.pair.put("invitation/club", course_guids=f"{GUID},none", learners=json.dumps([BOB])).status == 404
    assert club.now == before and seats() == [(1, 1)]


def test_two_realms_may_have_invitations_of_the_same_name(tenant, other_tenant, club):
    club.create(custom="ours")
    assert other_tenant.pair.post("invitation", name="club", custom="theirs").status == 201
    assert (club.now["custom"], other_tenant.pair("invitation/club").json["custom"]) == ("ours", "theirs")
    assert other_tenant.pair(f"invitation/{club.now['id']}").status == 404


def test_a_deleted_course_needs_no_number_in_a_new_custom(tenant, club):
    make_course(tenant, "golf", title="Golf")
    club.license(1, "golf")
    tenant.pair.delete("course/golf")
    assert tenant.pair.put("invitation/club", custom=seats_text(7, GUID)).status == 200
    assert seats() == [(0, 7), (0, 1)]


def test_updating_an_invitation_deleted_meanwhile_is_404(tenant, club, monkeypatch):
    club.create()
    stale = Invitation.objects.get()
    Invitation.objects.all().delete()
    monkeypatch.setattr("apps.invitation.viewsets.InvitationViewSet.get_object", lambda self: stale)
    assert tenant.pair.put("invitation/club", description="x").status == 404
