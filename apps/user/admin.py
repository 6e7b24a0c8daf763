from typing import Any

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.user import second_factor
from apps.user.models import SecondFactor, User
from bright.admin.actions import AdminAction, ModelAdminWithActions
from bright.admin.model_admin import OperatorAdmin
from bright.admin.paginator import BoundedPaginator
from bright.email_addresses import has_look_alike, normalized_email

admin.site.unregister(Group)


def reset_second_factor(user: User) -> str:
    had_one = second_factor.reset(user.email)
    return f"The second factor of {user} is reset." if had_one else f"{user} had no second factor."


class StaffFilter(admin.SimpleListFilter):
    title = parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("operators", "operators")]

    def queryset(self, request: HttpRequest, users: QuerySet[User]) -> QuerySet[User]:
        return users.filter(is_staff=True) if self.value() else users


@admin.register(User)
class UserAdmin(ModelAdminWithActions, auth_admin.UserAdmin):
    """Operators and learners. They can't be deleted, since results refer to them; deactivate them instead."""

    paginator = BoundedPaginator
    show_full_result_count = False
    ordering = ("email",)
    sortable_by = ()
    list_display = ("email", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = (StaffFilter,)
    search_fields = ("email",)
    search_help_text = "The beginning of an e-mail address."
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Person", {"fields": ("first_name", "last_name")}),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "user_permissions")}),
        ("Dates", {"fields": ("last_login", "created_at")}),
    )
    readonly_fields = ("last_login", "created_at")
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)
    filter_horizontal = ("user_permissions",)
    record_actions = (
        AdminAction(
            "reset-second-factor",
            "Reset the second factor",
            reset_second_factor,
            "has no second factor now",
            warning="The app and the backup codes stop working at once. Make sure that you know who asks for this.",
            on_lists=False,
            is_available=lambda user: user.is_staff,
        ),
    )

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = search_term.replace("\0", "").strip().lower()
        if has_look_alike(search_term):
            return queryset.none(), False
        return (queryset.filter(email__startswith=term) if term else queryset), False

    # --- Only superusers change operators or make any: others could give themselves what they lack.

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        readonly = super().get_readonly_fields(request, obj)
        return readonly if is_superuser(request) else (*readonly, "is_staff", "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may_change(request, obj)

    def may_run_actions(self, request: HttpRequest, record: Any = None) -> bool:
        return super().may_run_actions(request, record) and may_change(request, record)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():  # the audit entry with the password
            return super().user_change_password(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def may_change(request: HttpRequest, user: User | None) -> bool:
    return user is None or not user.is_staff or is_superuser(request)


@admin.register(SecondFactor)
class SecondFactorAdmin(OperatorAdmin):
    """Who has one. Its owner sets it up; it is reset on the user's page."""

    list_display = ("user", "confirmed", "created_at", "throttling_failure_count")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    search_help_text = "A whole e-mail address, in lower case."
    exclude = ("secret", "backup_hashes", "last_step")

    def search_condition(self, term: str) -> Q:
        return Q(user__email=normalized_email(term))
