"""The specification, section 5.6.2, the table of a registration's fields: what fills each of them, over a life of one
registration."""

import re
from typing import Any

import pytest

from apps.registration.models import Registration
from tests.apps.records import fail_from_now_on, make_course
from tests.contract.samples import BRET, GUID, SEED_REGISTRATION

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
REPORT = "\n<rsp><complete>complete</complete><success>failed</success><totaltime>95</totaltime><score>0</score></rsp>"
REFUSAL = "The maximum number of registrations has been reached."
CUSTOM = "{my_custom_data: 1}"
A_TIME = object()
# Field → its value when created, when launched and crawled, and after a crawl that failed.
LIFE: dict[str, tuple[Any, Any, Any]] = {
    "attempts": (0, 12, 12),
    "complete": ("unknown", "complete", "complete"),
    "course_result": (None, REPORT, REPORT),
    "crawl_error_msg": (None, None, REFUSAL),
    "crawl_status": (None, "success", "error"),
    "crawl_type": ("course", "course", "course"),
    "created_at": (A_TIME, A_TIME, A_TIME),
    "custom": (CUSTOM, CUSTOM, CUSTOM),
    "full_result": (None, "<full/>", "<full/>"),
    "last_crawled_at": (None, A_TIME, A_TIME),
    "launched_at": (None, A_TIME, A_TIME),
    "learner_id": (BRET, BRET, BRET),
    "number_of_crawl_errors": (0, 0, 1),
    "provider_completed_at": (None, A_TIME, A_TIME),
    "course_guid": (GUID, GUID, GUID),
    "provider_created_at": (A_TIME, A_TIME, A_TIME),
    "deleted": (None, None, None),
    "provider_errcode": (None, None, "4"),
    "provider_error_message": (None, None, REFUSAL),
    "provider_accessed_at": (None, A_TIME, A_TIME),
    "score": (None, 0.0, 0.0),
    "success": ("unknown", "failed", "failed"),
    "totaltime": (0.0, 95.0, 95.0),
    "updated_at": (A_TIME, A_TIME, A_TIME),
}
NAMES_OF_RECORDS = {"id", "registration_guid", "scorm_cloud_app_id", "scorm_cloud_course_id"}


@pytest.fixture
def life(tenant) -> list[dict[str, Any]]:
    """The registration as it is answered at each stage."""
    make_course(tenant, GUID)
    wanted = {"course_guid": GUID, "learner_id": BRET, "custom": CUSTOM}
    created = tenant.pair.post("registration.json", **wanted).json
    guid = created["registration_guid"]
    tenant.pair(f"registration/{guid}/launch_url")
    played = {"attempts": 12, "complete": "complete", "success": "failed", "score": 0.0, "totaltime": 95.0}
    completed_at = Registration.objects.get().launched_at
    tenant.provider.connect().play(guid, **played, course_result=REPORT, full_result="<full/>",
                                  completed_at=completed_at)  # fmt: skip
    crawled = tenant.pair("registration.json", crawl="t", registration_guid=guid).json[0]
    fail_from_now_on(tenant)
    return [created, crawled, tenant.pair("registration.json", crawl="t", registration_guid=guid).json[0]]


def test_every_documented_field_is_in_the_table():
    assert {*LIFE, *NAMES_OF_RECORDS} == set(SEED_REGISTRATION) - {"course_id", "course_provider_id"}


@pytest.mark.parametrize("name", LIFE)
def test_a_field_is_filled_as_documented(life, name):
    for record, expected in zip(life, LIFE[name], strict=True):
        if expected is A_TIME:
            assert TIME.fullmatch(record[name])
        else:
            assert record[name] == expected and type(record[name]) is type(expected)


def test_the_names_of_records_name_them(tenant, life):
    record = life[-1]
    for id in (record["id"], record["registration_guid"]):
        assert tenant.pair(f"registration/{id}").json["id"] == record["id"]
    assert record["scorm_cloud_app_id"] == tenant.provider.pk
    assert tenant.pair(f"course/{record['scorm_cloud_course_id']}").json["course_guid"] == GUID


def test_deleted_is_set_to_1(tenant, life):
    tenant.pair.delete(f"registration/{life[0]['registration_guid']}")
    assert Registration.objects.get().deleted == 1
