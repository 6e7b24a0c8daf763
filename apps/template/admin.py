from django.contrib import admin

from apps.template.models import Template
from bright.admin import OperatorAdmin


@admin.register(Template)
class TemplateAdmin(OperatorAdmin):
    list_display = ("name", "realm", "markup", "mimetype", "updated_at")
    list_select_related = ("realm",)
    search_fields = ("=name",)
    editable = ("markup", "mimetype", "body", "custom")
