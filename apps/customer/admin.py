from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse

from apps.customer.installed import problem, version_of, views
from apps.customer.models import ADMITS, CustomerEndpoint
from apps.stored_query.models import StoredQuery
from bright.admin.forms import ConstraintCheckingForm
from bright.admin.model_admin import OperatorAdmin


class CustomerEndpointForm(ConstraintCheckingForm):
    view = forms.ChoiceField(required=False, help_text="Of the packages installed beside Bright.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["view"].choices = view_choices(self.instance.view)
        fields["stored_query"].label_from_instance = query_label


def query_label(query: StoredQuery) -> str:
    return f"{query} ({query.realm or 'built-in'})"


def view_choices(chosen: str) -> list[tuple[str, str]]:
    """The installed views, and the chosen one although it may be gone: saving something else must not lose it."""
    gone = [] if not chosen or chosen in views() else [(chosen, f"{chosen} (not installed)")]
    return [("", "none"), *((name, f"{name} ({version_of(name)})") for name in sorted(views())), *gone]


@admin.register(CustomerEndpoint)
class CustomerEndpointAdmin(OperatorAdmin):
    form = CustomerEndpointForm
    list_display = ("path", "realm", "answered_by", "admitted", "state")
    list_select_related = ("realm", "stored_query")
    search_fields = ("path",)
    autocomplete_fields = ("realm", "stored_query")  # a page doesn't grow with the realms and queries there are
    fieldsets = (
        (None, {"fields": ("realm", "path", "enabled")}),
        ("What answers: one of the two", {"fields": ("stored_query", "view")}),
        ("Who may ask", {"fields": tuple(ADMITS)}),
    )
    editable = ("realm", "path", "enabled", "stored_query", "view", *ADMITS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    @admin.display(description="Answered by")
    def answered_by(self, row: CustomerEndpoint) -> str:
        return row.view or f"stored query {row.stored_query}"

    @admin.display(description="Admits")
    def admitted(self, row: CustomerEndpoint) -> str:
        fields: Any = (CustomerEndpoint._meta.get_field(name) for name in ADMITS if getattr(row, name))
        return ", ".join(field.verbose_name for field in fields)

    @admin.display(description="State")
    def state(self, row: CustomerEndpoint) -> str:
        return (row.view and problem(row.view)) or ("published" if row.enabled else "switched off")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Says at the top of the page what keeps the endpoint from answering."""
        row = self.get_object(request, object_id)
        if request.method == "GET" and row is not None and row.view and (wrong := problem(row.view)):
            messages.warning(request, f"{row} answers nothing: its view {row.view} {wrong}.")
        return super().change_view(request, object_id, form_url, extra_context)
