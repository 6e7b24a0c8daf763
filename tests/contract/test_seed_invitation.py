"""The specification, section 5.4.1, invitation/add_learners: its parameters, codes and two documents, with the data of
the specification's samples."""

import json
from typing import Any

import pytest

from apps.course.models import Course
from apps.registration.models import Registration
from tests.apps.records import make_course, make_registration
from tests.asking import Answer
from tests.contract.test_samples import TIME

GUID, NAME, SUPPORT = "2c3dd5a65-0ec2-44ac-a51f-37d9283757ce", "this73807a", "support@aura-software.com"
CUSTOM = (  # byte for byte as the second sample has it
    '{"license":true,"order_id":10592,"course_guids":["2c3dd5a65-0ec2-44ac-a51f-37d9283757ce"],"license_data":'
    '{"2c3dd5a65-0ec2-44ac-a51f-37d9283757ce":{"seats_available":5}},"initiating_site":"localhost",'
    '"initiating_user":"support@aura-software.com"}'
)
PUBLIC = ["id", "license", "avoid_duplicate_registrations", "custom", "description", "enabled", "learners", "name",
          "no_updates_allowed", "course_guids", "registration_guids", "realm_id"]  # fmt: skip
RECORD = ["id", "created_at", "updated_at", "realm_id", "name", "description", "enabled", "custom",
          "avoid_duplicate_registrations", "no_updates_allowed", "invitation_template_id", "license", "course_guids",
          "learners"]  # fmt: skip
USERS = ["users1@exampledomain.com", "user2@anotherexample.com"]


@pytest.fixture
def course(tenant) -> Course:
    return make_course(tenant, GUID, title="My Course")


def invite(tenant: Any, **values: Any) -> dict[str, Any]:
    wanted = {"name": NAME, "license": "true", "custom": CUSTOM, "course_guids": json.dumps([GUID])}
    made = tenant.pair.post("invitation.json", **{**wanted, **values})
    assert made.status == 201
    return made.json


@pytest.fixture
def invitation(tenant, course) -> dict[str, Any]:
    return invite(tenant)


def add(tenant: Any, *learners: str, name: str = NAME, **values: Any) -> Answer:
    return tenant.realm_key("invitation/add_learners.json", name=name, learners=json.dumps(learners), **values)


def extended(tenant: Any, *learners: str, **values: Any) -> dict[str, Any]:
    answer = add(tenant, *learners, api_template="extended", nodelay="1", **values)
    assert answer.status == 200
    return answer.json


def test_the_plain_document_is_the_first_sample(tenant, invitation):
    document = add(tenant, SUPPORT).json
    (registration,) = Registration.objects.all()
    assert list(document) == PUBLIC
    assert document == {
        "id": invitation["id"],
        "license": True,
        "avoid_duplicate_registrations": False,
        "custom": CUSTOM,
        "description": None,
        "enabled": True,
        "learners": [SUPPORT],
        "name": NAME,
        "no_updates_allowed": False,
        "course_guids": [GUID],
        "registration_guids": [registration.registration_guid],
        "realm_id": tenant.realm.pk,
    }


def test_the_extended_document_is_the_second_sample(tenant, invitation):
    document = extended(tenant, SUPPORT)
    (registration,) = Registration.objects.all()
    record = document["record"]
    assert list(document) == ["record", "registration_guids", "messages"]
    assert list(record) == RECORD
    assert TIME.fullmatch(record["created_at"]) and TIME.fullmatch(record["updated_at"])
    assert record == {
        **{name: record[name] for name in ("created_at", "updated_at")},
        **{name: invitation[name] for name in RECORD if name in invitation},
        "invitation_template_id": None,
        "learners": [SUPPORT],
    }
    place = {"title": "My Course", "registration_guid": registration.registration_guid}
    assert document["registration_guids"] == {SUPPORT: {GUID: place}}
    assert [SUPPORT in message and "'My Course'" in message for message in document["messages"]] == [True]


