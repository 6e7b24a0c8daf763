from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.request_log.models import RequestLog
from bright.admin import OperatorAdmin


class Outcome(admin.SimpleListFilter):
    """By class of status: the statuses themselves would have to be read off the whole table."""

    title = parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("2", "answered"), ("4", "refused (4xx)"), ("5", "failed or malformed (5xx)")]

    def queryset(self, request: HttpRequest, rows: QuerySet[RequestLog]) -> QuerySet[RequestLog]:
        if self.value() not in ("2", "4", "5"):
            return rows
        first = int(self.value() or 0)
        return rows.filter(status__gte=first * 100, status__lt=first * 100 + (200 if first == 2 else 100))


@admin.register(RequestLog)
class RequestLogAdmin(OperatorAdmin):
    list_display = ("at", "status", "method", "path", "reason", "access", "request_id", "milliseconds")
    list_filter = (Outcome,)
    search_fields = ("=request_id",)
    search_help_text = "An X-Request-Id."
