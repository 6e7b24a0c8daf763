from django.contrib import admin

from apps.outbox.models import Promise
from bright.admin import OperatorAdmin


@admin.register(Promise)
class PromiseAdmin(OperatorAdmin):
    list_display = ("task", "arguments", "due_at", "created_at")
    ordering = ("id",)
