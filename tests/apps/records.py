"""Records created directly in the database and registered with the fake provider of this process."""

from typing import Any

from apps.course.models import Course
from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import ProviderCourse
from apps.course_provider.providers.fake import FakeProvider
from apps.registration.models import Registration
from apps.registration.services import register
from tests.conftest import Tenant

GUID = "16-4fbd9ea698bce"
ANN, BOB = "ann@example.com", "bob@example.com"


def make_course(
    tenant: Tenant, course_guid: str = GUID, *, provider: CourseProvider | None = None, **values: Any
) -> Course:
    provider = provider or tenant.provider
    values = {"title": "Yoga & <more>", "metadata": '{"title":"Yoga"}', **values}
    FakeProvider.accounts[provider.pk].courses[course_guid] = ProviderCourse(course_guid, values["title"])
    return Course.objects.create(realm=tenant.realm, course_provider=provider, course_guid=course_guid, **values)


def make_registration(course: Course, learner_id: str = ANN, **values: Any) -> Registration:
    """Register as the API does, then set `values` on the row."""
    registration, _ = register(course, learner_id)
    Registration.objects.filter(pk=registration.pk).update(**values)
    registration.refresh_from_db()
    return registration


def add_provider(tenant: Tenant, name: str = "Second", provider_type: str = "fake") -> CourseProvider:
    return CourseProvider.objects.create(
        realm=tenant.realm, name=name, provider_type=provider_type, sc_secret_key=f"secret of {name}"
    )


def fail_from_now_on(tenant: Tenant) -> None:
    """From now on the provider of the tenant refuses everything, as FailingProvider does."""
    CourseProvider.objects.filter(pk=tenant.provider.pk).update(provider_type="failing")
