from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse

from apps.realm.admin import RealmFilter
from apps.stored_query.forms import NewQueryForm, QueryForm, TrialRunForm
from apps.stored_query.models import StoredQuery
from apps.stored_query.sql_views import VIEWS
from apps.stored_query.trial_run import curl_command, run
from bright.admin.actions import AdminAction
from bright.admin.model_admin import OperatorAdmin
from bright.errors import BrightError
from bright.reading.documents import SelectedColumns
from bright.rest.renderers import CSVRenderer
from bright.rest.responses import ResponseBuilder


@admin.register(StoredQuery)
class StoredQueryAdmin(OperatorAdmin):
    list_display = ("name", "owner", "summary", "level_name")
    list_select_related = ("realm", "course_provider")
    list_filter = (RealmFilter, "query_scope", "level")
    search_fields = ("name",)
    search_help_text = "Part of the name."
    form = QueryForm
    add_form = NewQueryForm
    editable = ("sql", "parameters", "level", "description")
    record_actions = (
        AdminAction(
            "delete",
            "Delete",
            lambda query: query.delete() and None,
            "is deleted",
            warning="The query is deleted for good; running it will answer 404.",
            on_lists=False,
            is_available=lambda query: query.realm_id is not None,
        ),
    )

    def search_condition(self, term: str) -> Q:
        return Q(name__icontains=term)

    @admin.display(description="of")
    def owner(self, query: StoredQuery) -> str:
        return str(query.course_provider or query.realm or "every realm (built-in)")

    @admin.display(description="level")
    def level_name(self, query: StoredQuery) -> str:
        return query.level

    @admin.display(description="description")
    def summary(self, query: StoredQuery) -> str:
        return query.description.partition("\n")[0]

    def links(self, query: StoredQuery) -> list[tuple[str, str]]:
        return [("Test run", self._run_url(query))]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Built-ins are the same for every realm; `initialize` would undo a change."""
        return super().has_change_permission(request, obj) and (obj is None or obj.realm_id is not None)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.run_view)
        return [path("<int:pk>/run/", view, name="stored_query_storedquery_run"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["views"] = VIEWS
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_run" in request.POST:
            return HttpResponseRedirect(self._run_url(obj))
        return super().response_change(request, obj)

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[StoredQuery, dict[str, str]]:
        realm = values.pop("realm")
        query, is_new = StoredQuery.objects.get_or_create_own(
            realm.pk, **{**values, "parameters": values["parameters"] or "[]"}
        )
        if not is_new:
            raise ValidationError("This realm already has a stored query with this name.")
        return query, {}

    def run_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Everything is in the URL, so that a test run can be shared; it changes nothing."""
        query = StoredQuery.objects.select_related("realm", "course_provider").filter(pk=pk).first()
        if query is None:
            raise Http404
        may_read: Any = request.user.has_perm("registration.view_registration")  # a run shows learners' records
        if not (may_read and self.has_view_permission(request, query)):
            raise PermissionDenied
        form = TrialRunForm(query, request.GET if request.GET else None)
        if not form.is_valid():
            return self._run_page(request, query, form)
        if "csv" in request.GET:
            return self._download(request, query, form)
        result = run(query, form.given, form.scope)
        return self._run_page(request, query, form, result=result, curl=curl_command(query, form.given))

    def _run_page(self, request: HttpRequest, query: StoredQuery, form: TrialRunForm, **extra: Any) -> HttpResponse:
        title = f"Test run of {query}"
        context = {"query": query, "form": form, "views": VIEWS, "media": self.media + form.media, **extra}
        return self.render_page(request, "stored_query_pages/run.html", title, **context)

    def _download(self, request: HttpRequest, query: StoredQuery, form: TrialRunForm) -> HttpResponseBase:
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

    def _run_url(self, query: StoredQuery) -> str:
        return reverse("admin:stored_query_storedquery_run", args=[query.pk])
