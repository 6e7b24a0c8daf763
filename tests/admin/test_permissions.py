"""Operators see and do what they have permissions for; what they do is in the audit log, or not done."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from apps.api_key.models import ApiKey
from apps.invitation.models import Invitation
from apps.outbox.models import OutboxMessage
from apps.realm.models import Realm
from apps.registration.models import Registration
from apps.request_log.models import RequestLog
from apps.stored_query.models import StoredQuery
from apps.upload.models import Upload
from apps.user.models import SecondFactor, User
from tests.admin.test_admin_actions import post_action
from tests.admin.test_pages import MODELS, ids, place
from tests.conftest import Tenant

START = ("/start/upload", "/start/try", "/start/curl")


@pytest.fixture
def staff(db: None) -> User:
    """May sign in to the console, and nothing else."""
    return User.objects.create_user("staff@example.com", "a long password", is_staff=True)


@pytest.fixture
def limited(client: Client, staff: User) -> Client:
    client.force_login(staff)
    return client


def allow(user: User, *names: str) -> None:
    for name in names:
        app, _, codename = name.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))


# --- Without a permission


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_no_page_of_the_console_opens(limited: Client, something_of_everything, model) -> None:
    record = model._default_manager.first()
    pages = [place(model, "changelist"), place(model, "add")]
    pages += [place(model, name, record.pk) for name in ("change", "history")] if record else []
    for page in pages:
        assert limited.get(page).status_code == 403, page
        assert limited.post(page, {}).status_code == 403, page


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_no_action_runs(limited: Client, something_of_everything, model) -> None:
    record = model._default_manager.first()
    for action in getattr(admin.site._registry[model], "record_actions", ()) if record else ():
        assert post_action(limited, record, action.name).status_code == 403, action.name
    assert not LogEntry.objects.filter(user__email="staff@example.com").exists()


def test_no_page_of_an_app_opens(limited: Client, registration: Registration, tenant: Tenant) -> None:
    invitation = Invitation.objects.create(realm=tenant.realm, name="i")
    query = StoredQuery.objects.first()
    for page in (
        f"/admin/registration/registration/{registration.pk}/repair/",
        f"/admin/invitation/invitation/{invitation.pk}/learners/",
        f"/admin/stored_query/storedquery/{query.pk}/run/",
    ):
        assert limited.get(page).status_code == 403 and limited.post(page, {}).status_code == 403


def test_the_front_page_shows_nobodys_data(limited: Client, registration: Registration, tenant: Tenant) -> None:
    RequestLog.objects.create(at=registration.created_at, status=401, method="GET", path="/a/refused/path")
    LogEntry.objects.log_actions(registration.pk and User.objects.first().pk, [tenant.realm], 2, "did something")
    page = limited.get("/admin/")
    assert page.status_code == 200
    assert not any(word in page.text for word in ("realms", "a/refused/path", "did something", "Outbox", "Uploads"))


def test_the_start_page_gives_nothing(limited: Client, registration: Registration, tenant: Tenant) -> None:
    page = limited.get("/").text
    assert tenant.realm.name not in page and registration.learner_id not in page and "no permission" in page
    for path in START:
        posted = limited.post(path, {"realm": tenant.realm.realm_guid, "package": SimpleUploadedFile("a.zip", b"PK")})
        assert posted.status_code == 403
    assert limited.get("/start/registrations").status_code == 403
    assert not ApiKey.objects.exists() and not Upload.objects.exists() and Registration.objects.count() == 1


def test_others_uploads_are_not_watched(limited: Client, staff: User, tenant: Tenant) -> None:
    of_others, own = (
        Upload.objects.create(realm=tenant.realm, course_provider=tenant.provider, user=user, size=0)
        for user in (None, staff)
    )
    assert limited.get(reverse("start-upload-progress", args=[of_others.pk])).status_code == 404
    assert limited.get(reverse("start-upload-progress", args=[own.pk])).status_code == 200


# --- With some


def test_the_start_page_shows_what_is_permitted(limited: Client, staff: User, registration: Registration) -> None:
    allow(staff, "realm.view_realm", "registration.view_registration")
    page = limited.get("/").text
    assert registration.learner_id in page and "Copy a curl command" not in page and "Upload a course" not in page
    assert limited.post("/start/curl").status_code == 403
    allow(staff, "api_key.add_apikey")
    assert "Copy a curl command" in limited.get("/").text
    assert limited.post("/start/curl").status_code == 201
    assert "Created an API key" in LogEntry.objects.get().get_change_message()


def test_who_may_change_people_makes_nobody_an_operator(limited: Client, staff: User, operator: User) -> None:
    allow(staff, "user.view_user", "user.change_user", "user.add_user")
    learner = User.objects.create_user("learner@example.com")
    page = f"/admin/user/user/{learner.pk}/change/"
    values = {"email": "learner@example.com", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    values |= {"user_permissions": str(Permission.objects.first().pk)}
    assert limited.post(page, values).status_code == 302
    learner.refresh_from_db()
    assert not learner.is_staff and not learner.is_superuser and not learner.user_permissions.exists()
    SecondFactor.objects.create(user=operator, name="x", confirmed=True)
    for mine in (operator, staff):
        assert limited.post(f"/admin/user/user/{mine.pk}/change/", values).status_code == 403
        assert limited.post(f"/admin/user/user/{mine.pk}/password/", {}).status_code == 403
    assert post_action(limited, operator, "reset-second-factor").status_code == 403
    assert SecondFactor.objects.exists()


def test_a_test_run_needs_to_read_registrations(limited: Client, staff: User) -> None:
    query = StoredQuery.objects.first()
    allow(staff, "stored_query.view_storedquery")
    assert limited.get(f"/admin/stored_query/storedquery/{query.pk}/run/").status_code == 403
    allow(staff, "registration.view_registration")
    assert limited.get(f"/admin/stored_query/storedquery/{query.pk}/run/").status_code == 200


# --- Audited or not done


@pytest.fixture
def audit_is_full(db: None) -> Iterator[None]:
    """The database takes no audit entry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_log() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'the log is full'; END$$;"
            "CREATE TRIGGER full_log BEFORE INSERT ON django_admin_log EXECUTE FUNCTION full_log()"
        )
    yield


