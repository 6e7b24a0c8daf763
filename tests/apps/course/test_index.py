"""course index and show: filters, ids, nesting, deleted courses.

See docs/contract/resources/course.md; docs/contract/filters-and-paging.md.
"""

import pytest

from apps.course.models import Course
from tests.apps.records import ANN, BOB, add_provider, make_course, make_registration
from tests.conftest import create_tenant
from tests.contract.samples import COURSE

DOTTED = "0215JCHCMscorm12.3cdd5a65-0ec2-44ac-a51f-37d9283757ce"
POINTS = '{"points_available":"7","category":"onboarding"}'


@pytest.fixture
def shelf(tenant) -> dict[str, Course]:
    """Four courses by guid; `other` belongs to a second provider of the tenant."""
    courses = [
        make_course(tenant, "yoga", title="Yoga", custom=POINTS),
        make_course(tenant, DOTTED, title="Dots. And more", custom='{"points_available":"3"}'),
        make_course(tenant, "with blank", title="yoga again"),
        make_course(tenant, "other", title="Yoga", provider=add_provider(tenant)),
    ]
    return {course.course_guid: course for course in courses}


def guids(answer) -> list[str]:
    assert answer.status == 200
    return [row["course_guid"] for row in answer.json]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["yoga", DOTTED, "with blank", "other"]),
        ({"course_guid": DOTTED}, [DOTTED]),
        ({"title": "Yoga"}, ["yoga", "other"]),
        ({"title": "yoga"}, []),
        ({"custom": POINTS}, ["yoga"]),
        ({"custom": "points"}, []),
        ({"id": "yoga"}, ["yoga"]),
        ({"id_re": "^[yo]"}, ["yoga", "other"]),
        ({"title_re": "^Yoga"}, ["yoga", "other"]),
        ({"title_re": ["Yoga", "^x"]}, []),
        ({"course_guid_re": r"12\.3cdd"}, [DOTTED]),
        ({"custom_re": r"points_available\":\"([4-9]|[1-9]([0-9])+)"}, ["yoga"]),
        ({"custom_re": 'points_available":"7'}, ["yoga"]),
        ({"custom_re0": "points", "custom_re1": '"category":"onboarding"'}, ["yoga"]),
        ({"custom_re0": "points", "title_re": "^Dots"}, [DOTTED]),
        ({"_": "17", "sc_course_id": "x", "size": "5", "nonsense_re": "("}, ["yoga", DOTTED, "with blank", "other"]),
    ],
)
def test_filters_choose_courses(tenant, shelf, parameters, expected):
    assert guids(tenant.pair("course", **parameters)) == expected


def test_filters_by_number(tenant, shelf):
    assert guids(tenant.pair("course", course_provider_id=shelf["other"].course_provider_id)) == ["other"]
    assert guids(tenant.pair("course", id=shelf["yoga"].pk)) == ["yoga"]
    assert guids(tenant.pair("course", id_re=f"^{shelf['yoga'].pk}$")) == ["yoga"]


@pytest.mark.parametrize("wrapped", ["{}", "{}/", "{}.json", "{}.json/"])
def test_show_finds_a_course_by_guid_or_number(tenant, shelf, wrapped):
    for guid, course in shelf.items():
        for named in (guid, str(course.pk)):
            answer = tenant.pair(f"course/{wrapped.format(named)}")
            assert (answer.status, list(answer.json)) == (200, list(COURSE))
            assert (answer.json["id"], answer.json["sc_course_id"]) == (course.pk, guid)


def test_an_exact_guid_wins_over_a_number(tenant, shelf):
    numeric = make_course(tenant, str(shelf["yoga"].pk), title="A guid of digits")
    assert tenant.pair(f"course/{shelf['yoga'].pk}").json["id"] == numeric.pk


def test_a_guid_of_two_providers_needs_the_provider_named(tenant, course):
    second = add_provider(tenant)
    twin = make_course(tenant, course.course_guid, provider=second)
    assert tenant.pair(f"course/{course.course_guid}").status == 404
    assert tenant.pair(f"course/{course.course_guid}", course_provider_id=second.pk).json["id"] == twin.pk
    assert tenant.app(f"course/{course.course_guid}").json["id"] == course.pk
    assert guids(tenant.pair("course", course_guid=course.course_guid)) == [course.course_guid] * 2


@pytest.mark.parametrize("id", ["unknown", "0", "99999999999999999999999", "a%2Fb", "x" * 3000, "é", "..."])
def test_an_unknown_course_is_404(tenant, course, id):
    answer = tenant.pair(f"course/{id}")
    assert (answer.status, answer.body) == (404, b"")


