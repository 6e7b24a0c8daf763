from collections.abc import Sequence
from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from apps.course_provider.models import CourseProvider
from apps.invitation.models import Invitation
from apps.stored_query.builtins import BUILTINS
from apps.stored_query.documents import StoredQueryDocument
from apps.stored_query.models import Level, QueryScope, StoredQuery, check_query
from apps.stored_query.row_scope import RowScope
from apps.stored_query.serializers import StoredQuerySerializer
from bright.access import Scope
from bright.errors import Forbidden, InvalidArgument, NotFound, Unauthorized
from bright.forms.parameters import ROWS, Parameter
from bright.reading.filtersets import FilterSet
from bright.rest.viewsets import SAFE_ACTIONS, BrightViewSet

LEVELS = {
    Level.ANY_USER: Scope.KNOWN,
    Level.INVITATION_OWNER: Scope.REALM | Scope.USER_KEY,
    Level.ADMINISTRATOR: Scope.ADMINISTRATOR,
    Level.REALM: Scope.REALM,
}


class StoredQueryViewSet(BrightViewSet):
    document = StoredQueryDocument
    serializer_class = StoredQuerySerializer
    lookup_field = "name"
    safe_actions = SAFE_ACTIONS | {"run"}
    required_scopes = {
        "list": Scope.REALM,
        "retrieve": Scope.REALM,
        "create": Scope.REALM,
        "update": Scope.REALM,
        "destroy": Scope.REALM,
        "run": Scope.KNOWN,
        "initialize": Scope.ADMINISTRATOR,
    }
    action_parameters = {
        "run": {
            "name": Parameter("which query; 404 if there is none of this name", required=True),
            "query_scope": "bright: a built-in; realm, course_provider: theirs; none: the provider's, else the realm's",
            "invitation_name": "for the level invitation_owner: the invitation; 401 if it is not the caller's",
            "course_provider_id": Parameter("with realm access: this course provider's own query", "integer"),
            "rows": ROWS,
        }
    }

    def get_lookups(self, id: str, by_number: bool = True) -> Sequence[FilterSet]:
        """Among the queries of the scope asked for; without one, among all but the built-ins."""
        scope = self.parameters.text("query_scope")
        scopes = [scope] if scope else [QueryScope.REALM.value, QueryScope.COURSE_PROVIDER.value]
        pairs = [("query_scope", each) for each in scopes]
        return [lookup.add("exact", pairs) for lookup in super().get_lookups(id, by_number)]

    def perform_create(self, serializer: Any) -> tuple[StoredQuery, bool]:
        """An existing query of this name stays as it is, and is the answer: a write may arrive twice."""
        values = dict(serializer.validated_data)
        provider = self._provider(values.pop("course_provider_id", None))
        check_query(values["sql"], values.get("parameters", ""), RowScope.for_access(self.access))
        return StoredQuery.objects.get_or_create_own(self.access.realm_id, course_provider=provider, **values)

    def perform_update(self, serializer: Any) -> None:
        record = serializer.instance
        _refuse_builtin(record)
        values = dict(serializer.validated_data)
        values.pop("course_provider_id", None)
        sql, parameters = values.get("sql", record.sql), values.get("parameters", record.parameters)
        check_query(sql, parameters, RowScope.for_access(self.access))
        record.amend(**values)

    def perform_destroy(self, instance: StoredQuery) -> None:
        _refuse_builtin(instance)
        instance.delete()

    @action(detail=False, methods=["get", "post"])
    def run(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Run a stored query: its rows, in any format. Its declared parameters are taken by their names."""
        query = self._query()
        columns, rows = query.run(self.parameters.single(), self._scope(query))
        return self.respond_with_table(columns, rows)

    @action(detail=False, methods=["get", "post"])
    def initialize(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Create or update the built-in queries (query_scope=bright). Repeatable; the response lists their names."""
        StoredQuery.objects.initialize()
        return self.respond_with_document({"initialized": sorted(BUILTINS)})

    def _query(self) -> StoredQuery:
        """401 comes after 404 here: which names there are is no secret within a realm."""
        scope = self.parameters.text("query_scope")
        if scope not in ("", *QueryScope.values):
            raise InvalidArgument("query_scope is neither bright nor realm nor course_provider")
        named = self.get_queryset().of_scope(scope).filter(name=self.parameters.text("name"))
        own = self.access.course_provider_id
        query = named.nearest(
            own if self.access.is_bound_to_provider else self.parameters.integer("course_provider_id")
        )
        if query is None:
            raise NotFound("no stored query of this name")
        if self.access.scope not in LEVELS[Level(query.level)]:
            raise Unauthorized(f"a query of the level {query.level} is not for {self.access.scope.name}")
        return query

    def _scope(self, query: StoredQuery) -> RowScope:
        """A learner who reports on an invitation sees all of that invitation, and of nothing else."""
        if query.level != Level.INVITATION_OWNER or not self.access.is_bound_to_user:
            return RowScope.for_access(self.access)
        name = self.parameters.text("invitation_name")
        invitation = Invitation.objects.reportable_by(self.access, name).first()
        if invitation is None:
            raise Unauthorized("the invitation of this name is not the caller's to report on")
        return RowScope(self.access.realm_id, self.access.course_provider_id, invitation_id=invitation.pk)

    def _provider(self, id: int | None) -> CourseProvider | None:
        if id is None:
            return None
        provider = CourseProvider.objects.visible_to(self.access).filter(pk=id).first()
        if provider is None:
            raise NotFound("no course provider of this id")
        return provider


def _refuse_builtin(record: StoredQuery) -> None:
    if record.query_scope == QueryScope.BRIGHT:
        raise Forbidden("a built-in query is the same for every realm; make one of your own under its name")
