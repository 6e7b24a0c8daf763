from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.request_log.models import RequestLog
from bright.admin.filters import NewestRowsFilter, newest_rows
from bright.admin.model_admin import OperatorAdmin


class OutcomeFilter(NewestRowsFilter):
    parameter_name = "outcome"
    options = (("2", "answered"), ("4", "refused (4xx)"), ("5", "failed or malformed (5xx)"))

    def apply(self, rows: QuerySet, value: str | None) -> QuerySet:
        first = int(value or 0)
        return rows.filter(status__gte=first * 100, status__lt=first * 100 + (200 if first == 2 else 100))


@admin.register(RequestLog)
class RequestLogAdmin(OperatorAdmin):
    """Read-only. Secrets are removed before a request is logged (apps/request_log/handler.py)."""

    list_display = ("at", "status", "method", "path", "reason", "realm_id", "access", "request_id", "milliseconds")
    list_filter = (OutcomeFilter,)
    search_fields = ("request_id",)
    search_help_text = (
        "A whole X-Request-Id. Or, among the newest 10,000 requests: a status such as 403, the beginning of a path "
        "such as /bright/api/v2/course, or a realm such as realm:7."
    )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = search_term.replace("\0", "").strip()
        condition = unindexed_condition(term)
        if condition is None:
            return super().get_search_results(request, queryset, term)
        return newest_rows(queryset, OutcomeFilter.LIMIT).filter(condition), False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def unindexed_condition(term: str) -> Q | None:
    """The condition for a path, a status or a realm, which have no index for it; None if `term` is a request id."""
    word, _, number = term.rpartition(":")
    if term.startswith("/"):
        return Q(path__startswith=term)
    if number.isascii() and number.isdigit() and len(number) < 18:
        if word == "realm":
            return Q(realm_id=int(number))
        if not word and len(number) == 3:
            return Q(status=int(number))
    return None
