"""registration create, update, destroy (docs/contract/resources/registration.md)."""

import pytest

from apps.course_provider.provider import Learner, RegistrationResult
from apps.course_provider.providers.fake import FakeProvider
from apps.registration.models import Registration
from tests.apps.records import ANN, BOB, GUID, add_provider, fail_from_now_on, make_course, make_registration
from tests.asking import Asker
from tests.conftest import create_tenant

CREATES = [
    lambda asker, **values: asker.post("registration", **values),
    lambda asker, **values: asker.post("registration.json/", **values),
    lambda asker, **values: asker("registration/gcreate", **values),
    lambda asker, **values: asker("registration/create.json", **values),
    lambda asker, **values: asker("registation/gcreate.json", **values),
]


@pytest.mark.parametrize("create", CREATES)
def test_create_by_every_spelling(tenant, course, create):
    answer = create(tenant.pair, course_guid=GUID, learner_id="Ann@Example.com", fname="Ann", lname="A", custom=" c ")
    assert answer.status == 201
    wanted = {"learner_id": "Ann@Example.com", "fname": "Ann", "lname": "A", "custom": " c ", "course_guid": GUID,
              "active": True, "externally_initialized": True, "complete": "unknown", "score": None}  # fmt: skip
    assert {name: answer.json[name] for name in wanted} == wanted
    assert tenant.pair("course", fields="registrations").json == [{"registrations": 1}]


def test_create_registers_the_learner_at_the_provider(tenant, course):
    guid = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, fname="Ann").json["registration_guid"]
    kept = FakeProvider.accounts[tenant.provider.pk].registrations[guid]
    assert (kept.course_guid, kept.learner) == (GUID, Learner(ANN, "Ann", ""))


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"learner_id": ANN}, 404),
        ({"learner_id": ANN, "course_guid": ""}, 404),
        ({"learner_id": ANN, "course_guid": "unknown"}, 404),
        ({"course_guid": GUID}, 500),
        ({"course_guid": GUID, "learner_id": "ann"}, 500),
        ({"course_guid": GUID, "learner_id": ANN, "fname": "x" * 201}, 500),
        ({"course_guid": GUID, "learner_id": ANN, "dont_duplicate": "maybe"}, 500),
    ],
)
def test_bad_parameters_create_nothing(tenant, course, parameters, status):
    assert tenant.pair.post("registration", **parameters).status == status
    assert Registration.objects.count() == 0


def test_dont_duplicate_returns_the_newest_active_one(tenant, course):
    wanted = {"course_guid": GUID, "learner_id": ANN, "dont_duplicate": "t"}
    first = tenant.pair.post("registration", **wanted)
    again = tenant.pair.post("registration", **{**wanted, "learner_id": ANN.upper()})
    assert (first.status, again.status) == (201, 200)
    assert again.json["registration_guid"] == first.json["registration_guid"]
    plain = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN)
    assert plain.status == 201
    assert tenant.pair.post("registration", **wanted).json["id"] == plain.json["id"]
    assert tenant.pair.post("registration", **{**wanted, "learner_id": BOB}).status == 201


@pytest.mark.parametrize("end", [
    lambda asker, guid: asker.put(f"registration/{guid}", active="f"),
    lambda asker, guid: asker.delete(f"registration/{guid}"),
])  # fmt: skip
def test_dont_duplicate_creates_a_new_one_after_the_old_one_ended(tenant, course, end):
    wanted = {"course_guid": GUID, "learner_id": ANN, "dont_duplicate": "t"}
    first = tenant.pair.post("registration", **wanted).json
    assert end(tenant.pair, first["registration_guid"]).status == 200
    second = tenant.pair.post("registration", **wanted)
    assert (second.status, second.json["id"] == first["id"]) == (201, False)
    assert tenant.pair.post("registration", **wanted).json["id"] == second.json["id"]


def test_check_scorm_cloud_takes_over_the_providers_registration(tenant, course):
    provider = tenant.provider.connect()
    provider.register("theirs", GUID, Learner(ANN))
    provider.account.registrations["theirs"].result = RegistrationResult(complete="complete", score=90.0)
    answer = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, check_scorm_cloud="t")
    assert (answer.status, answer.json["registration_guid"]) == (201, "theirs")
    assert (answer.json["complete"], answer.json["score"]) == ("complete", 90.0)
    again = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, check_scorm_cloud="t")
    assert (again.status, again.json["id"]) == (200, answer.json["id"])


@pytest.mark.parametrize("once", [{}, {"dont_duplicate": "t"}])
@pytest.mark.parametrize(
    "end",
    [
        lambda pair, guid: pair.delete(f"registration/{guid}"),
        lambda pair, guid: pair.put(f"registration/{guid}", active="f"),
    ],
)
def test_check_scorm_cloud_ignores_a_registration_that_has_ended(tenant, course, end, once):
    ended = make_registration(course)
    assert end(tenant.pair, ended.registration_guid).status == 200
    answer = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, check_scorm_cloud="t", **once)
    assert (answer.status, answer.json["active"]) == (201, True)
    assert answer.json["registration_guid"] != ended.registration_guid


