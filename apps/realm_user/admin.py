from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from apps.realm.admin import RealmFilter, realm_choice
from apps.realm_user.models import RealmUser, Role
from apps.user.models import User
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin
from bright.email_addresses import normalized_email


def users_by_email(email: str) -> list[User]:
    """Looked up separately: with a join, PostgreSQL might read every realm user to find one."""
    return list(User.objects.filter(email=normalized_email(email)))


class NewRealmUserForm(forms.Form):
    realm = realm_choice(RealmUser)
    email = forms.EmailField(max_length=320)
    realm_role_id = forms.TypedChoiceField(choices=Role.choices, coerce=int, label="Role")


@admin.register(RealmUser)
class RealmUserAdmin(OperatorAdmin):
    list_display = ("user", "realm", "realm_role_id", "created_at")
    list_select_related = ("user", "realm")
    list_filter = (RealmFilter,)
    search_fields = ("user__email",)
    search_help_text = "A whole e-mail address."
    editable = ("realm_role_id", "custom")
    add_form = NewRealmUserForm
    record_actions = (
        AdminAction(
            "remove",
            "Remove from the realm",
            lambda realm_user: realm_user.delete() and None,
            "is no longer in the realm",
            warning="The user is removed from the realm; registrations and results stay.",
        ),
    )

    def search_condition(self, term: str) -> Q:
        return Q(user__in=users_by_email(term))

    def links(self, realm_user: RealmUser) -> list[tuple[str, str]]:
        address = reverse("admin:registration_registration_changelist")
        return [("Registrations", f"{address}?{urlencode({'realm': realm_user.realm_id, 'q': realm_user.email})}")]

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[RealmUser, dict[str, str]]:
        realm, email, role = values["realm"], values["email"], values["realm_role_id"]
        realm_user, is_new = RealmUser.objects.get_or_create_by_email(realm.pk, email, realm_role_id=role)
        if not is_new:
            raise ValidationError("This user is in the realm already.")
        return realm_user, {}
