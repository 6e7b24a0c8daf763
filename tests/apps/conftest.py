import pytest

from apps.course.models import Course
from apps.course_provider.providers.fake import FakeProvider
from tests.apps.records import make_course
from tests.conftest import Tenant


@pytest.fixture(autouse=True)
def fake_provider_forgets():
    """The fake provider keeps its accounts in memory; no test may find another one's."""
    yield
    FakeProvider.accounts.clear()


@pytest.fixture
def course(tenant: Tenant) -> Course:
    return make_course(tenant)
