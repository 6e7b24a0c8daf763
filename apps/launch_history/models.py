"""One row per launch, written before the browser is redirected: it exists even if the course never loads."""

from django.db import models

from apps.registration.models import Registration
from bright.access import Access
from bright.models import Record


class LaunchHistoryQuerySet(models.QuerySet["LaunchHistory"]):
    def visible_to(self, access: Access) -> "LaunchHistoryQuerySet":
        rows = self.filter(registration__realm_id=access.realm_id, registration__deleted=None)
        rows = rows.filter(registration__course__deleted_at=None)
        if access.is_bound_to_provider:
            rows = rows.filter(registration__course_provider_id=access.course_provider_id)
        return rows.filter(registration__learner_email=access.email) if access.is_bound_to_user else rows


class LaunchHistory(Record):
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="launches")
    launch_source = models.CharField(max_length=100, blank=True)
    http_referer = models.TextField(blank=True)
    http_user_agent = models.TextField(blank=True)
    remote_addr = models.CharField(max_length=45, blank=True)
    request_uri = models.TextField(blank=True)  # without credentials
    review = models.BooleanField(default=False)  # nothing is recorded
    provider_reference = models.CharField(max_length=100, blank=True)  # the provider's own id of the launch
    exited_at = models.DateTimeField(null=True, blank=True)

    objects = LaunchHistoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "launch histories"
        indexes = [models.Index(fields=["created_at"], name="launch_by_time")]

    def __str__(self) -> str:
        return f"launch of {self.registration_id} at {self.created_at:%Y-%m-%d %H:%M}"
