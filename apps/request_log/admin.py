from django.contrib import admin

from apps.request_log.models import RequestLog
from bright.admin import OperatorAdmin


@admin.register(RequestLog)
class RequestLogAdmin(OperatorAdmin):
    list_display = ("at", "status", "method", "path", "reason", "access", "request_id", "milliseconds")
    list_filter = ("status",)
    search_fields = ("=request_id",)
    search_help_text = "An X-Request-Id."
