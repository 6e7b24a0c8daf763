"""The viewset that every resource subclasses. An app says its model, document, serializer, scopes.

See docs/contract/urls-and-verbs.md, "Verbs and paths".

class CourseViewSet(BrightViewSet):
    document = CourseDocument
    serializer_class = CourseSerializer
    lookup_field = "course_guid"
    required_scopes = {"list": Scope.ANYONE, "create": Scope.ADMINISTRATOR}
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Model
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from bright.access import Access, Scope
from bright.errors import InvalidArgument, MethodNotAllowed, NotFound
from bright.forms import pages
from bright.forms.parameters import Parameter
from bright.http import cors
from bright.http.credentials import Credentials
from bright.http.parameters import Parameters, get_credentials, get_parameters
from bright.reading.documents import Document, Fieldset
from bright.reading.filtersets import FilterSet
from bright.reading.row_query import RowQuery, visible_rows
from bright.reading.rows import Row
from bright.rest.filters import FieldFilterBackend, QuerySetMethodBackend
from bright.rest.negotiation import FormatNegotiation
from bright.rest.pagination import LinkPagination
from bright.rest.parsers import CSVParser, FormParser, JSONParser, TextXMLParser, XMLParser
from bright.rest.permissions import HasRequiredScope
from bright.rest.renderers import CSVRenderer, JSONRenderer, XMLRenderer
from bright.rest.respond import RespondMixin
from bright.rest.throttling import FailedLogInThrottle
from bright.rest.uploads import MultiPartParser
from bright.text import is_storable

SAFE_ACTIONS = frozenset(("list", "retrieve"))


class BrightViewSet(RespondMixin, GenericViewSet):
    permission_classes = (HasRequiredScope,)
    throttle_classes = (FailedLogInThrottle,)
    parser_classes = (FormParser, MultiPartParser, JSONParser, XMLParser, TextXMLParser, CSVParser)
    renderer_classes = (JSONRenderer, XMLRenderer, CSVRenderer)
    content_negotiation_class = FormatNegotiation
    filter_backends = (FieldFilterBackend, QuerySetMethodBackend)
    pagination_class = LinkPagination
    lookup_url_kwarg = "id"  # an id may also be the number of the record
    default_response_headers: ClassVar[dict[str, str]] = {}  # DRF's own would vary by Accept

    document: ClassVar[type[Document]]
    serializer_classes: ClassVar[Mapping[str, type[BaseSerializer]]] = {}  # of actions that take something else
    # Action → scopes that it is open to: the access table. An action that isn't in it is not offered (405).
    required_scopes: ClassVar[Mapping[str, Scope]] = {}
    companion_modes: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # action → access modes that are data for it
    safe_actions: ClassVar[frozenset[str]] = SAFE_ACTIONS  # that only read: HEAD may ask for them, too
    many_records_actions: ClassVar[frozenset[str]] = frozenset()  # that take a CSV body with several records
    queryset_methods: ClassVar[Mapping[str, str]] = {}  # parameter → method of the model's QuerySet
    # Action → what it takes beside its serializer's fields: parameter → what it does, and what bad input answers.
    action_parameters: ClassVar[Mapping[str, Mapping[str, str | Parameter]]] = {}
    action_statuses: ClassVar[Mapping[str, Mapping[int, str]]] = {}  # action → status beside the usual ones → when
    routes: ClassVar[tuple[Any, ...]] = ()  # instead of those of the router
    existing_status: ClassVar[int] = 200  # of a create that finds the record already there

    action: str
    access: Access  # request.auth, once the caller is authenticated
    is_page = False

    # --- A request on its way to the action.

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        """Whoever may call an action may see its form: `new` and `edit` are checked as `create` and `update`."""
        drf_request = super().initialize_request(request, *args, **kwargs)
        self.is_page = self.action in pages.PAGES
        self.action = pages.PAGES.get(self.action, self.action)
        return drf_request

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As DRF's, but 401 comes before 406. A preflight carries no credentials."""
        self.format_kwarg = self.get_format_suffix(**kwargs)
        if request.method != "OPTIONS":
            self.perform_authentication(request)
            self.check_permissions(request)
            self.check_throttles(request)
            request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
            self.check_request(request)

    def perform_authentication(self, request: Request) -> None:
        super().perform_authentication(request)
        access: Any = request.auth
        self.access = request._request.META["bright.access"] = access  # META is for the request log

    def check_request(self, request: Request) -> None:
        """What no action takes. Raises InvalidArgument, NotFound, MethodNotAllowed."""
        self.parameters.refuse_unstorable()
        if len(self.parameters.records) > 1 and self.action not in self.many_records_actions:
            raise InvalidArgument("several records in one body")
        if not is_storable(self.kwargs.get("id") or ""):
            raise NotFound("no record can have this id")
        if self.action not in self.safe_actions and (request.method == "POST" or not self.is_page):
            self.refuse_unintended_write(request)

    def refuse_unintended_write(self, request: Request) -> None:
        """HEAD and a prefetch must not write."""
        if request.method == "HEAD":
            raise MethodNotAllowed("HEAD on an action that writes")
        purpose = request.META.get("HTTP_SEC_PURPOSE") or request.META.get("HTTP_PURPOSE") or ""
        if "prefetch" in purpose:
            raise MethodNotAllowed("a prefetch of an action that writes")

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        access = request._request.META.get("bright.access")
        origin = request.META.get("HTTP_ORIGIN")
        if origin is not None or (access and access.origins):
            cors.allow_origin(origin or "", access, response)
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return cors.preflight_response()

    @cached_property
    def parameters(self) -> Parameters:
        return get_parameters(self.request)

    @cached_property
    def credentials(self) -> Credentials:
        return get_credentials(self.request)

    # --- The actions.

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        query: Any = self.get_row_query()  # in the place of DRF's QuerySet
        paginator: Any = self.paginator
        query = paginator.paginate_queryset(self.filter_queryset(query), request, view=self)
        return paginator.get_paginated_response(self.responses.rows(query.columns, query.chunks()))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        query, row = self.get_row(self.kwargs["id"])
        return self.responses.row(query.columns, row)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        instance, is_new = self.perform_create(self.get_valid_serializer())
        return self.respond_with(instance.pk, 201 if is_new else self.existing_status, self.shown_once(instance))

    def update(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A natural key names the record and never changes."""
        instance = self.get_object()
        serializer = self.get_valid_serializer(instance)
        serializer.validated_data.pop(self.lookup_field, None)
        self.perform_update(serializer)
        return self.respond_with(instance.pk)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The answer is the record as it was."""
        instance = self.get_object()
        query, row = self.get_row_by_pk(instance.pk)
        self.perform_destroy(instance)
        return self.responses.row(query.columns, row)

    def new(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An HTML form that makes a record."""
        return self._respond_with_page(lambda: self.create(request, *args, **kwargs))

    def edit(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An HTML form that changes the record."""
        return self._respond_with_page(lambda: self.update(request, *args, **kwargs), self.get_object())

    def _respond_with_page(self, run: Callable[[], HttpResponseBase], instance: Any = None) -> HttpResponseBase:
        """A page reads what the action answers, as JSON."""
        self.request.accepted_renderer = JSONRenderer()
        return pages.respond(self, run, instance)

    # --- What an app fills in or overrides, where it offers the action.

    def perform_create(self, serializer: Any) -> tuple[Model, bool]:
        """Make the record from `serializer.validated_data`: the instance, and whether it is new.

        Every write may arrive twice: the second time it finds the record, and answers `existing_status`.
        """
        raise NotImplementedError

    def perform_update(self, serializer: Any) -> None:
        """Change `serializer.instance` as `serializer.validated_data` says."""
        serializer.instance.amend(**serializer.validated_data)

    def perform_destroy(self, instance: Any) -> None:
        instance.delete()

    def shown_once(self, instance: Any) -> dict[str, Any]:
        """Values that only the answer to a create has."""
        return {}

    # --- Records and rows.

    def get_queryset(self) -> Any:
        """The records that the caller may see."""
        return visible_rows(self.document.model, self.access)

    def get_object(self) -> Any:
        """The record that the path names, or the lookup parameter where the path has no id. NotFound otherwise."""
        id = self.kwargs.get("id")
        for lookup in self.get_lookups(self.lookup_value() if id is None else id, by_number=id is not None):
            if records := list(lookup.apply_values(self.get_queryset())[:2]):
                return only(records)
        raise NotFound("no record has this id")

    def lookup_value(self) -> str:
        """The lookup field as a parameter (`gupdate`). Raises NotFound without it."""
        value = self.parameters.text(self.lookup_field)
        if not value:
            raise NotFound(f"no {self.lookup_field} given")
        return value

    def get_row_query(self, filterset: FilterSet | None = None) -> RowQuery:
        columns = self.document.select(self.get_fieldset(), self.access.is_bound_to_user)
        return RowQuery(self.document, columns, self.access, filterset)

    def get_row(self, id: str) -> tuple[RowQuery, Row]:
        """The row that `id` names, by one round trip where `id` is a guid, with its query. NotFound otherwise."""
        for lookup in self.get_lookups(id):
            query = self.get_row_query(lookup)
            if rows := query.fetch(2):
                return query, only(rows)
        raise NotFound("no record has this id")

    def get_row_by_pk(self, pk: int) -> tuple[RowQuery, Row]:
        query = self.get_row_query(FilterSet().add("exact", [("pk", pk)]))
        row = query.first()
        if row is None:
            raise NotFound("deleted meanwhile")
        return query, row

    def get_lookups(self, id: str, by_number: bool = True) -> Sequence[FilterSet]:
        """How `id` may name a record, in order: an exact guid or natural key wins over the number."""
        provider = None
        if "course_provider_id" in self.document.fields:
            provider = self.parameters.integer("course_provider_id")
        pairs = []
        field = self.document.fields.get(self.lookup_field)
        if field is not None:
            pairs.append((field.compare, field.parse(id)))
        if by_number and id.isascii() and id.isdigit() and len(id) <= 18:
            pairs.append(("pk", int(id)))
        lookups = [FilterSet().add("exact", [pair]) for pair in pairs]
        if provider is not None:
            lookups = [lookup.add("exact", [("course_provider_id", provider)]) for lookup in lookups]
        return lookups

    # --- What comes in.

    def get_fieldset(self) -> Fieldset:
        """Which columns the parameters ask for."""
        if self.access.scope is Scope.ANONYMOUS_KEY:
            return Fieldset(template="public_minimum")
        template = self.parameters.text("api_template") or (
            "" if "template" in self.document.fields else self.parameters.text("template")
        )
        included = (name for control, name in self.document.includes.items() if self.parameters.flag(control))
        return Fieldset(self.parameters.text("fields"), template, frozenset(included))

    def get_serializer_class(self) -> type[BaseSerializer]:
        return self.serializer_classes.get(self.action) or super().get_serializer_class()

    def get_serializer_data(self) -> dict[str, str]:
        return self.parameters.single()

    def get_valid_serializer(self, instance: Any = None) -> Any:
        """The action's serializer with what the caller gave. Raises InvalidArgument with its reasons."""
        serializer = self.get_serializer(instance, data=self.get_serializer_data(), partial=instance is not None)
        if not serializer.is_valid():
            reasons = {name: [str(reason) for reason in each] for name, each in dict(serializer.errors).items()}
            raise InvalidArgument(f"{reasons}", reasons)
        return serializer


def only(records: list[Any]) -> Any:
    if len(records) > 1:
        raise NotFound("two records have this id")
    return records[0]
