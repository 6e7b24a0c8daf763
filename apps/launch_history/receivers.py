"""Records the end of launches. A new result of a registration may mean that one of its launches has ended."""

from typing import Any

from django.dispatch import receiver

from apps.course_provider.models import CourseProvider
from apps.course_provider.signals import result_changed
from apps.launch_history.models import LaunchHistory


@receiver(result_changed)
def record_exits(course_provider_id: int, registration_guid: str, **_: Any) -> None:
    open_rows = LaunchHistory.objects.filter(
        registration__course_provider_id=course_provider_id,
        registration__registration_guid=registration_guid,
        exited_at=None,
    ).exclude(provider_reference="")
    waiting = {row.provider_reference: row for row in open_rows}
    if not waiting:
        return
    provider = CourseProvider.objects.get(pk=course_provider_id).connect()
    for launch in provider.launches(registration_guid):
        if launch.exited_at and launch.reference in waiting:
            row = waiting[launch.reference]
            row.exited_at = launch.exited_at
            row.save(update_fields=["exited_at", "updated_at"])
