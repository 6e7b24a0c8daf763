"""The console's pages that belong to no room: the audit, locked sign-ins, and realms with all that a realm needs."""

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
from bright.admin.actions import Act
from bright.admin.model_admin import OperatorAdmin

OPERATORS = 100  # among the filters of the audit


class By(admin.SimpleListFilter):
    title = parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        operators = User.objects.filter(is_staff=True).order_by("email")
        return [(str(pk), email) for pk, email in operators.values_list("pk", "email")[:OPERATORS]]

    def queryset(self, request: HttpRequest, entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        value = self.value() or ""
        return entries.filter(user_id=int(value)) if value.isascii() and value.isdigit() else entries


@admin.register(LogEntry)
class AuditAdmin(OperatorAdmin):
    """Who did what, when. Nobody changes it here."""

    list_display = ("action_time", "user", "content_type", "object_repr", "what")
    list_select_related = ("user", "content_type")
    list_filter = (By,)
    search_fields = ("object_repr", "object_id", "change_message")
    search_help_text = "A part of the record's name or of what was done, or a record's whole id."

    @admin.display(description="what")
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message()

    def matching(self, term: str) -> Q:
        return Q(object_repr__icontains=term) | Q(change_message__icontains=term) | Q(object_id=term)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AccessAttempt)
class LockedSignInAdmin(OperatorAdmin):
    """Wrong passwords of the last minutes (django-axes)."""

    list_display = ("username", "ip_address", "failures_since_start", "attempt_time")
    search_fields = ("username",)
    exclude = ("get_data", "post_data", "http_accept")
    acts = (
        Act(
            "let-in",
            "Let try again now",
            lambda attempt: reset(username=attempt.username, ip=attempt.ip_address) and None,
            "may sign in again",
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


admin.site.unregister(Realm)


@admin.register(Realm)
class RealmConsole(RealmAdmin):
    """A new realm gets all that `bright realm create` gives it; and the API can be tried."""

    acts = (*RealmAdmin.acts, Act("test-call", "Test call", test_call, "was called", on_lists=False))

    def make(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Realm, Mapping[str, str]]:
        made = create_realm(values["name"])
        return Realm.objects.get(realm_guid=made["realm_guid"]), made
