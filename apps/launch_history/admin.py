from django.contrib import admin

from apps.launch_history.models import LaunchHistory
from bright.admin import OperatorAdmin


@admin.register(LaunchHistory)
class LaunchHistoryAdmin(OperatorAdmin):
    list_display = ("created_at", "registration", "review", "exited_at", "launch_source", "remote_addr")
    list_select_related = ("registration",)
    search_fields = ("=registration__registration_guid", "=registration__learner_email")
    ordering = ("-id",)
