from django.contrib import admin

from apps.course_provider.models import CourseProvider
from bright.admin import OperatorAdmin


@admin.register(CourseProvider)
class CourseProviderAdmin(OperatorAdmin):
    list_display = ("name", "realm", "provider_type", "sc_app_id", "created_at")
    list_select_related = ("realm",)
    search_fields = ("name", "sc_app_id")
    exclude = ("sc_secret_key",)
    editable = ("name",)