def test_a_refusing_provider_answers_its_error_block_and_nothing_is_visible(tenant, course):
    fail_from_now_on(tenant)
    answer = tenant.pair.post("registration", course_guid=GUID, learner_id=ANN, dont_duplicate="t")
    assert answer.status == 403
    assert answer.json == {
        "error_code": "4",
        "error_message": "The maximum number of registrations has been reached.",
        "error_url": "https://failing.example/api",
    }
    assert tenant.pair("registration").json == []
    kept = Registration.objects.get()
    assert (kept.deleted, kept.provider_errcode, kept.dedup_key) == (1, "4", None)


def test_with_a_callback_the_error_block_is_200_and_carries_its_status(tenant, course):
    fail_from_now_on(tenant)
    answer = tenant.pair("registration/gcreate.json", course_guid=GUID, learner_id=ANN, callback="got")
    assert (answer.status, answer.text[:8], answer.text[-7:]) == (200, "/**/got(", ", 403);")
    assert '"error_code":"4"' in answer.text


def test_a_learner_can_only_register_themselves(tenant, course):
    ann = tenant.learner(ANN)
    assert ann.post("registration", course_guid=GUID, learner_id=ANN.upper()).status == 201
    refused = ann.post("registration", course_guid=GUID, learner_id=BOB)
    assert (refused.status, refused.body, Registration.objects.count()) == (401, b"", 1)


def test_the_app_pair_beside_a_key_chooses_the_provider(tenant, course):
    second = add_provider(tenant)
    twin = make_course(tenant, GUID, provider=second)
    values = {"course_guid": GUID, "learner_id": ANN}
    assert tenant.pair.post("registration", **values).status == 404
    app = {"sc_app_id": second.sc_app_id, "sc_secret_key": second.sc_secret_key}
    assert tenant.pair.post("registration", **values, **app).json["course_id"] == twin.pk
    assert tenant.learner(ANN)("registration/gcreate", **values, **app).json["course_id"] == twin.pk
    assert tenant.pair.post("registration", **values, course_provider_id=second.pk).json["course_id"] == twin.pk


def test_an_invalid_app_pair_or_one_of_another_realm_is_401(tenant, course):
    values = {"course_guid": GUID, "learner_id": ANN}
    assert (
        tenant.pair.post("registration", **values, sc_app_id=tenant.provider.sc_app_id, sc_secret_key="x").status == 401
    )
    assert tenant.pair.post("registration", **values, sc_app_id=tenant.provider.sc_app_id).status == 401
    other = create_tenant("Other")
    assert Asker(**tenant.pair.credentials, **other.app.credentials).post("registration", **values).status == 401
    assert Registration.objects.count() == 0


def test_update_sets_what_a_client_may_set(tenant, course):
    registration = make_registration(course)
    answer = tenant.pair.put(
        f"registration/{registration.registration_guid}", custom="c", fname="A", lname="B", active="no"
    )
    assert answer.status == 200
    assert [answer.json[name] for name in ("custom", "fname", "lname", "active")] == ["c", "A", "B", False]


def test_a_repair_needs_ignore(tenant, course):
    path = f"registration/{make_registration(course).registration_guid}"
    for repair in ({"complete": "complete"}, {"score": "50"}, {"totaltime": "9", "ignore": "f"}, {"success": "passed"},
                   {"provider_completed_at": "2015-11-25T16:40:27.914Z"}):  # fmt: skip
        assert tenant.pair.put(path, **repair).status == 500
    repaired = tenant.pair.put(path, ignore="t", complete="complete", success="succeeded", score="50.5", totaltime="9",
                              provider_completed_at="2015-11-25T16:40:27.914Z")  # fmt: skip
    names = ("complete", "success", "score", "totaltime", "provider_completed_at", "ignore")
    assert [repaired.json[name] for name in names] == ["complete", "passed", 50.5, 9.0, "2015-11-25T16:40:27Z", True]


def test_a_repair_is_kept_through_crawls_and_new_results(tenant, course):
    registration = make_registration(course)
    tenant.pair.put(f"registration/{registration.pk}", ignore="t", complete="complete", score="50")
    tenant.provider.connect().play(registration.registration_guid, complete="incomplete", score=1.0)
    (row,) = tenant.pair("registration", crawl="t").json
    assert (row["complete"], row["score"], row["last_crawled_at"]) == ("complete", 50.0, None)
    tenant.pair.put(f"registration/{registration.pk}", ignore="f")
    assert tenant.pair("registration", crawl="t").json[0]["score"] == 1.0


@pytest.mark.parametrize(
    "values", [{"complete": "done"}, {"score": "101"}, {"active": "x"}, {"totaltime": "nan"}, {"score": "inf"}]
)
def test_an_invalid_update_changes_nothing(tenant, course, values):
    registration = make_registration(course)
    answer = tenant.pair.put(f"registration/{registration.pk}", ignore="t", **values)
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
    registration.refresh_from_db()
    assert (registration.ignore, registration.active, registration.score) == (False, True, None)


def test_destroy_soft_deletes_and_decrements_the_count(tenant, course):
    registration = make_registration(course)
    answer = tenant.app.delete(f"registration/{registration.registration_guid}.json")
    assert (answer.status, answer.json["id"]) == (200, registration.pk)
    registration.refresh_from_db()
    assert registration.deleted == 1
    assert tenant.pair("course", fields="registrations").json == [{"registrations": 0}]
    assert tenant.app.delete(f"registration/{registration.registration_guid}").status == 404
