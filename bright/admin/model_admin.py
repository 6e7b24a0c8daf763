"""What every admin page shares: fast with a million rows, plain fields edited, secrets never shown.

How the pages look is in apps/console.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from bright.admin.actions import Acts
from bright.errors import BrightError
from bright.rest.routers import ACTION_WORDS


class BoundedPaginator(Paginator):
    """Counts no further than what anybody pages through, since counting a table reads all of it."""

    MOST = 10_000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[: self.MOST].count()


class AmongNewest(admin.SimpleListFilter):
    """Filters by a column without an index: looks through the newest rows only, and says so."""

    MOST = 10_000
    column: ClassVar[str]
    words: ClassVar[tuple[tuple[str, str], ...]]  # value in the address, label

    def __init__(self, *args: Any) -> None:
        self.title = f"{self.parameter_name}, among the newest {self.MOST:,}"
        super().__init__(*args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, str], ...]:
        return self.words

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        value = self.value()
        return self.narrow(newest(rows, self.MOST), value) if value in dict(self.words) else rows

    def narrow(self, rows: QuerySet, value: str | None) -> QuerySet:
        return rows.filter(**{self.column: value})


def newest(rows: QuerySet, most: int) -> QuerySet:
    """The rows made last. The bound is asked for first, since the planner guesses badly at a sub-query's."""
    bound = rows.order_by("-pk").values_list("pk", flat=True)[most - 1 : most].first()
    return rows if bound is None else rows.filter(pk__gte=bound)


class Chosen(admin.SimpleListFilter):
    """Rows of one record that the address names (`?<parameter_name>=<id>`), as other pages link to them."""

    column: ClassVar[str]
    model: ClassVar[Any]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        value = self.value() or ""
        record = self.model.objects.filter(pk=value).first() if value.isascii() and value.isdigit() else None
        return [(value, str(record))] if record else []

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows.filter(**{self.column: self.value()}) if self.value() else rows


class ExactText(forms.CharField):
    """Text that stays byte for byte where nobody changed it: blanks stay, and a browser's line ends are undone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed((initial or "").replace("\r\n", "\n"), (data or "").replace("\r\n", "\n"))


class PlainForm(forms.ModelForm):
    """Tells a broken constraint at the form, also where one of its columns isn't in the form."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        candidate = copy(self.instance)
        for name, value in values.items():
            setattr(candidate, name, value)
        candidate.validate_constraints()
        return values


class NamedForm(forms.Form):
    """Of a new record that clients find by its name."""

    field_order = ("realm", "name")
    name = forms.CharField(max_length=200)

    def clean_name(self) -> str:
        if self.cleaned_data["name"] in ACTION_WORDS:
            raise ValidationError("This word is an action of the API; choose another name.")
        return self.cleaned_data["name"]


class OperatorAdmin(Acts):
    """Records are made, changed and ended by the methods that the API uses; forms edit plain fields only."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering = ("-id",)
    sortable_by = ()  # by id only: there is an index for that
    form = PlainForm
    formfield_overrides: ClassVar = {models.TextField: {"form_class": ExactText, "widget": AdminTextareaWidget}}
    editable: tuple[str, ...] = ()  # what a form may change
    extra: tuple[str, ...] = ()  # methods whose answers the record's page shows
    new_form: type[forms.Form] | None = None  # what a new record needs; None: not made here

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in self.get_fields(request, obj) if name not in self.editable]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        hidden = set(self.exclude or ())
        names = [field.name for field in self.model._meta.fields if field.name not in hidden]
        return [*self.editable, *(name for name in names if name not in self.editable), *self.extra]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.new_form is not None and super().has_add_permission(request)

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """By the list's own filters only: what may be asked of a hash or a secret can be found out."""
        names = [each if isinstance(each, str) else getattr(each, "parameter_name", "") for each in self.list_filter]
        return lookup.partition("__")[0] in names

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    # --- Searching: whole values, by an index. A part of a word would read the whole table.

    def matching(self, term: str) -> Q:
        """What a search for `term` finds, without surrounding blanks and not empty."""
        return Q(*((f"{name}__exact", term) for name in self.search_fields), _connector=Q.OR)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = search_term.replace("\0", "").strip()
        return (queryset.filter(self.matching(term)) if term else queryset), False

    # --- Changing and making

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """By the record's own `amend`, if it has one: the way that an update over the API takes."""
        if not (change and hasattr(obj, "amend")):
            super().save_model(request, obj, form, change)
        elif form.changed_data:
            obj.amend(**{name: form.cleaned_data[name] for name in form.changed_data})

    def make(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Any, Mapping[str, str]]:
        """The new record, and the secrets to be shown this once. Refuses by ValidationError or BrightError."""
        raise NotImplementedError

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if self.new_form is None:
            return super().add_view(request, form_url, extra_context)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.new_form(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._made(request, *self.make(request, form.cleaned_data))
            except ValidationError as refusal:
                form.add_error(None, refusal)
            except BrightError as refusal:
                form.add_error(None, refusal.reason)
        return self.form_page(request, form, title=f"New {self.opts.verbose_name}", submit="Make it")

    def _made(self, request: HttpRequest, record: Any, secrets: Mapping[str, str]) -> HttpResponse:
        self.log_addition(request, record, f"Made {self.opts.verbose_name} {record}.")
        if secrets:
            return self.show_once(request, str(record), secrets)
        self.message_user(request, f"{record} is there.")
        place = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(place, args=[quote(record.pk)]))

    def form_page(self, request: HttpRequest, form: forms.Form, *, title: str, submit: str) -> HttpResponse:
        media = self.media + form.media
        return self._page(request, "acts/form.html", title, form=form, submit=submit, media=media)
