from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from apps.realm.admin import InRealm
from apps.realm.models import Realm
from apps.template.models import Template
from apps.template.serializers import TemplateSerializer
from bright.acts import Act
from bright.admin import OperatorAdmin


class NewTemplateForm(forms.Form):
    realm = forms.ModelChoiceField(
        Realm.objects.all(), widget=AutocompleteSelect(Template._meta.get_field("realm"), admin.site)
    )
    name = forms.CharField(max_length=200)

    def clean_name(self) -> str:
        """By the API's own rule."""
        checked = TemplateSerializer(data={"name": self.cleaned_data["name"]})
        if not checked.is_valid():
            raise ValidationError([str(error) for error in checked.errors["name"]])
        return checked.validated_data["name"]


@admin.register(Template)
class TemplateAdmin(OperatorAdmin):
    list_display = ("name", "realm", "markup", "mimetype", "updated_at")
    list_select_related = ("realm",)
    list_filter = (InRealm,)
    search_fields = ("name",)
    search_help_text = "A whole name."
    editable = ("markup", "mimetype", "body", "custom")
    new_form = NewTemplateForm
    acts = (
        Act(
            "delete",
            "Delete",
            lambda template: template.delete() and None,
            "is deleted",
            warning="The template is deleted for good.",
        ),
    )

    def make(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Template, dict[str, str]]:
        template, is_new = Template.objects.keep(values["realm"].pk, values["name"])
        if not is_new:
            raise ValidationError("This realm has a template of this name already.")
        return template, {}
