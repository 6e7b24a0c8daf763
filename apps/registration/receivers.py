"""A new result is never passed along in a signal: the registration fetches it from its provider."""

from typing import Any

from django.dispatch import receiver

from apps.course_provider.signals import result_changed
from apps.registration.models import Registration


@receiver(result_changed)
def crawl_on_result_changed(course_provider_id: int, registration_guid: str, **_: Any) -> None:
    rows = Registration.objects.select_related("course_provider", "course")
    registration = rows.filter(course_provider_id=course_provider_id, registration_guid=registration_guid).first()
    if registration is not None:
        registration.crawl()
