from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse

from apps.realm.admin import RealmFilter
from apps.stored_query.catalogue_more import VIEWS
from apps.stored_query.forms import NewQueryForm, QueryForm, TrialForm
from apps.stored_query.models import StoredQuery
from apps.stored_query.trial import attempt, curl
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin
from bright.errors import BrightError
from bright.reading.documents import SelectedColumns
from bright.rest.renderers import CSVRenderer
from bright.rest.responses import ResponseBuilder


@admin.register(StoredQuery)
class StoredQueryAdmin(OperatorAdmin):
    list_display = ("name", "whose", "summary", "level_word")
    list_select_related = ("realm", "course_provider")
    list_filter = (RealmFilter, "query_scope", "level")
    search_fields = ("name",)
    search_help_text = "A part of the name."
    form = QueryForm
    add_form = NewQueryForm
    editable = ("sql", "parameters", "level", "description")
    record_actions = (
        AdminAction(
            "delete",
            "Delete",
            lambda query: query.delete() and None,
            "is deleted",
            warning="The query is deleted for good; whoever runs it gets 404.",
            on_lists=False,
            is_available=lambda query: query.realm_id is not None,
        ),
    )

    def search_condition(self, term: str) -> Q:
        return Q(name__icontains=term)

    @admin.display(description="of")
    def whose(self, query: StoredQuery) -> str:
        return str(query.course_provider or query.realm or "every realm (built-in)")

    @admin.display(description="level")
    def level_word(self, query: StoredQuery) -> str:
        return query.level

    @admin.display(description="description")
    def summary(self, query: StoredQuery) -> str:
        return query.description.partition("\n")[0]

    def links(self, query: StoredQuery) -> list[tuple[str, str]]:
        return [("Test run", self._run_address(query))]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A built-in is the same for every realm; `initialize` would undo a change."""
        return super().has_change_permission(request, obj) and (obj is None or obj.realm_id is not None)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.run_view)
        return [path("<int:pk>/run/", view, name="stored_query_storedquery_run"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["views"] = VIEWS
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_run" in request.POST:
            return HttpResponseRedirect(self._run_address(obj))
        return super().response_change(request, obj)

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[StoredQuery, dict[str, str]]:
        realm = values.pop("realm")
        query, is_new = StoredQuery.objects.keep(realm.pk, **{**values, "parameters": values["parameters"] or "[]"})
        if not is_new:
            raise ValidationError("This realm has a stored query of this name already.")
        return query, {}

    def run_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Everything is in the address, so that a try can be sent to somebody; nothing is changed by it."""
        query = StoredQuery.objects.select_related("realm", "course_provider").filter(pk=pk).first()
        if query is None:
            raise Http404
        if not self.has_view_permission(request, query):
            raise PermissionDenied
        form = TrialForm(query, request.GET if request.GET else None)
        if not form.is_valid():
            return self._run_page(request, query, form)
        if "csv" in request.GET:
            return self._download(request, query, form)
        trial = attempt(query, form.given, form.scope)
        return self._run_page(request, query, form, trial=trial, curl=curl(query, form.given))

    def _run_page(self, request: HttpRequest, query: StoredQuery, form: TrialForm, **found: Any) -> HttpResponse:
        title = f"Test run of {query}"
        context = {"query": query, "form": form, "views": VIEWS, "media": self.media + form.media, **found}
        return self.render_page(request, "stored_query_pages/run.html", title, **context)

    def _download(self, request: HttpRequest, query: StoredQuery, form: TrialForm) -> HttpResponseBase:
        try:
            columns, rows = query.run(form.given, form.scope)
            response = ResponseBuilder(request, CSVRenderer()).rows(
                SelectedColumns("row", columns, collection="rows"), rows
            )
        except BrightError as error:
            form.add_error(None, error.reason)
            return self._run_page(request, query, form)
        response["Content-Disposition"] = f'attachment; filename="{query.pk}.csv"'
        return response

    def _run_address(self, query: StoredQuery) -> str:
        return reverse("admin:stored_query_storedquery_run", args=[query.pk])
