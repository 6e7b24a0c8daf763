from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.outbox.models import Heartbeat, OutboxMessage
from bright.admin.model_admin import OperatorAdmin


@admin.register(OutboxMessage)
class OutboxMessageAdmin(OperatorAdmin):
    """What the relay has not handed to the workers yet, oldest first. Empty while everything works."""

    list_display = ("task", "arguments", "due_at", "created_at")
    ordering = ("id",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Heartbeat)
class HeartbeatAdmin(OperatorAdmin):
    """Shows whether beat, broker and workers work together: while they do, it is only seconds old."""

    list_display = ("at",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
