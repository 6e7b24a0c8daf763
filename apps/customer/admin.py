from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse

from apps.customer.installed import installed_views, problem_of, version_of
from apps.customer.models import ADMITS, CustomerEndpoint
from apps.stored_query.models import StoredQuery
from bright.admin.forms import ConstraintCheckingForm
from bright.admin.model_admin import OperatorAdmin


class CustomerEndpointForm(ConstraintCheckingForm):
    view = forms.ChoiceField(required=False, help_text="Provided by packages installed alongside Bright.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["view"].choices = view_choices(self.instance.view)
        fields["stored_query"].label_from_instance = query_label


def query_label(query: StoredQuery) -> str:
    return f"{query} ({query.realm or 'built-in'})"


def view_choices(current: str) -> list[tuple[str, str]]:
    """The installed views, and the current one even if it is missing, so that saving the form does not lose it."""
    missing = [] if not current or current in installed_views() else [(current, f"{current} (not installed)")]
    return [("", "none"), *((name, f"{name} ({version_of(name)})") for name in sorted(installed_views())), *missing]


@admin.register(CustomerEndpoint)
class CustomerEndpointAdmin(OperatorAdmin):
    form = CustomerEndpointForm
    list_display = ("path", "realm", "answered_by", "admitted", "state")
    list_select_related = ("realm", "stored_query")
    search_fields = ("path",)
    autocomplete_fields = ("realm", "stored_query")  # not select boxes, which would list every realm and query
    fieldsets = (
        (None, {"fields": ("realm", "path", "enabled")}),
        ("Answered by (one of the two)", {"fields": ("stored_query", "view")}),
        ("Who may call it", {"fields": tuple(ADMITS)}),
    )
    editable = ("realm", "path", "enabled", "stored_query", "view", *ADMITS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    @admin.display(description="Answered by")
    def answered_by(self, row: CustomerEndpoint) -> str:
        return row.view or f"stored query {row.stored_query}"

    @admin.display(description="Open to")
    def admitted(self, row: CustomerEndpoint) -> str:
        fields: Any = (CustomerEndpoint._meta.get_field(name) for name in ADMITS if getattr(row, name))
        return ", ".join(field.verbose_name for field in fields)

    @admin.display(description="State")
    def state(self, row: CustomerEndpoint) -> str:
        return (row.view and problem_of(row.view)) or ("published" if row.enabled else "disabled")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Shows at the top of the page why the endpoint can't answer, if it can't."""
        row = self.get_object(request, object_id)
        if request.method == "GET" and row is not None and row.view and (problem := problem_of(row.view)):
            messages.warning(request, f"{row} can't answer: its view {row.view} {problem}.")
        return super().change_view(request, object_id, form_url, extra_context)
