from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest

from apps.course_provider.models import CourseProvider
from apps.realm.admin import RealmFilter, realm_choice
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin


class NewProviderForm(forms.Form):
    realm = realm_choice(CourseProvider)
    name = forms.CharField(max_length=200, initial="Embedded", help_text="Its courses are stored and played here.")


@admin.register(CourseProvider)
class CourseProviderAdmin(OperatorAdmin):
    list_display = ("name", "realm", "provider_type", "sc_app_id", "created_at")
    list_select_related = ("realm",)
    list_filter = (RealmFilter,)
    search_fields = ("name", "sc_app_id")
    search_help_text = "Part of the name, or a whole sc_app_id."
    exclude = ("sc_secret_key",)
    editable = ("name",)
    add_form = NewProviderForm
    record_actions = (
        AdminAction(
            "rotate-secret",
            "Rotate the secret key",
            lambda provider: {"sc_app_id": provider.sc_app_id, "sc_secret_key": provider.rotate_secret()},
            "has a new secret key",
            warning="The old secret key stops working within a second: whoever calls the API with it is refused.",
            on_lists=False,
            is_available=lambda provider: provider.provider_type == "embedded",
        ),
        AdminAction(
            "remove",
            "Delete for good",
            lambda provider: provider.remove(),
            "is deleted",
            warning="The provider and the API keys bound to it are deleted for good.",
            on_lists=False,
        ),
    )

    def search_condition(self, term: str) -> Q:
        return Q(name__icontains=term) | Q(sc_app_id=term)

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[CourseProvider, Mapping[str, str]]:
        try:
            with transaction.atomic():
                provider, secret = CourseProvider.create_embedded(values["realm"], values["name"])
        except IntegrityError:
            raise ValidationError("This realm has a provider of this name already; choose another name.") from None
        return provider, {"sc_app_id": provider.sc_app_id, "sc_secret_key": secret}
