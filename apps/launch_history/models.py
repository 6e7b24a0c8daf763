"""One row per launch, written before the browser is redirected: it exists even if the course never loads."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.registration.models import Registration
from bright.access import Access
from bright.models import Record

COMES_BACK = timedelta(days=1)


class LaunchHistoryQuerySet(models.QuerySet["LaunchHistory"]):
    def visible_to(self, access: Access) -> "LaunchHistoryQuerySet":
        rows = self.filter(registration__realm_id=access.realm_id, registration__deleted=None)
        rows = rows.filter(registration__course__deleted_at=None)
        if access.is_bound_to_provider:
            rows = rows.filter(registration__course_provider_id=access.course_provider_id)
        return rows.filter(registration__learner_email=access.email) if access.is_bound_to_user else rows

    def watched(self) -> "LaunchHistoryQuerySet":
        """Those whose exit may still change: a learner who has left may come back by the same URL."""
        recent = Q(exited_at=None) | Q(exited_at__gt=timezone.now() - COMES_BACK)
        return self.filter(recent).exclude(provider_reference="")

    def record_exits(self, exits: Mapping[str, datetime | None]) -> int:
        """Store what a provider says of these rows, by its reference; returns how many have changed."""
        changed = [row for row in self if exits.get(row.provider_reference, row.exited_at) != row.exited_at]
        for row in changed:
            row.exited_at, row.updated_at = exits[row.provider_reference], timezone.now()
        return LaunchHistory.objects.bulk_update(changed, ["exited_at", "updated_at"]) if changed else 0


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
        indexes = [
            models.Index(fields=["created_at"], name="launch_by_time"),
            models.Index(fields=["exited_at", "id"], name="launch_by_exit"),
        ]

    def __str__(self) -> str:
        return f"launch of {self.registration_id} at {self.created_at:%Y-%m-%d %H:%M}"
