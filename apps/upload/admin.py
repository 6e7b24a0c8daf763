from django.contrib import admin

from apps.upload.models import Upload
from bright.admin import OperatorAdmin


@admin.register(Upload)
class UploadAdmin(OperatorAdmin):
    list_display = ("file_name", "realm", "state", "step", "percent", "error", "created_at")
    list_select_related = ("realm",)
    list_filter = ("state",)
    ordering = ("-id",)
    exclude = ("path", "token")