def test_an_existing_registration_is_reused_and_said_so(tenant, course):
    invite(tenant, avoid_duplicate_registrations="true")
    known = make_registration(course, SUPPORT)
    document = extended(tenant, SUPPORT)
    assert document["registration_guids"][SUPPORT][GUID]["registration_guid"] == known.registration_guid
    assert document["messages"] == [
        f"Success!  Found and reused existing registration ({known.registration_guid}) for {SUPPORT} on 'My Course' "
        f"as part of license '{NAME}'."
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_learners_are_added_and_registered(tenant, invitation, method):
    values = {"name": NAME, "learners": json.dumps(USERS)}
    body = {"form": values} if method == "POST" else {"query": values}
    answer = tenant.pair.send(method, "invitation/add_learners.json", **body)
    assert (answer.status, answer.json["learners"], len(answer.json["registration_guids"])) == (200, USERS, 2)
    rows = tenant.pair("registration.json", course_guid=GUID).json
    assert [(row["learner_id"], row["active"]) for row in rows] == [(email, True) for email in USERS]


def test_a_learner_without_a_seat_is_listed_without_a_registration(tenant, course):
    invite(tenant, custom=CUSTOM.replace('"seats_available":5', '"seats_available":1'))
    document = extended(tenant, *USERS)
    assert document["record"]["learners"] == USERS
    assert GUID in document["registration_guids"][USERS[0]]
    assert GUID not in document["registration_guids"].get(USERS[1], {})
    (said,) = [message for message in document["messages"] if USERS[1] in message]
    assert "1 of 1" in said


def test_unlearners_are_removed_and_their_registrations_inactive(tenant, invitation):
    add(tenant, *USERS)
    answer = tenant.realm_key("invitation/add_learners.json", name=NAME, unlearners=json.dumps(USERS[:1]))
    assert (answer.status, answer.json["learners"]) == (200, USERS[1:])
    rows = tenant.pair("registration.json").json
    assert [(row["learner_id"], row["active"]) for row in rows] == [(USERS[0], False), (USERS[1], True)]
    assert answer.json["registration_guids"] == [rows[1]["registration_guid"]]


def test_an_unknown_or_missing_name_is_404(tenant, invitation, other_tenant):
    for name in ("never", ""):
        answer = add(tenant, SUPPORT, name=name)
        assert (answer.status, answer.body) == (404, b"")
    assert add(other_tenant, SUPPORT).status == 404
    assert tenant.pair("invitation/add_learners.json", learners="[]").status == 404


def test_nodelay_waits_for_the_provider(tenant, invitation):
    add(tenant, SUPPORT, nodelay="true")
    assert Registration.objects.get().externally_initialized


def test_without_nodelay_the_provider_is_asked_later(tenant, invitation):
    """The guid is known at once; that the work is done later is shown with a worker: tests/journeys."""
    guids = add(tenant, SUPPORT).json["registration_guids"]
    registration = Registration.objects.get()
    assert guids == [registration.registration_guid] and not registration.externally_initialized


def test_skip_external_initialization_asks_no_provider(tenant, invitation):
    answer = add(tenant, SUPPORT, skip_external_initialization="true", nodelay="true")
    assert (answer.status, len(answer.json["registration_guids"])) == (200, 1)
    assert not Registration.objects.get().externally_initialized


def test_show_registration_guids_alters_the_document(tenant, invitation):
    plain = add(tenant, SUPPORT).json
    altered = add(tenant, SUPPORT, show_registration_guids="true").json
    assert list(plain) == PUBLIC and list(altered) == ["record", "registration_guids", "messages"]


@pytest.mark.parametrize(
    "values",
    [{"learners": "users1@exampledomain.com"}, {"learners": "{}"}, {"learners": '["not an address"]'},
     {"learners": "[1]"}, {"unlearners": "["}, {"nodelay": "maybe"}, {"api_template": "nonsense"}],
)  # fmt: skip
def test_a_malformed_argument_is_500(tenant, invitation, values):
    answer = tenant.pair("invitation/add_learners.json", name=NAME, **values)
    assert (answer.status, answer.headers["x-bright-error"], answer.body) == (500, "invalid-argument", b"")
    assert not Registration.objects.exists()
