"""registration index and show: filters, controls, ids, visibility.

See docs/contract/resources/registration.md; docs/contract/filters-and-paging.md.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.course_provider.providers.fake import FakeProvider
from apps.registration.models import Registration
from tests.apps.records import ANN, BOB, add_provider, fail_from_now_on, make_course, make_registration
from tests.contract.samples import REGISTRATION


@pytest.fixture
def made(tenant, course) -> dict[str, Registration]:
    """By a short name; `elsewhere` belongs to a second provider of the tenant."""
    other = make_course(tenant, "other.1", provider=add_provider(tenant))
    return {
        "old": make_registration(course, "Ann@Example.com", complete="incomplete", custom='{"a":1}'),
        "new": make_registration(course, ANN, complete="complete", success="passed", score=80.0),
        "bobs": make_registration(course, BOB, active=False, crawl_status="error"),
        "elsewhere": make_registration(other, ANN, success="failed"),
    }


def names_in(answer, made) -> list[str]:
    assert answer.status == 200
    names = {registration.pk: name for name, registration in made.items()}
    return [names[row["id"]] for row in answer.json]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["old", "new", "bobs", "elsewhere"]),
        ({"course_guid": "other.1"}, ["elsewhere"]),
        ({"learner_id": ANN}, ["old", "new", "elsewhere"]),
        ({"learner_id": "ANN@EXAMPLE.COM", "course_guid": "other.1"}, ["elsewhere"]),
        ({"complete": "complete"}, ["new"]),
        ({"success": "failed"}, ["elsewhere"]),
        ({"custom": '{"a":1}'}, ["old"]),
        ({"crawl_status": "error"}, ["bobs"]),
        ({"active": "f"}, ["bobs"]),
        ({"active": "YES"}, ["old", "new", "elsewhere"]),
        ({"learner_id_re": "^[Ab].*com$"}, ["old", "bobs"]),
        ({"course_guid_re": r"^other\.", "success_re": "fail"}, ["elsewhere"]),
        ({"active_re": "^f"}, ["bobs"]),
        ({"last_only": "t"}, ["elsewhere"]),
        ({"last_only": "t", "learner_id": ANN, "success_re": "^(passed|unknown)$"}, ["new"]),
        ({"last_only": "f", "complete": "complete"}, ["new"]),
        ({"learner_id": "nobody@example.com", "last_only": "t"}, []),
        ({"limit": "2"}, ["old", "new"]),
        ({"limit": "1", "offset": "2"}, ["bobs"]),
    ],
)
def test_filters_choose_registrations(tenant, made, parameters, expected):
    assert names_in(tenant.pair("registration", **parameters), made) == expected


def test_filters_by_number_and_guid(tenant, made):
    old = made["old"]
    assert names_in(tenant.pair("registration", id=old.pk), made) == ["old"]
    assert names_in(tenant.pair("registration", registration_guid=old.registration_guid), made) == ["old"]
    assert names_in(tenant.pair("registration", after=old.pk, limit=1), made) == ["new"]
    assert names_in(tenant.pair("registration", course_provider_id=made["elsewhere"].course_provider_id), made) == [
        "elsewhere"
    ]


def test_addresses_compare_in_any_case_and_are_kept_as_sent(tenant, made):
    rows = tenant.pair("registration", learner_id="aNN@example.com", fields="learner_id").json
    assert [row["learner_id"] for row in rows] == ["Ann@Example.com", ANN, ANN]


def test_a_learner_sees_only_their_own(tenant, made):
    assert names_in(tenant.learner(ANN)("registration"), made) == ["old", "new", "elsewhere"]
    assert names_in(tenant.learner(BOB)("registration", learner_id=ANN), made) == []
    assert tenant.learner(BOB)(f"registration/{made['new'].registration_guid}").status == 404


def test_a_provider_sees_only_its_own(tenant, made):
    for asker in (tenant.app, tenant.provider_key):
        assert names_in(asker("registration"), made) == ["old", "new", "bobs"]
        assert asker(f"registration/{made['elsewhere'].registration_guid}").status == 404


@pytest.mark.parametrize("path", ["registration/{}", "registation/{}", "registration/{}.json/"])
def test_show_takes_guid_or_number(tenant, made, path):
    for registration in made.values():
        for id in (registration.registration_guid, registration.pk):
            answer = tenant.pair(path.format(id))
            assert (answer.status, list(answer.json)) == (200, list(REGISTRATION))
            assert answer.json["id"] == registration.pk


def test_guids_may_hold_dots_dashes_underscores_and_blanks(tenant, course):
    for guid in ("a.b-c_d", "with blank", "ends.in.xmlx", "x.json.y"):
        registration = make_registration(course, registration_guid=guid)
        assert tenant.pair(f"registration/{guid}").json["id"] == registration.pk
        assert tenant.pair(f"registration/{guid}.json").json["id"] == registration.pk


def test_a_guid_with_a_slash_is_reached_by_filter_and_natural_key(tenant, course):
    registration = make_registration(course, registration_guid="a/b")
    assert tenant.pair("registration/a/b").status == 404
    assert tenant.pair("registration", registration_guid="a/b").json[0]["id"] == registration.pk
    assert tenant.pair("registration/gupdate", registration_guid="a/b", custom="x").json["custom"] == "x"


def test_deleted_registrations_are_invisible(tenant, course, made):
    made["old"].soft_delete()
    assert names_in(tenant.pair("registration"), made) == ["new", "bobs", "elsewhere"]
    assert tenant.pair(f"registration/{made['old'].pk}").status == 404
    assert tenant.pair("course", course_guid=course.course_guid, fields="registrations").json == [{"registrations": 2}]


def test_the_legacy_names_repeat_the_new_ones(tenant, made):
    row = tenant.pair(f"registration/{made['new'].pk}").json
    assert row["scorm_cloud_app_id"] == row["course_provider_id"] == tenant.provider.pk
    assert row["scorm_cloud_course_id"] == row["course_id"] == made["new"].course_id


def play(registration: Registration, **result) -> None:
    """Give the provider a new result without a signal."""
    account = FakeProvider.accounts[registration.course_provider_id]
    known = account.registrations[registration.registration_guid]
    known.result = type(known.result)(**result)


def test_crawl_fetches_the_result_before_answering(tenant, made):
    play(made["old"], complete="complete", score=55.5, totaltime=12.0)
    assert tenant.pair(f"registration/{made['old'].pk}").json["score"] is None
    (row,) = tenant.pair("registration", crawl="t", id=made["old"].pk).json
    assert (row["complete"], row["score"], row["totaltime"], row["crawl_status"]) == ("complete", 55.5, 12.0, "success")


def test_crawl_with_last_only_crawls_only_the_newest(tenant, made):
    for registration in made.values():
        play(registration, score=1.0)
    tenant.pair("registration", crawl="t", last_only="t", learner_id=ANN)
    assert [row["score"] for row in tenant.pair("registration").json] == [None, 80.0, None, 1.0]


def test_refresh_if_launched_crawls_those_launched_since_their_last_crawl(tenant, made):
    now = timezone.now()
    for name, launched, crawled in (("old", now, None), ("new", now, now + timedelta(seconds=1)), ("bobs", None, None)):
        Registration.objects.filter(pk=made[name].pk).update(launched_at=launched, last_crawled_at=crawled)
        play(made[name], score=7.0)
    rows = tenant.pair("registration", refresh_if_launched="t", course_guid=made["old"].course.course_guid).json
    assert [row["score"] for row in rows] == [7.0, 80.0, None]


def test_a_failed_crawl_keeps_the_old_result_and_is_recorded(tenant, made):
    fail_from_now_on(tenant)
    (row,) = tenant.pair("registration", crawl="t", id=made["new"].pk).json
    assert (row["score"], row["complete"], row["crawl_status"]) == (80.0, "complete", "error")
    assert (
        row["crawl_error_msg"]
        == row["provider_error_message"]
        == "The maximum number of registrations has been reached."
    )
    assert (row["number_of_crawl_errors"], row["provider_errcode"]) == (1, "4")
    CourseProvider.objects.filter(pk=tenant.provider.pk).update(provider_type="fake")
    (row,) = tenant.pair("registration", crawl="t", id=made["new"].pk).json
    assert (row["crawl_status"], row["crawl_error_msg"], row["provider_errcode"]) == ("success", None, None)
    assert row["number_of_crawl_errors"] == 0  # in a row


@pytest.mark.parametrize("control", ["crawl", "last_only", "refresh_if_launched", "active"])
def test_a_flag_that_is_neither_true_nor_false_is_a_malformed_argument(tenant, made, control):
    answer = tenant.pair("registration", **{control: "perhaps"})
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
