from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.api_key.models import ApiKey, ApiKeyQuerySet
from bright.admin import OperatorAdmin


@admin.register(ApiKey)
class ApiKeyAdmin(OperatorAdmin):
    list_display = ("id", "realm", "course_provider", "user", "anonymous", "created_at", "expires_at", "revoked_at")
    list_select_related = ("realm", "course_provider", "user")
    list_filter = ("anonymous",)
    search_fields = ("=id", "user__email")
    exclude = ("token_hash",)
    actions = ("revoke",)

    @admin.action(description="Revoke the selected keys")
    def revoke(self, request: HttpRequest, keys: ApiKeyQuerySet) -> None:
        for key in keys:
            key.revoke()
        self.message_user(request, f"{len(keys)} keys are revoked; they stop within a second.")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None