def test_what_can_not_be_audited_is_not_done(
    console: Client, operator: User, registration: Registration, tenant: Tenant, audit_is_full: None
) -> None:
    invitation = Invitation.objects.create(realm=tenant.realm, name="i")
    before = tenant.realm.secret_hash

    def attempt(path: str, **values: str) -> None:
        with pytest.raises(DatabaseError, match="the log is full"):
            console.post(path, values)

    attempt(f"/admin/realm/realm/{tenant.realm.pk}/action/rotate-secret/", confirmed="1")
    attempt(f"/admin/registration/registration/{registration.pk}/action/deactivate/")
    attempt("/admin/realm/realm/add/", name="Fresh")
    attempt(f"/admin/invitation/invitation/{invitation.pk}/learners/", learners="ann@example.com")
    result = {"complete": "complete", "success": "passed", "totaltime": "10", "ignore": "on"}
    attempt(f"/admin/registration/registration/{registration.pk}/repair/", **result)
    password = {"password1": "another long one", "password2": "another long one", "usable_password": "true"}
    attempt(f"/admin/user/user/{operator.pk}/password/", **password)
    attempt("/start/curl")
    registration.refresh_from_db()
    tenant.realm.refresh_from_db()
    operator.refresh_from_db()
    assert tenant.realm.secret_hash == before and registration.active and not registration.ignore
    assert not Realm.objects.filter(name="Fresh").exists() and not invitation.learners.exists()
    assert operator.check_password("a long password") and not ApiKey.objects.exists()
    assert not OutboxMessage.objects.exists()
