import pytest

from apps.course.models import Course
from apps.course_provider.providers.fake import FakeProvider
from tests.conftest import House
from tests.rooms.records import make_course


@pytest.fixture(autouse=True)
def fake_provider_forgets():
    """The fake provider keeps its accounts in memory; no test may find another one's."""
    yield
    FakeProvider.accounts.clear()


@pytest.fixture
def course(house: House) -> Course:
    return make_course(house)
