"""Admin pages of no single app: the audit log, locked sign-ins, and realms created with all that they need."""

from collections.abc import Mapping
from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.console.test_call import test_call
from apps.course_provider.services import create_realm
from apps.realm.admin import RealmAdmin
from apps.realm.models import Realm
from apps.user.models import User
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin

OPERATORS_LISTED = 100  # in the filter of the audit log


class OperatorFilter(admin.SimpleListFilter):
    """Audit entries of one operator."""

    title = parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        operators = User.objects.filter(is_staff=True).order_by("email")
        return [(str(pk), email) for pk, email in operators.values_list("pk", "email")[:OPERATORS_LISTED]]

    def queryset(self, request: HttpRequest, entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        value = self.value() or ""
        return entries.filter(user_id=int(value)) if value.isascii() and value.isdigit() else entries


@admin.register(LogEntry)
class LogEntryAdmin(OperatorAdmin):
    """The audit log: who did what, and when. It can't be changed here."""

    list_display = ("action_time", "user", "content_type", "object_repr", "what")
    list_select_related = ("user", "content_type")
    list_filter = (OperatorFilter,)
    search_fields = ("object_repr", "object_id", "change_message")
    search_help_text = "Part of the record's name or of what was done, or a record's whole id."

    @admin.display(description="what")
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message()

    def search_condition(self, term: str) -> Q:
        return Q(object_repr__icontains=term) | Q(change_message__icontains=term) | Q(object_id=term)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AccessAttempt)
class AccessAttemptAdmin(OperatorAdmin):
    """Wrong passwords of the last few minutes (django-axes)."""

    list_display = ("username", "ip_address", "failures_since_start", "attempt_time")
    search_fields = ("username",)
    exclude = ("get_data", "post_data", "http_accept")
    record_actions = (
        AdminAction(
            "unlock",
            "Unlock now",
            lambda attempt: reset(username=attempt.username, ip=attempt.ip_address) and None,
            "may sign in again",
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


admin.site.unregister(Realm)


@admin.register(Realm)
class ConsoleRealmAdmin(RealmAdmin):
    """Adds to RealmAdmin what needs other apps: a new realm gets a course provider, and the API can be tried."""

    record_actions = (
        *RealmAdmin.record_actions,
        AdminAction("test-call", "Test call", test_call, "was called", on_lists=False, in_transaction=False),
    )

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Realm, Mapping[str, str]]:
        created = create_realm(values["name"])
        return Realm.objects.get(realm_guid=created["realm_guid"]), created
