"""An operator who is signed in to the console, and a realm to work on."""

from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone

from apps.api_key.models import ApiKey
from apps.course.models import Course
from apps.course_provider.providers.fake import FakeProvider
from apps.outbox.models import OutboxMessage
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.request_log.models import RequestLog
from apps.tagging.models import add_tags
from apps.template.models import Template
from apps.user.models import User
from tests.apps.records import make_course, make_registration
from tests.conftest import Tenant


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    """Pages refer to the source files, since collectstatic has not run."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """A good password hash takes a second, and each test creates an operator."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fake_provider_forgets():
    yield
    FakeProvider.accounts.clear()


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@example.com", "a long password")


class PatientClient(Client):
    """Django's client connects these signals again after each call; with them, calls to the API in the same test would
    close the test's connection (tests/conftest.py, connections_stay_open).
    """

    def request(self, **request: Any) -> Any:
        try:
            return super().request(**request)
        finally:
            request_started.disconnect(close_old_connections)
            request_finished.disconnect(close_old_connections)


@pytest.fixture
def client() -> Client:
    return PatientClient()


@pytest.fixture
def console(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


@pytest.fixture
def course(tenant: Tenant) -> Course:
    return make_course(tenant)


@pytest.fixture
def registration(course: Course) -> Registration:
    return make_registration(course)


@pytest.fixture
def something_of_everything(tenant: Tenant, registration: Registration) -> None:
    registration.launch()
    ApiKey.issue(realm=tenant.realm)
    Template.objects.get_or_create(realm=tenant.realm, name="page")
    add_tags(tenant.realm.pk, "course", registration.course_id, ["yoga"])
    RealmUser.objects.get_or_create_by_email(tenant.realm.pk, "ann@example.com")[0]
    RequestLog.objects.create(
        at=timezone.now(), request_id="r" * 32, method="GET", path="/bright", status=401, reason="x"
    )
    OutboxMessage.objects.create(task="nothing")
