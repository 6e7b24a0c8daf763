from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.outbox.models import Heartbeat, Promise
from bright.admin.model_admin import OperatorAdmin


@admin.register(Promise)
class PromiseAdmin(OperatorAdmin):
    """What the relay has not handed to the workers yet, the oldest first: it is empty while all goes well."""

    list_display = ("task", "arguments", "due_at", "created_at")
    ordering = ("id",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Heartbeat)
class HeartbeatAdmin(OperatorAdmin):
    """Whether beat, broker and workers work together: it is never older than some seconds while they do."""

    list_display = ("at",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
