"""api_key: what a key is bound to, how long it is valid, how it ends (docs/contract/resources/api-key.md)."""

import time
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.api_key.models import ApiKey
from apps.api_key.tasks import prune
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from tests.apps.records import ANN, BOB, add_provider, make_course, make_registration
from tests.asking import Asker


def lifetime(record: dict) -> float | None:
    """Seconds from creation to expiry."""
    if record["expires_at"] is None:
        return None
    return (datetime.fromisoformat(record["expires_at"]) - datetime.fromisoformat(record["created_at"])).total_seconds()


def key_of(answer) -> Asker:
    assert answer.status == 201
    return Asker(api_key=answer.json["access_token"])


def test_a_key_of_the_realm_pair_sees_the_realm(tenant, course):
    other = make_course(tenant, "other", provider=add_provider(tenant))
    key = key_of(tenant.pair.post("api_key"))
    assert [row["id"] for row in key("course").json] == [course.pk, other.pk]


def test_a_key_of_the_app_pair_sees_the_provider(tenant, course):
    make_course(tenant, "other", provider=add_provider(tenant))
    made = tenant.app.post("api_key/")
    assert made.json["course_provider_id"] == tenant.provider.pk
    assert [row["id"] for row in key_of(made)("course").json] == [course.pk]


def test_a_key_of_the_app_pair_for_a_learner_sees_what_both_may(tenant, course):
    other = make_course(tenant, "other", provider=add_provider(tenant))
    own = make_registration(course, ANN)
    make_registration(other, ANN)
    make_registration(course, BOB)
    key = key_of(tenant.app.post("api_key", user_email=ANN))
    assert [row["id"] for row in key("registration").json] == [own.pk]
    assert [row["id"] for row in key("course").json] == [course.pk]


def test_user_email_makes_the_user_a_learner_of_the_realm(tenant):
    made = tenant.pair("api_key/gcreate.json", user_email="New@Example.com")
    member = RealmUser.objects.get()
    assert (made.status, made.json["user_id"], member.realm_role_id) == (201, member.user_id, 1)
    assert member.user.email == "new@example.com" and not member.user.has_usable_password()
    again = tenant.pair("api_key/create", user_email="new@example.com")
    assert (again.status, again.json["user_id"], RealmUser.objects.count()) == (201, member.user_id, 1)


@pytest.mark.parametrize(
    "parameters", [{"user_email": "x"}, {"user_email": "a b@c.example"}, {"ttl": "0"}, {"ttl": "x"}]
)
def test_a_malformed_argument_is_500_and_makes_nothing(tenant, parameters):
    answer = tenant.pair.post("api_key", **parameters)
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
    assert (ApiKey.objects.count(), RealmUser.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("parameters", "seconds"),
    [
        ({}, None),
        ({"ttl": "3600"}, 3600),
        ({"ttl": str(400 * 86400)}, 400 * 86400),
        ({"user_email": ANN}, 600),
        ({"user_email": ANN, "ttl": "60"}, 60),
        ({"user_email": ANN, "ttl": str(7 * 86400)}, 86400),
    ],
)
def test_lifetimes(tenant, parameters, seconds):
    found = lifetime(tenant.pair.post("api_key", **parameters).json)
    assert found == seconds if seconds is None else abs(found - seconds) <= 1


def test_lifetimes_are_the_realms_settings(tenant):
    tenant.realm.user_key_lifetime, tenant.realm.longest_key_lifetime = timedelta(minutes=2), timedelta(minutes=5)
    tenant.realm.save()
    assert abs(lifetime(tenant.pair.post("api_key", user_email=ANN).json) - 120) <= 1
    assert abs(lifetime(tenant.pair.post("api_key", user_email=ANN, ttl="9999").json) - 300) <= 1


def test_the_token_is_shown_once_and_stored_hashed(tenant):
    made = tenant.pair.post("api_key").json
    assert tenant.pair(f"api_key/{made['id']}").json == {**made, "access_token": None}
    assert tenant.pair("api_key").json[0]["access_token"] is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(api_key_apikey)::text FROM api_key_apikey")
        assert all(made["access_token"] not in row for (row,) in cursor.fetchall())


def test_a_key_works_until_it_expires_also_if_it_is_remembered(tenant):
    key = key_of(tenant.pair.post("api_key", ttl="1"))
    assert key("course").status == 200
    time.sleep(1.1)
    assert key("course").status == 401


def test_revoking_works_within_one_second(tenant):
    made = tenant.pair.post("api_key")
    key = key_of(made)
    assert key("course").status == 200
    assert tenant.pair.delete(f"api_key/{made.json['id']}").status == 200
    time.sleep(1.05)
    assert key("course").status == 401


def test_rotating_the_realms_secret_stops_the_old_one_within_one_second(tenant):
    old = tenant.pair
    assert old("course").status == 200
    tenant.secret = tenant.realm.rotate_secret()
    time.sleep(1.05)
    assert (old("course").status, tenant.pair("course").status) == (401, 200)


def test_destroy_keeps_the_record_and_can_be_repeated(tenant):
    made = tenant.pair.post("api_key").json
    assert tenant.pair.delete(f"api_key/{made['id']}").json["access_token"] is None
    first = ApiKey.objects.get().revoked_at
    assert tenant.pair.delete(f"api_key/{made['id']}").status == 200
    assert ApiKey.objects.get().revoked_at == first


def test_a_provider_sees_and_revokes_its_own_keys_only(tenant, other_tenant):
    realms, _ = ApiKey.issue(realm=tenant.realm)
    elsewhere, _ = ApiKey.issue(realm=other_tenant.realm)
    own = tenant.app.post("api_key").json["id"]
    assert [row["id"] for row in tenant.app("api_key").json] == [own]
    for hidden in (realms, elsewhere):
        assert tenant.app.delete(f"api_key/{hidden.pk}").status == 404
        hidden.refresh_from_db()
        assert hidden.revoked_at is None


def test_keys_make_no_keys(tenant):
    for key in (tenant.realm_key, tenant.provider_key, tenant.learner(ANN), tenant.anonymous):
        assert key.post("api_key").status == 401


def test_a_learners_key_always_ends(tenant):
    """Even if the values in the realm's row bypassed its validation."""
    Realm.objects.update(user_key_lifetime=timedelta())
    made = tenant.pair.post("api_key", user_email=ANN)
    assert made.status == 201 and made.json["expires_at"] is not None


def test_a_token_in_a_script_is_kept_by_no_cache(tenant):
    made = tenant.pair("api_key/gcreate", callback="show")
    assert made.status == 200 and b"201);" in made.body
    assert (made.headers["cache-control"], "etag" in made.headers) == ("no-store", False)


def test_keys_that_ended_long_ago_go(tenant):
    def key(**ended) -> int:
        made = ApiKey.issue(realm=tenant.realm)[0]
        ApiKey.objects.filter(pk=made.pk).update(**ended)
        return made.pk

    recently, long_ago = timezone.now() - timedelta(days=29), timezone.now() - timedelta(days=31)
    kept = [key(), key(created_at=long_ago), key(expires_at=recently), key(revoked_at=recently)]
    key(expires_at=long_ago)
    key(revoked_at=long_ago)
    prune()
    assert sorted(ApiKey.objects.values_list("pk", flat=True)) == kept
