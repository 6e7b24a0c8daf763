from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.realm.admin import RealmFilter
from apps.upload.models import Upload
from bright.admin.filters import NewestRowsFilter
from bright.admin.model_admin import OperatorAdmin


class UploadStateFilter(NewestRowsFilter):
    parameter_name = column = "state"
    options = tuple((state, state) for state in Upload.STATES)


@admin.register(Upload)
class UploadAdmin(OperatorAdmin):
    """Read-only: packages are uploaded on the start page."""

    list_display = ("file_name", "realm", "state", "step", "percent", "error", "created_at")
    list_select_related = ("realm",)
    list_filter = (RealmFilter, UploadStateFilter)
    exclude = ("path", "token")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
