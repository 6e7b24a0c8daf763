from django.contrib import admin

from apps.tagging.models import Tag
from bright.admin import OperatorAdmin


@admin.register(Tag)
class TagAdmin(OperatorAdmin):
    list_display = ("name", "kind", "tagged_id", "realm")
    list_select_related = ("realm",)
    list_filter = ("kind",)
    search_fields = ("=name",)
