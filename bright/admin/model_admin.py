"""What every admin page shares: fast with a million rows, only plain fields edited, secrets never shown.

How the pages look is in apps/console.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst

from bright.admin.actions import ModelAdminWithActions
from bright.admin.forms import ConstraintCheckingForm, VerbatimTextField
from bright.admin.paginator import BoundedPaginator
from bright.errors import BrightError, InvalidArgument


class OperatorAdmin(ModelAdminWithActions):
    """Records are created, changed and deleted by the same methods as through the API; forms edit plain fields only.

    A subclass may set `editable`, `extra`, `add_form` (with `create_record`) and `record_actions`, and override
    `search_condition` and `links`.
    """

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering = ("-id",)
    sortable_by = ()  # only by id, which has an index
    form = ConstraintCheckingForm
    formfield_overrides: ClassVar = {models.TextField: {"form_class": VerbatimTextField, "widget": AdminTextareaWidget}}
    editable: tuple[str, ...] = ()  # fields that the form may change
    extra: tuple[str, ...] = ()  # methods whose results the record's page shows
    add_form: type[forms.Form] | None = None  # what a new record needs; None: it can't be added here

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in self.get_fields(request, obj) if name not in self.editable]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        hidden = set(self.exclude or ())
        names = [field.name for field in self.model._meta.fields if field.name not in hidden]
        return [*self.editable, *(name for name in names if name not in self.editable), *self.extra]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.add_form is not None and super().has_add_permission(request)

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only by the list's own filters: a lookup on a hash or a secret would reveal it, a character at a time."""
        names = {each if isinstance(each, str) else getattr(each, "parameter_name", "") for each in self.list_filter}
        return lookup.removesuffix("__exact") in names

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    # --- Searching: for whole values, by an index. Searching for a part of a word would read the whole table.

    def search_condition(self, term: str) -> Q:
        """The condition for a search. `term` is stripped and not empty."""
        return Q(*((f"{name}__exact", term) for name in self.search_fields), _connector=Q.OR)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = search_term.replace("\0", "").strip()
        try:
            return (queryset.filter(self.search_condition(term)) if term else queryset), False
        except InvalidArgument:  # an address that nobody can have
            return queryset.none(), False

    # --- Changing and adding

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """By the record's own `amend` if it has one, as an update through the API."""
        if not (change and hasattr(obj, "amend")):
            super().save_model(request, obj, form, change)
        elif form.changed_data:
            obj.amend(**{name: form.cleaned_data[name] for name in form.changed_data})

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Any, Mapping[str, str]]:
        """Create a record from the values of `add_form`.

        Returns it with its secrets (name to value), which are shown once. Raises ValidationError or BrightError.
        """
        raise NotImplementedError

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if self.add_form is None:
            return super().add_view(request, form_url, extra_context)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.add_form(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    record, secrets = self.create_record(request, form.cleaned_data)
                    self.log_addition(request, record, f"Created {self.opts.verbose_name} {record}.")
                return self._created(request, record, secrets)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            except BrightError as refusal:
                form.add_error(None, refusal.reason)
        return self.form_page(request, form, title=f"New {self.opts.verbose_name}", submit="Create")

    def _created(self, request: HttpRequest, record: Any, secrets: Mapping[str, str]) -> HttpResponse:
        if secrets:
            return self.show_once(request, str(record), secrets)
        self.message_user(request, f"{record} was created.")
        view_name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(view_name, args=[quote(record.pk)]))

    def form_page(self, request: HttpRequest, form: forms.Form, *, title: str, submit: str) -> HttpResponse:
        """The page that shows `form`, with `submit` on its button."""
        media = self.media + form.media
        return self.render_page(request, "admin_actions/form.html", title, form=form, submit=submit, media=media)
