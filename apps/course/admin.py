from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from apps.course.models import Course, CourseVersion
from apps.realm.admin import RealmFilter
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin


class VersionInline(admin.TabularInline):
    model = CourseVersion
    extra = 0
    fields = readonly_fields = ("number", "standard", "sco_count", "size", "warning_text", "created_at")
    can_delete = False

    @admin.display(description="warnings")
    def warning_text(self, version: CourseVersion) -> str:
        return " ".join(version.warnings) or "none"

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class DeletedFilter(admin.SimpleListFilter):
    title = parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("f", "visible to API clients"), ("t", "deleted")]

    def queryset(self, request: HttpRequest, courses: Any) -> Any:
        return courses.filter(deleted_at__isnull=self.value() == "f") if self.value() in ("f", "t") else courses


@admin.register(Course)
class CourseAdmin(OperatorAdmin):
    list_display = ("title", "course_guid", "realm", "course_provider", "registration_count", "created_at", "deleted")
    list_select_related = ("realm", "course_provider")
    list_filter = (RealmFilter, DeletedFilter)
    search_fields = ("title", "course_guid")
    search_help_text = "Part of the title, or a complete course_guid."
    editable = ("title", "custom")
    inlines = (VersionInline,)
    record_actions = (
        AdminAction(
            "delete",
            "Delete",
            lambda course: course.soft_delete(),
            "is deleted, together with its registrations",
            warning="The course and its registrations disappear from the API and can't be launched. You can undo this "
            "here.",
            is_available=lambda course: course.deleted_at is None,
        ),
        AdminAction(
            "restore",
            "Restore",
            lambda course: course.restore(),
            "is restored, together with its registrations",
            is_available=lambda course: course.deleted_at is not None,
        ),
        AdminAction(
            "remove",
            "Delete for good",
            lambda course: course.delete_permanently(),
            "is being deleted for good in the background",
            warning="The course, its registrations, results and launches are deleted for good. So "
            "are its packages and their files, unless the course provider is on another server and keeps its own.",
            is_available=lambda course: course.deleted_at is not None,
        ),
    )

    @admin.display(boolean=True)
    def deleted(self, course: Course) -> bool:
        return course.deleted_at is not None

    def search_condition(self, term: str) -> Q:
        return Q(title__icontains=term) | Q(course_guid=term)

    def links(self, course: Course) -> list[tuple[str, str]]:
        address = reverse("admin:registration_registration_changelist")
        return [("Registrations", f"{address}?course={course.pk}")]
