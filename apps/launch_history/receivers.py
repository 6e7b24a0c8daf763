"""Records the end of launches. A new result of a registration may mean that one of its launches has ended."""

from typing import Any

from django.dispatch import receiver

from apps.course_provider.models import CourseProvider
from apps.course_provider.signals import result_changed
from apps.launch_history.models import LaunchHistory


@receiver(result_changed)
def record_exits_of_registration(course_provider_id: int, registration_guid: str, **_: Any) -> None:
    rows = LaunchHistory.objects.watched().filter(
        registration__course_provider_id=course_provider_id, registration__registration_guid=registration_guid
    )
    references = {row.provider_reference for row in rows}
    if not references:
        return
    provider = CourseProvider.objects.get(pk=course_provider_id).connect()
    if provider.keeps_launches_here:
        rows.record_exits(provider.exits(references))
    else:
        rows.record_exits({launch.reference: launch.exited_at for launch in provider.launches(registration_guid)})
