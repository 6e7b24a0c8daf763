from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from apps.realm.admin import RealmFilter, realm_choice
from apps.template.models import Template
from bright.admin.actions import AdminAction
from bright.admin.forms import NamedRecordForm
from bright.admin.model_admin import OperatorAdmin


class NewTemplateForm(NamedRecordForm):
    realm = realm_choice(Template)


@admin.register(Template)
class TemplateAdmin(OperatorAdmin):
    list_display = ("name", "realm", "markup", "mimetype", "updated_at")
    list_select_related = ("realm",)
    list_filter = (RealmFilter,)
    search_fields = ("name",)
    search_help_text = "A complete name."
    editable = ("markup", "mimetype", "body", "custom")
    add_form = NewTemplateForm
    record_actions = (
        AdminAction(
            "delete",
            "Delete",
            lambda template: template.delete() and None,
            "is deleted",
            warning="The template is deleted for good.",
        ),
    )

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Template, dict[str, str]]:
        template, is_new = Template.objects.get_or_create(realm=values["realm"], name=values["name"])
        if not is_new:
            raise ValidationError("This realm already has a template with this name.")
        return template, {}
