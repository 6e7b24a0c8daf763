from django.contrib import admin
from django.http import HttpRequest

from apps.course.models import Course, CourseQuerySet, CourseVersion
from bright.admin import OperatorAdmin


class VersionInline(admin.TabularInline):
    model = CourseVersion
    extra = 0
    fields = readonly_fields = ("number", "standard", "sco_count", "size", "warnings", "created_at")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Course)
class CourseAdmin(OperatorAdmin):
    list_display = (
        "title",
        "course_guid",
        "realm",
        "course_provider",
        "registration_count",
        "created_at",
        "deleted_at",
    )
    list_select_related = ("realm", "course_provider")
    search_fields = ("title", "course_guid")
    editable = ("title", "custom")
    inlines = (VersionInline,)
    actions = ("hide", "unhide")

    @admin.action(description="Hide the selected courses and their registrations")
    def hide(self, request: HttpRequest, courses: CourseQuerySet) -> None:
        for course in courses:
            course.hide()

    @admin.action(description="Bring the selected courses back")
    def unhide(self, request: HttpRequest, courses: CourseQuerySet) -> None:
        for course in courses:
            course.unhide()
