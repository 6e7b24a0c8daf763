from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Q
from django.http import HttpRequest

from apps.api_key.models import ApiKey
from apps.course_provider.models import CourseProvider
from apps.realm.admin import RealmFilter, realm_choice
from apps.realm_user.admin import users_by_email
from apps.realm_user.models import RealmUser
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin


def autocomplete(name: str) -> AutocompleteSelect:
    return AutocompleteSelect(ApiKey._meta.get_field(name), admin.site)


class NewKeyForm(forms.Form):
    """A key without a user acts for the whole realm or provider: keep it off web pages."""

    realm = realm_choice(ApiKey)
    course_provider = forms.ModelChoiceField(
        CourseProvider.objects.all(),
        required=False,
        widget=autocomplete("course_provider"),
        help_text="The key then sees this provider's records only.",
    )
    email = forms.EmailField(required=False, max_length=320, help_text="The key then sees this user's records only.")
    anonymous = forms.BooleanField(
        required=False, help_text="The key may only list courses, with few fields: for public pages."
    )
    days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=3650,
        help_text="How long it is valid. Empty: until it is revoked; for a user's key, as long as the realm says.",
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        provider = values.get("course_provider")
        if provider and values.get("realm") and provider.realm_id != values["realm"].pk:
            self.add_error("course_provider", "This provider belongs to another realm.")
        if values.get("anonymous") and values.get("email"):
            self.add_error("anonymous", "An anonymous key has no user: leave the address empty.")
        return values


class UnboundKeyFilter(admin.SimpleListFilter):
    """Keys of no user: few, long-lived and powerful. The index on the user finds them."""

    title = parameter_name = "holder"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("none", "no user: for a realm, a provider, or anonymous")]

    def queryset(self, request: HttpRequest, keys: Any) -> Any:
        return keys.filter(user=None) if self.value() else keys


@admin.register(ApiKey)
class ApiKeyAdmin(OperatorAdmin):
    list_display = ("id", "realm", "course_provider", "user", "anonymous", "created_at", "expires_at", "revoked_at")
    list_select_related = ("realm", "course_provider", "user")
    list_filter = (RealmFilter, UnboundKeyFilter)
    search_fields = ("id", "user__email")
    search_help_text = "A key's id, or a user's whole e-mail address."
    exclude = ("token_hash",)
    add_form = NewKeyForm
    record_actions = (
        AdminAction(
            "revoke",
            "Revoke",
            lambda key: key.revoke(),
            "is revoked; it stops working within a second",
            warning="Whoever uses the key is refused from now on. This can't be undone.",
            is_available=lambda key: key.revoked_at is None,
        ),
    )

    def search_condition(self, term: str) -> Q:
        if term.isascii() and term.isdigit():
            return Q(pk=int(term[:18]))
        return Q(user__in=users_by_email(term))

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[ApiKey, Mapping[str, str]]:
        realm, email = values["realm"], values["email"]
        key, token = ApiKey.issue(
            realm=realm,
            course_provider=values["course_provider"],
            user=RealmUser.objects.get_or_create_by_email(realm.pk, email)[0].user if email else None,
            anonymous=values["anonymous"],
            lifetime=timedelta(days=values["days"]) if values["days"] else None,
        )
        return key, {"access_token": token}
