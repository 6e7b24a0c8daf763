from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from apps.realm.models import Realm
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin

REALMS_LISTED = 100  # in the filter of a list


def every_realm() -> list[int]:
    """The ids of all realms. A search that names them all can use the indexes that begin with the realm."""
    return list(Realm.objects.values_list("pk", flat=True))


def realm_choice(model: type[Model]) -> forms.ModelChoiceField:
    """The form field for the realm of a new record of `model`: a search-as-you-type select."""
    widget = AutocompleteSelect(model._meta.get_field("realm"), admin.site)
    return forms.ModelChoiceField(Realm.objects.all(), widget=widget)


class RealmFilter(admin.SimpleListFilter):
    title = parameter_name = "realm"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        realms = Realm.objects.order_by("name").values_list("pk", "name")
        return [(str(pk), name) for pk, name in realms[:REALMS_LISTED]]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        value = self.value() or ""
        return rows.filter(realm_id=int(value)) if value.isascii() and value.isdigit() else rows


class NewRealmForm(forms.Form):
    name = forms.CharField(max_length=200, help_text="Unique on this server; operators see it, learners don't.")


@admin.register(Realm)
class RealmAdmin(OperatorAdmin):
    list_display = ("name", "realm_guid", "user_key_lifetime", "created_at")
    search_fields = ("name", "realm_guid")
    search_help_text = "Part of the name, or a whole realm_guid."
    exclude = ("secret_hash",)
    editable = ("name", "cors_origins", "user_key_lifetime", "longest_key_lifetime")
    add_form = NewRealmForm
    record_actions: tuple[AdminAction, ...] = (
        AdminAction(
            "rotate-secret",
            "Rotate the secret key",
            lambda realm: {"realm_guid": realm.realm_guid, "realm_secret_key": realm.rotate_secret()},
            "has a new secret key",
            warning="The old secret key stops working within a second: whoever calls the API with it is refused.",
            on_lists=False,
        ),
    )

    def search_condition(self, term: str) -> Q:
        return Q(name__icontains=term) | Q(realm_guid=term)

    def links(self, realm: Realm) -> list[tuple[str, str]]:
        return [("Upload a course", f"/?realm={realm.realm_guid}")]

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Realm, Mapping[str, str]]:
        realm, secret = Realm.create(values["name"])
        return realm, {"realm_guid": realm.realm_guid, "realm_secret_key": secret}
