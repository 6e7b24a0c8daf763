"""What most tests need: a realm, its provider, its credentials, and clients that hold them."""

from dataclasses import dataclass

import pytest
from django.core.management import CommandError
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import TransactionTestCase

from apps.api_key.models import ApiKey
from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from apps.request_log.handler import RequestLogHandler
from bright.rest.authentication import access_cache
from bright.rest.throttling import failed_log_ins
from tests.asking import Asker


@dataclass
class Tenant:
    """A realm with one course provider, and a client for each kind of credentials."""

    realm: Realm
    secret: str
    provider: CourseProvider
    app_secret: str

    @property
    def pair(self) -> Asker:
        return Asker(realm_guid=self.realm.realm_guid, realm_secret_key=self.secret)

    @property
    def app(self) -> Asker:
        return Asker(sc_app_id=self.provider.sc_app_id, sc_secret_key=self.app_secret)

    @property
    def realm_key(self) -> Asker:
        return Asker(api_key=ApiKey.issue(realm=self.realm)[1])

    @property
    def provider_key(self) -> Asker:
        return Asker(api_key=ApiKey.issue(realm=self.realm, course_provider=self.provider)[1])

    @property
    def anonymous(self) -> Asker:
        return Asker(api_key=ApiKey.issue(realm=self.realm, anonymous=True)[1])

    def learner(self, email: str) -> Asker:
        user = RealmUser.objects.get_or_create_by_email(self.realm.pk, email)[0].user
        return Asker(api_key=ApiKey.issue(realm=self.realm, user=user)[1])


def create_tenant(name: str, provider_type: str = "fake") -> Tenant:
    realm, secret = Realm.create(name)
    provider, app_secret = CourseProvider.create_embedded(realm)
    CourseProvider.objects.filter(pk=provider.pk).update(provider_type=provider_type)
    provider.refresh_from_db()
    return Tenant(realm, secret, provider, app_secret)


@pytest.fixture
def tenant(db: None) -> Tenant:
    return create_tenant("Acme")


@pytest.fixture
def other_tenant(db: None) -> Tenant:
    return create_tenant("Other")


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Accesses are remembered for a second, failed log-ins for a minute; no test sees another one's."""
    access_cache.clear()
    failed_log_ins.clear()
    yield
    access_cache.clear()


@pytest.fixture(autouse=True, scope="session")
def request_log_waits():
    """The request log writes from a thread of its own, which would not see a test's transaction: tests call write()."""
    RequestLogHandler._start = lambda self: None  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def nobody_stays_in_the_database(django_db_setup, django_db_blocker):
    """A test database can't be dropped while a live server that is just ending has a connection to it."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True, scope="session")
def emptying_tables_is_tried_again():
    """A live server may be at a request still, a page's last words say, when a test's tables are emptied. The two may
    wait for each other, and PostgreSQL breaks one off."""
    empty = TransactionTestCase._fixture_teardown

    def patiently(self: TransactionTestCase) -> None:
        for tries_left in (2, 1, 0):
            try:
                return empty(self)
            except CommandError:
                if not tries_left:
                    raise

    TransactionTestCase._fixture_teardown = patiently  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def connections_stay_open():
    """In-process requests share the test's connection and transaction, as Django's own test client arranges. For each
    test anew, since that client connects the signals again after each of its calls.
    """
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
