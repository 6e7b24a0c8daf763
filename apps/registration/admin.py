from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from apps.course.models import Course
from apps.realm.admin import RealmFilter, every_realm
from apps.registration.models import Registration
from apps.registration.repair import RepairForm
from apps.registration.results import COMPLETE, SUCCESS, choices
from bright.admin.actions import AdminAction
from bright.admin.audit import audit
from bright.admin.filters import NewestRowsFilter, RelatedRecordFilter
from bright.admin.model_admin import OperatorAdmin
from bright.email_addresses import has_look_alike

PROVIDER = (
    "course_provider", "course_version", "realm_user", "externally_initialized", "provider_created_at",
    "provider_accessed_at", "provider_errcode", "provider_error_message", "crawl_type", "crawl_status",
    "crawl_error_msg", "number_of_crawl_errors", "last_crawled_at", "next_crawl_at", "created_at", "updated_at",
)  # fmt: skip
LAUNCHES = 20  # on a registration's page, the newest
CHANGE = "admin:registration_registration_change"


class CourseFilter(RelatedRecordFilter):
    title = parameter_name = "course"
    column, model = "course_id", Course


class CompletionFilter(NewestRowsFilter):
    parameter_name = column = "complete"
    options = tuple(choices(COMPLETE))


class SuccessFilter(NewestRowsFilter):
    parameter_name = column = "success"
    options = tuple(choices(SUCCESS))


class StateFilter(NewestRowsFilter):
    parameter_name = "state"
    states: ClassVar = {
        "inactive": Q(active=False),
        "deleted": Q(deleted__isnull=False),
        "repaired manually": Q(ignore=True),
        "crawl failed": Q(crawl_status="error"),
    }
    options = tuple(choices(tuple(states)))

    def apply(self, rows: QuerySet, value: str | None) -> QuerySet:
        return rows.filter(self.states[value or ""])


def learner_or_guid_is(term: str) -> Q:
    """Naming every realm lets PostgreSQL use the indexes registration_by_guid and registration_of_learner."""
    learner_is = Q() if has_look_alike(term) else Q(learner_email=term.lower())
    return Q(realm_id__in=every_realm()) & (Q(registration_guid=term) | learner_is)


def _exit_text(exited_at: datetime | None) -> str:
    return f"until {exited_at:%Y-%m-%d %H:%M} UTC" if exited_at else "still open"


RECORD_ACTIONS = (
    AdminAction(
        "deactivate",
        "Deactivate",
        lambda registration: registration.deactivate(),
        "is inactive: it can't be launched, but stays in reports",
        is_available=lambda registration: registration.active,
    ),
    AdminAction(
        "activate",
        "Activate",
        lambda registration: registration.activate(),
        "is active",
        is_available=lambda registration: not registration.active,
    ),
    AdminAction(
        "crawl", "Ask the provider", lambda registration: registration.crawl(), "has been updated from its provider"
    ),
    AdminAction(
        "reset",
        "Reset",
        lambda registration: registration.reset(),
        "is reset",
        warning="The result, manual repairs included, goes back to unknown; open launches end, and the next launch "
        "begins a new attempt. This can't be undone.",
    ),
    AdminAction(
        "delete",
        "Delete",
        lambda registration: registration.soft_delete(),
        "is deleted",
        warning="The registration disappears from the API and can't be launched. You can undo this here.",
        is_available=lambda registration: registration.deleted is None,
    ),
    AdminAction(
        "restore",
        "Restore",
        lambda registration: registration.restore(),
        "is restored",
        is_available=lambda registration: registration.deleted is not None,
    ),
    AdminAction(
        "remove",
        "Delete for good",
        lambda registration: registration.delete_permanently(),
        "is deleted for good",
        warning="The registration, its result and its launches are deleted for good. The course provider keeps its "
        "own copy of the result.",
        on_lists=False,
        is_available=lambda registration: registration.deleted is not None,
    ),
)


@admin.register(Registration)
class RegistrationAdmin(OperatorAdmin):
    list_display = (
        "learner_id", "course", "complete", "success", "score", "launched_at", "active", "registration_guid",
    )  # fmt: skip
    list_select_related = ("course",)
    list_filter = (RealmFilter, CourseFilter, CompletionFilter, SuccessFilter, StateFilter)
    search_fields = ("registration_guid", "learner_email")
    search_help_text = "A complete registration_guid, or a learner's complete e-mail address."
    exclude = ("dedup_key",)
    editable = ("fname", "lname", "custom")
    extra = ("newest_launches",)
    fieldsets = (
        (None, {"fields": ("learner_id", "course", "realm", "registration_guid", "fname", "lname", "custom")}),
        (
            "Result",
            {"fields": ("complete", "success", "score", "totaltime", "attempts", "provider_completed_at", "ignore")},
        ),
        ("Launches", {"fields": ("active", "deleted", "launched_at", "newest_launches")}),
        ("Provider", {"fields": PROVIDER, "classes": ("collapse",)}),
    )
    record_actions = RECORD_ACTIONS

    def search_condition(self, term: str) -> Q:
        return learner_or_guid_is(term)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        """Reports can be large, so lists don't load them."""
        return super().get_queryset(request).defer("course_result", "full_result", "custom")

    @admin.display(description=f"the newest {LAUNCHES} launches")
    def newest_launches(self, registration: Registration) -> SafeString | str:
        rows = registration.launches.order_by("-pk")[:LAUNCHES]
        # format_html_join escapes its arguments, which makes them texts: they take no format of their own.
        lines = (
            (f"{row.created_at:%Y-%m-%d %H:%M}", _exit_text(row.exited_at), row.launch_source or "no source")
            for row in rows
        )
        return format_html_join("", "<div>{} UTC, {}, {}</div>", lines) or "none"

    def links(self, registration: Registration) -> list[tuple[str, str]]:
        repair = reverse("admin:registration_registration_repair", args=[registration.pk])
        launches = reverse("admin:launch_history_launchhistory_changelist")
        return [("Repair the result", repair), ("Launches", f"{launches}?registration={registration.pk}")]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.repair)
        return [path("<int:pk>/repair/", view, name="registration_registration_repair"), *super().get_urls()]

    def repair(self, request: HttpRequest, pk: int) -> HttpResponse:
        registration: Any = self.get_object(request, str(pk))
        if registration is None:
            raise Http404
        if not self.has_change_permission(request, registration):
            raise PermissionDenied
        form = RepairForm(request.POST) if request.method == "POST" else RepairForm.for_registration(registration)
        if not form.is_valid():
            return self.form_page(request, form, title=f"Repair {registration}", submit="Repair the result")
        repaired = ", ".join(f"{name} {value}" for name, value in form.cleaned_data.items())
        with transaction.atomic():
            registration.amend(**form.cleaned_data)
            audit(request, registration, f"Repaired the result manually: {repaired}.")
        self.message_user(request, f"{registration} is repaired and ignores its provider from now on.")
        return HttpResponseRedirect(reverse(CHANGE, args=[pk]))
