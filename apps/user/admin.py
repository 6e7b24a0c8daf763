from typing import Any

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from apps.user import second_factor
from apps.user.models import SecondFactor, User
from bright.admin.actions import AdminAction, ModelAdminWithActions
from bright.admin.model_admin import OperatorAdmin
from bright.admin.paginator import BoundedPaginator

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
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "created_at")}),
    )
    readonly_fields = ("last_login", "created_at")
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)
    filter_horizontal = ()
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
        return (queryset.filter(email__startswith=term) if term else queryset), False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SecondFactor)
class SecondFactorAdmin(OperatorAdmin):
    """Who has one. Its owner sets it up; it is reset on the user's page."""

    list_display = ("user", "confirmed", "created_at", "throttling_failure_count")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    search_help_text = "A whole e-mail address, in lower case."
    exclude = ("secret", "backup_hashes", "last_step")

    def search_condition(self, term: str) -> Q:
        return Q(user__email=term.lower())
