"""Keys, order and types of both documents in the specification's section 5.4, in every format."""

import csv
import io
import json
import re

import pytest
from lxml import etree

from tests.apps.invitation.conftest import seats_text
from tests.apps.records import ANN, BOB, GUID, make_course

PUBLIC = {
    "id": int, "license": bool, "avoid_duplicate_registrations": bool, "custom": str, "description": type(None),
    "enabled": bool, "learners": list, "name": str, "no_updates_allowed": bool, "course_guids": list,
    "registration_guids": list, "realm_id": int,
}  # fmt: skip
RECORD = {
    "id": int, "created_at": str, "updated_at": str, "realm_id": int, "name": str, "description": type(None),
    "enabled": bool, "custom": str, "avoid_duplicate_registrations": bool, "no_updates_allowed": bool,
    "invitation_template_id": type(None), "license": bool, "course_guids": list, "learners": list,
}  # fmt: skip
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CUSTOM = '{"license":true,  "order_id":10592,"license_data":{"' + GUID + '":{"seats_available":5}},"é":"\\u00e9"} '


def types(document) -> list[tuple[str, type]]:
    return [(name, type(value)) for name, value in document.items()]


def test_add_learners_answers_the_public_document(tenant, club):
    club.create(license="t", custom=CUSTOM)
    answer = tenant.pair("invitation/add_learners", name="club", learners=json.dumps([ANN]))
    assert (answer.status, types(answer.json)) == (200, list(PUBLIC.items()))
    shown = answer.json
    assert (shown["custom"], shown["learners"], shown["course_guids"]) == (CUSTOM, [ANN], [GUID])
    (guid,) = shown["registration_guids"]
    assert tenant.pair(f"registration/{guid}").json["learner_id"] == ANN
    assert tenant.pair("invitation/club").json == shown


@pytest.mark.parametrize(
    "parameters", [{"api_template": "extended"}, {"template": "extended"}, {"show_registration_guids": "true"}]
)
def test_extended_add_learners_answers_the_seeds_second_document(tenant, club, parameters):
    club.create(license="t", custom=CUSTOM)
    answer = tenant.pair("invitation/add_learners.json", name="club", learners=json.dumps([ANN]), **parameters)
    assert types(answer.json) == [("record", dict), ("registration_guids", dict), ("messages", list)]
    record = answer.json["record"]
    assert types(record) == list(RECORD.items())
    assert TIME.fullmatch(record["created_at"]) and TIME.fullmatch(record["updated_at"])
    placed = answer.json["registration_guids"]
    assert list(placed) == [ANN] and list(placed[ANN]) == [GUID]
    assert list(placed[ANN][GUID]) == ["title", "registration_guid"]
    guid = placed[ANN][GUID]["registration_guid"]
    assert club.now["registration_guids"] == [guid]
    assert answer.json["messages"] == [
        f"Success!  Created registration ({guid}) for {ANN} on 'Yoga & <more>' as part of license 'club'."
    ]


def test_a_reused_registration_has_the_seeds_message(tenant, club):
    guid = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN).json["registration_guid"]
    club.create(license="t", custom=CUSTOM, avoid_duplicate_registrations="t")
    assert club.add(ANN)["messages"] == [
        f"Success!  Found and reused existing registration ({guid}) for {ANN} on 'Yoga & <more>' "
        "as part of license 'club'."
    ]


def test_the_message_for_a_learner_without_a_seat_has_the_numbers(tenant, club):
    club.license(1)
    club.add(BOB)
    document = club.add(ANN)
    assert document["record"]["learners"] == [BOB, ANN]
    assert document["registration_guids"][ANN] == {} and list(document["registration_guids"][BOB]) == [GUID]
    (message,) = document["messages"]
    assert "1 of 1 seats are taken" in message and ANN in message


def test_both_documents_in_xml_and_csv(tenant, club):
    club.create(custom="<>&\n,")
    club.add(ANN, BOB)
    root = etree.fromstring(tenant.pair("invitation/club.xml").body)
    assert (root.tag, [child.tag for child in root]) == ("invitation", [name.replace("_", "-") for name in PUBLIC])
    assert [element.text for element in root.find("learners")] == [ANN, BOB]
    (row,) = csv.DictReader(io.StringIO(tenant.pair("invitation.csv", raw="t").text))
    assert (list(row), row["custom"], json.loads(row["learners"])) == (list(PUBLIC), "<>&\n,", [ANN, BOB])
    root = etree.fromstring(tenant.pair("invitation/add_learners.xml", name="club", api_template="extended").body)
    assert [child.tag for child in root] == ["record", "registration-guids", "messages"]
    assert root.find("record/created-at").get("type") == "datetime"
    (row,) = csv.DictReader(
        io.StringIO(tenant.pair("invitation/add_learners.csv", name="club", api_template="extended").text)
    )
    assert list(json.loads(row["registration_guids"])) == [ANN, BOB]


def test_jsonp_calls_back_with_both_documents_and_errors(tenant, club):
    club.create()
    for parameters in ({}, {"api_template": "extended"}):
        plain = tenant.pair("invitation/add_learners", name="club", **parameters).text
        called = tenant.pair("invitation/add_learners", name="club", callback="got", **parameters)
        assert (called.status, called.text) == (200, f"/**/got({plain}, 200);")
    assert tenant.pair("invitation/add_learners", name="none", callback="got").text.endswith(", 404);")


def test_templates_and_filters_of_the_index(tenant, club):
    club.license(3)
    tenant.pair.post("invitation", name="open")
    assert [row["name"] for row in tenant.pair("invitation", license="t").json] == ["club"]
    assert [row["name"] for row in tenant.pair("invitation", name_re="^o", enabled="true").json] == ["open"]
    (row,) = tenant.pair("invitation", name="club", api_template="public_minimum").json
    assert row == {"id": club.now["id"], "license": True, "enabled": True, "name": "club"}
    (row,) = tenant.pair("invitation", name="open", api_template="extended").json
    assert set(row) == {*PUBLIC, *RECORD}


def test_a_deleted_course_is_in_no_document_and_gets_no_learners(tenant, club):
    make_course(tenant, "golf", title="Golf")
    club.create(course_guids=f"{GUID},golf", custom=seats_text(1, GUID))
    club.add(ANN)
    tenant.pair.delete("course/golf")
    assert club.now["course_guids"] == [GUID] and len(club.now["registration_guids"]) == 1
    assert list(club.add(BOB)["registration_guids"][BOB]) == [GUID]
    assert len(club.add(remove=(ANN,))["messages"]) == 2
