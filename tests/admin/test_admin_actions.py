"""What operators do: by the same methods as the API, with confirmation if destructive, and written to the audit log."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from apps.api_key.models import ApiKey
from apps.course.models import Course
from apps.course_provider.models import CourseProvider
from apps.course_provider.providers.fake import FakeProvider
from apps.outbox.models import OutboxMessage
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.registration.tasks import remove_course
from apps.stored_query.models import StoredQuery
from apps.user.models import User
from bright.rest.authentication import access_cache
from tests.apps.records import fail_from_now_on, make_registration
from tests.asking import Asker
from tests.conftest import Tenant

LIST = "/admin/registration/registration/"


def post_action(console: Client, record, name: str, *, confirmed: bool = True):
    place = f"admin:{record._meta.app_label}_{record._meta.model_name}_action"
    return console.post(reverse(place, args=[record.pk, name]), {"confirmed": "1"} if confirmed else {})


def shown(answer) -> list[str]:
    """The secrets on a page that shows them once."""
    assert "no-store" in answer.headers["Cache-Control"]
    return [html.unescape(secret) for secret in re.findall(r"<dd><code>(.*?)</code>", answer.text)]


def last_audited() -> str:
    return LogEntry.objects.order_by("-pk").first().get_change_message()


def test_a_new_realm_shows_its_secrets_once_and_they_work(console: Client) -> None:
    guid, secret, *_ = shown(console.post("/admin/realm/realm/add/", {"name": "Fresh"}))
    assert Asker(realm_guid=guid, realm_secret_key=secret)("course.json").json == []
    realm = Realm.objects.get(name="Fresh")
    assert realm.course_providers.count() == 1
    assert secret not in console.get(f"/admin/realm/realm/{realm.pk}/change/").text
    assert secret not in "".join(entry.change_message for entry in LogEntry.objects.all())
    assert "already" in console.post("/admin/realm/realm/add/", {"name": "Fresh"}).text


def test_rotating_a_realms_secret_asks_first_then_shows_it(console: Client, tenant: Tenant) -> None:
    assert "stops working within a second" in post_action(console, tenant.realm, "rotate-secret", confirmed=False).text
    assert tenant.pair("course").status == 200
    _, secret = shown(post_action(console, tenant.realm, "rotate-secret"))
    access_cache.clear()
    assert tenant.pair("course").status == 401
    assert Asker(realm_guid=tenant.realm.realm_guid, realm_secret_key=secret)("course").status == 200


def test_rotating_a_providers_secret(console: Client, tenant: Tenant) -> None:
    CourseProvider.objects.update(provider_type="embedded")
    _, secret = shown(post_action(console, tenant.provider, "rotate-secret"))
    assert tenant.app("course").status == 401
    assert Asker(sc_app_id=tenant.provider.sc_app_id, sc_secret_key=secret)("course").status == 200
    assert secret not in console.get(f"/admin/course_provider/courseprovider/{tenant.provider.pk}/change/").text


@pytest.mark.django_db(transaction=True)  # a call within a call ends with the connection's transaction
def test_a_test_call_tells_what_the_api_answers(console: Client, tenant: Tenant, course: Course) -> None:
    answer = post_action(console, tenant.realm, "test-call")
    assert "OK, realm Acme, 1 course," in console.get(answer.headers["Location"]).text
    assert not ApiKey.objects.filter(revoked_at=None).exists()


@pytest.mark.parametrize(
    ("values", "kind"),
    [({"anonymous": "on"}, "anonymous"), ({"email": "Ann@example.com"}, "user"), ({"days": "3"}, "realm")],
)
def test_a_key_is_issued_shown_once_and_revoked(console: Client, tenant: Tenant, course, values, kind) -> None:
    (token,) = shown(console.post("/admin/api_key/apikey/add/", {"realm": tenant.realm.pk, **values}))
    assert Asker(api_key=token)("course").status == 200
    key = ApiKey.objects.get()
    assert (key.anonymous, key.user_id is not None) == (kind == "anonymous", kind == "user")
    if kind == "realm":
        assert timedelta(days=2, hours=23) < key.expires_at - key.created_at < timedelta(days=3, minutes=1)
    post_action(console, key, "revoke")
    access_cache.clear()
    assert Asker(api_key=token)("course").status == 401
    assert last_audited().endswith("Realm: Acme.") and token not in last_audited()


def test_a_key_of_two_kinds_is_refused(console: Client, tenant: Tenant, other_tenant: Tenant) -> None:
    values = {
        "realm": tenant.realm.pk,
        "course_provider": other_tenant.provider.pk,
        "anonymous": "on",
        "email": "a@b.cd",
    }
    page = console.post("/admin/api_key/apikey/add/", values).text
    assert "to another realm" in page and "has no user" in page and not ApiKey.objects.exists()


def test_a_course_is_deleted_restored_and_deleted_for_good(console: Client, tenant: Tenant, registration) -> None:
    course = registration.course
    assert "disappear" in post_action(console, course, "delete", confirmed=False).text
    assert "not possible" in console.get(post_action(console, course, "remove").headers["Location"]).text
    post_action(console, course, "delete")
    assert tenant.pair("course").json == [] and tenant.pair("registration").json == []
    post_action(console, course, "restore")
    assert len(tenant.pair("course").json) == 1
    post_action(console, course, "delete")
    post_action(console, course, "remove")
    assert OutboxMessage.objects.filter(task=Course.REMOVAL_TASK, arguments=[course.pk]).exists()
    remove_course(course.pk)
    remove_course(course.pk)
    assert not Course.objects.exists() and not Registration.objects.exists()


def test_a_course_restored_meanwhile_is_not_deleted_for_good(tenant: Tenant, registration: Registration) -> None:
    remove_course(registration.course_id)
    assert Registration.objects.exists()


def test_registrations_are_deactivated_from_the_list(console: Client, course: Course) -> None:
    ended = [make_registration(course, f"{name}@example.com").pk for name in "ab"]
    stays = make_registration(course, "c@example.com")
    console.post(LIST, {"action": "deactivate", "_selected_action": ended})
    assert list(Registration.objects.filter(active=True)) == [stays]
    assert LogEntry.objects.count() == 2 and "Deactivate" in last_audited() and last_audited().endswith("Realm: Acme.")


def test_a_warning_on_the_list_names_what_is_selected(console: Client, registration: Registration) -> None:
    asked = console.post(LIST, {"action": "delete", "_selected_action": [registration.pk]})
    assert registration.registration_guid in asked.text and Registration.objects.get().deleted is None
    console.post(LIST, {"action": "delete", "_selected_action": [registration.pk], "confirmed": "1"})
    assert Registration.objects.get().deleted == 1


def test_not_everything_at_once(console: Client, registration: Registration) -> None:
    values = {"action": "deactivate", "_selected_action": [registration.pk], "select_across": "1", "index": "0"}
    console.post(LIST, values)
    assert Registration.objects.get().active


def test_a_reset_begins_anew_also_after_a_repair(console: Client, registration: Registration) -> None:
    provider = registration.course_provider.connect()
    assert isinstance(provider, FakeProvider)
    provider.play(registration.registration_guid, complete="complete", score=80.0)
    registration.amend(ignore=True, success="passed")
    post_action(console, registration, "reset")
    registration.refresh_from_db()
    assert (registration.complete, registration.success, registration.score) == ("unknown", "unknown", None)
    assert not registration.ignore


def test_a_refusal_of_the_provider_is_told_in_its_words(console: Client, tenant: Tenant, registration) -> None:
    fail_from_now_on(tenant)
    page = console.get(post_action(console, registration, "reset").headers["Location"]).text
    assert "The maximum number of registrations" in page and not LogEntry.objects.exists()


def test_a_deleted_registration_can_go_for_good(console: Client, tenant: Tenant, registration: Registration) -> None:
    post_action(console, registration, "remove")
    post_action(console, registration, "delete")
    assert tenant.pair("course.json").json[0]["registrations"] == 0
    post_action(console, registration, "restore")
    post_action(console, registration, "delete")
    post_action(console, registration, "remove")
    assert not Registration.objects.exists() and "Delete for good" in last_audited()


def repair(console: Client, registration: Registration, **values: str):
    filled = {"complete": "complete", "success": "passed", "score": "90", "totaltime": "60", "ignore": "on"}
    return console.post(f"{LIST}{registration.pk}/repair/", {**filled, **values})


def test_a_repair_stands_against_the_next_result(console: Client, registration: Registration) -> None:
    assert repair(console, registration, provider_completed_at="2026-01-31T10:00:00Z").status_code == 302
    registration.crawl()
    registration.refresh_from_db()
    assert (registration.complete, registration.success, registration.score) == ("complete", "passed", 90.0)
    assert registration.ignore and registration.provider_completed_at.year == 2026
    assert "score 90.0" in last_audited() and last_audited().endswith("Realm: Acme.")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"score": "101"}, "less than or equal to 100"),
        ({"totaltime": "long"}, "valid number"),
        ({"provider_completed_at": "yesterday"}, "wrong format"),
        ({"ignore": ""}, "only together with ignore=true"),
        ({"complete": "perhaps"}, "not one of the available"),
    ],
)
def test_a_repair_keeps_the_apis_rules(console: Client, registration: Registration, values, sentence) -> None:
    assert sentence in repair(console, registration, **values).text
    assert Registration.objects.get().complete == "unknown"


def test_a_form_saves_through_the_records_own_method(console: Client, course: Course) -> None:
    address = reverse("admin:course_course_change", args=[course.pk])
    versions = {"course_versions-TOTAL_FORMS": "0", "course_versions-INITIAL_FORMS": "0"}
    console.post(address, {"title": "Golf", "custom": "", **versions})
    assert Course.objects.get().title == "Golf"
    assert last_audited() == "Changed Title. Realm: Acme."


@pytest.mark.parametrize("custom", ["  kept \n as it is\n", "line\r\nends\r\n", "", None])
def test_a_form_leaves_byte_for_byte_what_nobody_changed(console: Client, registration, custom: str | None) -> None:
    registration.amend(custom=custom)
    sent = (custom or "").replace("\r\n", "\n").replace("\n", "\r\n")  # as browsers send a text area
    console.post(f"{LIST}{registration.pk}/change/", {"fname": "Ann", "lname": "", "custom": sent})
    registration.refresh_from_db()
    assert (registration.fname, registration.custom) == ("Ann", custom)


def test_a_text_that_was_changed_has_plain_line_ends(console: Client, registration) -> None:
    console.post(f"{LIST}{registration.pk}/change/", {"fname": "", "lname": "", "custom": " one\r\ntwo "})
    assert Registration.objects.get().custom == " one\ntwo "


def test_a_realms_settings_are_saved_and_nonsense_is_told(console: Client, tenant: Tenant) -> None:
    address = f"/admin/realm/realm/{tenant.realm.pk}/change/"
    values = {"name": "Acme", "user_key_lifetime": "00:20:00", "longest_key_lifetime": "1 00:00:00"}
    assert "is not an origin" in console.post(address, {**values, "cors_origins": "nonsense"}).text
    assert "ten years at most" in console.post(address, {**values, "user_key_lifetime": "0"}).text
    console.post(address, {**values, "cors_origins": "https://LMS.example"})
    assert Realm.objects.get().cors_origins == "https://lms.example"
    assert tenant.pair("course").status == 200


def test_a_name_that_is_taken_is_told_at_the_form(console: Client, tenant: Tenant) -> None:
    CourseProvider.create_embedded(tenant.realm, "Second")
    address = reverse("admin:course_provider_courseprovider_change", args=[tenant.provider.pk])
    assert "already exists" in console.post(address, {"name": "Second"}).text


def test_a_user_is_added_with_a_role_and_removed(console: Client, tenant: Tenant) -> None:
    console.post(
        "/admin/realm_user/realmuser/add/", {"realm": tenant.realm.pk, "email": "I@x.com", "realm_role_id": "2"}
    )
    member = RealmUser.objects.get()
    assert (member.email, member.realm_role_id) == ("i@x.com", 2)
    post_action(console, member, "remove")
    assert not RealmUser.objects.exists()


def test_a_realm_user_is_not_added_again_with_another_role(console: Client, tenant: Tenant) -> None:
    member = RealmUser.objects.get_or_create_by_email(tenant.realm.pk, "ann+yoga@x.com")[0]
    values = {"realm": tenant.realm.pk, "email": "Ann+yoga@x.com", "realm_role_id": "3"}
    assert "already" in console.post("/admin/realm_user/realmuser/add/", values).text
    assert "q=ann%2Byoga%40x.com" in console.get(f"/admin/realm_user/realmuser/{member.pk}/change/").text


def test_an_operators_address_is_kept_in_lower_case(console: Client) -> None:
    words = {"password1": "a long password", "password2": "a long password", "usable_password": "true"}
    assert console.post("/admin/user/user/add/", {"email": "New@X.com", **words}).status_code == 302
    assert User.objects.filter(email="new@x.com").exists()
    assert "already exists" in console.post("/admin/user/user/add/", {"email": "NEW@x.com", **words}).text


def test_what_has_no_button_is_not_done(console: Client, db: None) -> None:
    StoredQuery.objects.initialize()
    built_in = StoredQuery.objects.filter(realm=None).first()
    page = console.get(post_action(console, built_in, "delete").headers["Location"]).text
    assert "not possible" in page and StoredQuery.objects.filter(pk=built_in.pk).exists()
    assert not LogEntry.objects.exists()


def test_a_template_is_made_by_the_apis_rules(console: Client, tenant: Tenant) -> None:
    add = "/admin/template/template/add/"
    assert "an action" in console.post(add, {"realm": tenant.realm.pk, "name": "gcreate"}).text
    assert console.post(add, {"realm": tenant.realm.pk, "name": "page"}).status_code == 302
    assert "already" in console.post(add, {"realm": tenant.realm.pk, "name": "page"}).text


@pytest.mark.parametrize("by", ["get", "stranger"])
def test_an_action_needs_a_post_of_an_operator(client: Client, console: Client, registration, by: str) -> None:
    address = reverse("admin:registration_registration_action", args=[registration.pk, "deactivate"])
    answer = console.get(address) if by == "get" else Client().post(address)
    assert answer.status_code in (302, 405) and Registration.objects.get().active


def test_staff_without_permissions_may_not_act(client: Client, operator, registration: Registration) -> None:
    operator.is_superuser = False
    operator.save()
    client.force_login(operator)
    assert post_action(client, registration, "deactivate").status_code == 403
    assert Registration.objects.get().active
