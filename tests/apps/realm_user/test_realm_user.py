"""realm_user: index, create, update, destroy (docs/contract/resources/realm-user.md)."""

import pytest

from apps.realm_user.models import RealmUser
from apps.user.models import User
from tests.apps.records import ANN, BOB, make_course, make_registration
from tests.contract.samples import REALM_USER


@pytest.fixture
def ann(tenant) -> RealmUser:
    return RealmUser.objects.get_or_create_by_email(tenant.realm.pk, ANN, custom="hers")[0]


def test_create_makes_a_learner(tenant):
    answer = tenant.realm_key.post("realm_user.json", email="Ann@Example.com", custom='{"this":"that"}')
    assert (answer.status, list(answer.json)) == (201, list(REALM_USER))
    assert (answer.json["realm_role_id"], answer.json["custom"]) == (1, '{"this":"that"}')
    assert answer.json["user_id"] == User.objects.get(email=ANN).pk


def test_create_of_one_that_is_there_is_302_with_the_unchanged_record_and_no_location(tenant, ann):
    for answer in (tenant.pair.post("realm_user", email=ANN, custom="new", realm_role_id="3"),
                   tenant.pair("realm_user/gcreate", email=ANN.upper(), custom="new")):  # fmt: skip
        assert (answer.status, answer.json["id"], answer.json["custom"]) == (302, ann.pk, "hers")
        assert answer.json["realm_role_id"] == 1
        assert "location" not in answer.headers


def test_one_person_in_two_realms_has_two_records_and_one_user_id(tenant, other_tenant):
    one, two = (asker.post("realm_user", email=ANN) for asker in (tenant.pair, other_tenant.pair))
    assert (one.status, two.status) == (201, 201)
    assert one.json["user_id"] == two.json["user_id"] and one.json["id"] != two.json["id"]


@pytest.mark.parametrize(
    "parameters",
    [{}, {"email": ""}, {"email": "ann"}, {"email": "ann@"}, {"email": "a@b.example", "realm_role_id": "4"},
     {"email": "a@b.example", "realm_role_id": "x"}, {"email": f"{'a' * 320}@example.com"},
     {"email": "a@" + ".".join(["İ" * 60] * 5) + ".example"}],
)  # fmt: skip
def test_create_with_a_malformed_argument_is_500(tenant, parameters):
    answer = tenant.pair.post("realm_user", **parameters)
    assert (answer.status, answer.headers["x-bright-error"], answer.body) == (500, "invalid-argument", b"")
    assert RealmUser.objects.count() == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda asker: asker(f"realm_user/gupdate/{ANN}.json", custom="foox"),
        lambda asker: asker("realm_user/gupdate", email=ANN.upper(), custom="foox"),
        lambda asker: asker.put(f"realm_user/{ANN}", custom="foox"),
        lambda asker: asker.send("PATCH", f"realm_user/{ANN}/", form={"custom": "foox"}),
        lambda asker: asker("realm_user/gupdate", email=ANN, custom="foox", fields="custom", format="json", _="123"),
        lambda asker: asker("realm_user/gupdate", email=ANN, custom="foox", api_template="public"),
    ],
)
def test_update_changes_custom(tenant, ann, ask):
    answer = ask(tenant.realm_key)
    assert (answer.status, answer.json["custom"]) == (200, "foox")
    ann.refresh_from_db()
    assert (ann.custom, ann.user.email) == ("foox", ANN)


def test_update_changes_the_role(tenant, ann):
    assert tenant.pair.put(f"realm_user/{ann.pk}", realm_role_id="2").json["realm_role_id"] == 2


@pytest.mark.parametrize("name", ["fname", "user_email", "course_guid", "limit", "user_id"])
def test_update_with_an_unexpected_parameter_is_500_and_changes_nothing(tenant, ann, name):
    assert tenant.pair("realm_user/gupdate", email=ANN, custom="foox", **{name: "1"}).status == 500
    ann.refresh_from_db()
    assert ann.custom == "hers"


@pytest.mark.parametrize("email", ["nobody@example.com", ""])
def test_update_of_nobody_is_404(tenant, ann, email):
    assert tenant.pair("realm_user/gupdate", email=email, custom="x").status == 404


def test_update_by_a_malformed_address_is_500(tenant, ann):
    answer = tenant.pair("realm_user/gupdate", email="not an address", custom="x")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")


def test_index_filters_by_address_in_any_case(tenant, ann):
    RealmUser.objects.get_or_create_by_email(tenant.realm.pk, BOB)
    assert [row["id"] for row in tenant.pair("realm_user", email="ANN@example.COM").json] == [ann.pk]
    assert [row["email"] for row in tenant.pair("realm_user", email_re="^b").json] == [BOB]
    assert len(tenant.pair("realm_user").json) == 2


def test_a_learner_sees_itself_only(tenant, ann):
    RealmUser.objects.get_or_create_by_email(tenant.realm.pk, BOB)
    learner = tenant.learner(ANN)
    assert [row["email"] for row in learner("realm_user").json] == [ANN]
    assert learner(f"realm_user/{BOB}").status == 404
    assert learner(f"realm_user/{ANN}").status == 200


def test_an_address_with_a_format_like_ending_is_reached_by_filter(tenant):
    """`.json` at the end of a path is the format; an address that ends so can still be found by the filter."""
    address = "ann@example.json"
    assert tenant.pair.post("realm_user", email=address).status == 201
    assert tenant.pair("realm_user", email=address).json[0]["email"] == address
    assert tenant.pair(f"realm_user/{address}.json").status == 200


def test_destroy_leaves_the_registrations(tenant, ann):
    registration = make_registration(make_course(tenant), ANN)
    assert tenant.pair.delete(f"realm_user/{ANN}").json["id"] == ann.pk
    assert tenant.pair(f"realm_user/{ANN}").status == 404
    assert tenant.pair(f"registration/{registration.registration_guid}").json["learner_id"] == ANN


def test_destroy_ends_the_keys_to_this_realm_only(tenant, other_tenant, ann):
    here, elsewhere, bobs = tenant.learner(ANN), other_tenant.learner(ANN), tenant.learner(BOB)
    assert tenant.pair.delete(f"realm_user/{ANN}").status == 200
    assert here.post("registration", course_guid=make_course(tenant).course_guid, learner_id=ANN).status == 401
    assert (here("course").status, elsewhere("course").status, bobs("course").status) == (401, 200, 200)
    tenant.pair.post("realm_user", email=ANN)
    assert here("course").status == 401


def test_creating_a_registration_makes_the_realm_user(tenant, course):
    tenant.pair.post("registration", course_guid=course.course_guid, learner_id="New@example.com")
    assert tenant.pair("realm_user", email="new@example.com").json[0]["realm_role_id"] == 1