def test_a_course_of_another_realm_answers_like_one_that_does_not_exist(tenant, course):
    other = create_tenant("Other")
    theirs, unknown = other.pair(f"course/{course.course_guid}"), other.pair("course/never")
    masked = {"x-request-id", "x-runtime"}
    assert (theirs.status, theirs.body) == (unknown.status, unknown.body) == (404, b"")
    assert {k: v for k, v in theirs.headers.items() if k not in masked} == {
        k: v for k, v in unknown.headers.items() if k not in masked
    }


def test_provider_access_sees_its_own_courses_only(tenant, shelf):
    for asker in (tenant.app, tenant.provider_key):
        assert guids(asker("course")) == ["yoga", DOTTED, "with blank"]
        assert asker("course/other").status == 404
        assert guids(asker("course", course_provider_id=shelf["other"].course_provider_id)) == []


@pytest.fixture
def taken(shelf) -> Course:
    for learner in (ANN, ANN, BOB):
        make_registration(shelf["yoga"], learner)
    return shelf["yoga"]


def test_registrations_are_a_count_by_default(tenant, taken):
    counted = {"registrations": 3, "registration_count": 3}
    assert tenant.pair("course/yoga", fields="registrations,registration_count").json == counted
    own = tenant.learner(ANN)("course/yoga", fields="registrations,registration_count").json
    assert own == {"registrations": 2, "registration_count": 2}
    assert tenant.learner("new@example.com")("course/yoga").json["registrations"] == 0


def test_administrators_get_all_registrations_included(tenant, taken):
    for asker in (tenant.pair, tenant.realm_key, tenant.app):
        (record,) = asker("course", include_registrations="t", course_guid="yoga").json
        assert [row["learner_id"] for row in record["registrations"]] == [ANN, ANN, BOB]
        assert record["registration_count"] == 3


def test_a_learner_gets_only_their_newest_registration_included(tenant, taken):
    newest = taken.registrations.filter(learner_email=ANN).order_by("-pk")[0]
    (record,) = tenant.learner(ANN)("course", include_registrations="t", course_guid="yoga").json
    assert [row["registration_guid"] for row in record["registrations"]] == [newest.registration_guid]
    (record,) = tenant.learner("new@example.com")("course", include_registrations="t", course_guid="yoga").json
    assert record["registrations"] == []


def test_nested_fields_imply_the_nesting(tenant, taken):
    wanted = "course_guid,registrations.complete,registrations.learner_id,registrations.nonsense"
    (record,) = tenant.pair("course", fields=wanted, course_guid="yoga").json
    assert record == {
        "course_guid": "yoga",
        "registrations": [{"complete": "unknown", "learner_id": learner} for learner in (ANN, ANN, BOB)],
    }


def test_a_deleted_course_and_its_registrations_are_invisible_until_restored(tenant, taken):
    guid = taken.registrations.first().registration_guid
    taken.soft_delete()
    assert "yoga" not in guids(tenant.pair("course"))
    assert tenant.pair("course/yoga").status == 404
    assert tenant.pair("registration").json == []
    for path in (f"registration/{guid}", f"registration/{guid}/launch_url"):
        assert tenant.pair(path).status == 404
    assert tenant.pair("registration/gcreate", course_guid="yoga", learner_id=ANN).status == 404
    taken.restore()
    assert tenant.pair(f"registration/{guid}").status == 200


def test_public_minimum_is_a_subset(tenant, course):
    minimum = ["id", "course_guid", "title", "size"]
    for parameter in ("api_template", "template"):
        assert list(tenant.pair(f"course/{course.course_guid}", **{parameter: "public_minimum"}).json) == minimum
    assert list(tenant.anonymous("course").json[0]) == minimum
    assert list(tenant.anonymous("course", fields="custom,metadata").json[0]) == minimum


def test_an_anonymous_key_cannot_probe_custom_text_by_filtering(tenant, shelf):
    assert len(tenant.anonymous("course", custom_re="nothing holds this").json) == len(shelf)


def test_autocomplete_lists_titles_with_guids(tenant, shelf):
    assert tenant.pair("course/autocomplete", q="dots").json == [f"Dots. And more (GUID: {DOTTED})"]
    assert tenant.pair("course/autocomplete.json", q="CATEGORY").json == ["Yoga (GUID: yoga)"]
    assert tenant.app("course/autocomplete", q="other").json == []
    assert tenant.pair("course/autocomplete", q="100%").json == []
    answer = tenant.pair("course/autocomplete.xml", q="CATEGORY")  # a JSON list with any suffix
    assert (answer.headers["content-type"], answer.json) == ("application/json; charset=utf-8", ["Yoga (GUID: yoga)"])
