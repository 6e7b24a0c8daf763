"""The base class of every resource's viewset. An app declares its document, serializer and scopes.

See docs/contract/urls-and-verbs.md, "Verbs and paths".

class CourseViewSet(BrightViewSet):
    document = CourseDocument
    serializer_class = CourseSerializer
    lookup_field = "course_guid"
    required_scopes = {"list": Scope.ANYONE, "create": Scope.ADMINISTRATOR}
"""

from collections.abc import Callable, Mapping
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
from bright.reading.documents import Document
from bright.rest.filters import FieldFilterBackend, QuerySetMethodBackend
from bright.rest.negotiation import FormatNegotiation
from bright.rest.pagination import LinkPagination
from bright.rest.parsers import CSVParser, FormParser, JSONParser, TextXMLParser, XMLParser
from bright.rest.permissions import HasRequiredScope
from bright.rest.records import RecordsMixin
from bright.rest.renderers import CSVRenderer, JSONRenderer, XMLRenderer
from bright.rest.respond import RespondMixin
from bright.rest.throttling import FailedLogInThrottle
from bright.rest.uploads import MultiPartParser
from bright.text import is_storable

SAFE_ACTIONS = frozenset(("list", "retrieve"))


class BrightViewSet(RecordsMixin, RespondMixin, GenericViewSet):
    permission_classes = (HasRequiredScope,)
    throttle_classes = (FailedLogInThrottle,)
    parser_classes = (FormParser, MultiPartParser, JSONParser, XMLParser, TextXMLParser, CSVParser)
    renderer_classes = (JSONRenderer, XMLRenderer, CSVRenderer)
    content_negotiation_class = FormatNegotiation
    filter_backends = (FieldFilterBackend, QuerySetMethodBackend)
    pagination_class = LinkPagination
    lookup_url_kwarg = "id"  # a guid or natural key, or the record's number

    document: ClassVar[type[Document]]
    serializer_classes: ClassVar[Mapping[str, type[BaseSerializer]]] = {}  # action → instead of serializer_class
    # The access table: action → the scopes that may call it. An action that is not in it is answered 405.
    required_scopes: ClassVar[Mapping[str, Scope]] = {}
    companion_modes: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # action → access modes that are data for it
    safe_actions: ClassVar[frozenset[str]] = SAFE_ACTIONS  # actions that only read: HEAD works, too
    many_records_actions: ClassVar[frozenset[str]] = frozenset()  # actions that accept several records in a CSV body
    queryset_methods: ClassVar[Mapping[str, str]] = {}  # parameter → method of the model's QuerySet
    # Action → its parameters besides the serializer's fields: name → help, or Parameter.
    action_parameters: ClassVar[Mapping[str, Mapping[str, str | Parameter]]] = {}
    action_statuses: ClassVar[Mapping[str, Mapping[int, str]]] = {}  # action → status besides the usual ones → when
    routes: ClassVar[tuple[Any, ...]] = ()  # instead of the router's
    existing_status: ClassVar[int] = 200  # of a create whose record exists already

    action: str
    access: Access  # request.auth, once the caller is authenticated
    is_page = False

    # --- Before the action.

    @property
    def default_response_headers(self) -> dict[str, str]:
        """DRF's own would vary by Accept. A dict for each request: a view may add to it."""
        return {}

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        """As DRF's. The forms `new` and `edit` are checked like `create` and `update`, which they run."""
        drf_request = super().initialize_request(request, *args, **kwargs)
        self.is_page = self.action in pages.PAGES
        self.action = pages.PAGES.get(self.action, self.action)
        return drf_request

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As DRF's, but 401 comes before 406. A preflight has no credentials, so it is not checked."""
        self.format_kwarg = self.get_format_suffix(**kwargs)
        if request.method != "OPTIONS":
            self.perform_authentication(request)
            self.check_permissions(request)
            self.check_throttles(request)
            request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
            self.check_request(request)

    def perform_authentication(self, request: Request) -> None:
        """As DRF's; also sets `self.access`."""
        super().perform_authentication(request)
        access: Any = request.auth
        self.access = request._request.META["bright.access"] = access  # META: for the request log

    def check_request(self, request: Request) -> None:
        """Refuse what no action accepts. Raises InvalidArgument, NotFound, MethodNotAllowed."""
        self.parameters.refuse_unstorable()
        if self.action not in self.required_scopes:
            raise MethodNotAllowed("not offered here")  # also where the id could be no record's
        if len(self.parameters.records) > 1 and self.action not in self.many_records_actions:
            raise InvalidArgument("several records in one body")
        if not is_storable(self.kwargs.get("id") or ""):
            raise NotFound("no record can have this id")
        if self.action not in self.safe_actions and (request.method == "POST" or not self.is_page):
            self.refuse_unintended_write(request)

    def refuse_unintended_write(self, request: Request) -> None:
        """HEAD and prefetches must not write. Raises MethodNotAllowed."""
        if request.method == "HEAD":
            raise MethodNotAllowed("HEAD on an action that writes")
        purpose = request.META.get("HTTP_SEC_PURPOSE") or request.META.get("HTTP_PURPOSE") or ""
        if "prefetch" in purpose:
            raise MethodNotAllowed("a prefetch of an action that writes")

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """As DRF's; also adds the cross-origin headers."""
        response = super().finalize_response(request, response, *args, **kwargs)
        access = request._request.META.get("bright.access")
        origin = request.META.get("HTTP_ORIGIN")
        if origin is not None or (access and access.origins):
            cors.allow_origin(origin or "", access, response)
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The response to a CORS preflight."""
        return cors.preflight_response()

    @cached_property
    def parameters(self) -> Parameters:
        return get_parameters(self.request)

    @cached_property
    def credentials(self) -> Credentials:
        return get_credentials(self.request)

    # --- The actions.

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The records that match the filters, streamed."""
        query: Any = self.get_row_query()  # where DRF has a QuerySet
        paginator: Any = self.paginator
        query = paginator.paginate_queryset(self.filter_queryset(query), request, view=self)
        return paginator.get_paginated_response(self.responses.rows(query.columns, query.chunks()))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The record that the path names."""
        query, row = self.get_row(self.kwargs["id"])
        return self.responses.row(query.columns, row)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """201 with the new record; `existing_status` if it exists already."""
        instance, is_new = self.perform_create(self.get_valid_serializer())
        return self.respond_with(instance.pk, 201 if is_new else self.existing_status, self.shown_once(instance))

    def update(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The changed record. Its natural key never changes."""
        instance = self.get_object()
        serializer = self.get_valid_serializer(instance)
        serializer.validated_data.pop(self.lookup_field, None)
        self.perform_update(serializer)
        return self.respond_with(instance.pk)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Responds with the record as it was."""
        instance = self.get_object()
        query, row = self.get_row_by_pk(instance.pk)
        self.perform_destroy(instance)
        return self.responses.row(query.columns, row)

    def new(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An HTML form that creates a record."""
        return self._respond_with_page(lambda: self.create(request, *args, **kwargs))

    def edit(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An HTML form that updates the record."""
        return self._respond_with_page(lambda: self.update(request, *args, **kwargs), self.get_object())

    def _respond_with_page(self, run: Callable[[], HttpResponseBase], instance: Any = None) -> HttpResponseBase:
        """The page of an action, which answers in JSON for it."""
        self.request.accepted_renderer = JSONRenderer()
        return pages.respond(self, run, instance)

    # --- For apps to override.

    def perform_create(self, serializer: Any) -> tuple[Model, bool]:
        """Create the record from `serializer.validated_data`. Returns the instance, and whether it is new.

        Clients may send a create twice: the second one must find the existing record.
        """
        raise NotImplementedError

    def perform_update(self, serializer: Any) -> None:
        """Save `serializer.validated_data` to `serializer.instance`."""
        serializer.instance.amend(**serializer.validated_data)

    def perform_destroy(self, instance: Any) -> None:
        """Delete the record."""
        instance.delete()

    def shown_once(self, instance: Any) -> dict[str, Any]:
        """Values that only the response to its creation shows, such as a secret."""
        return {}

    # --- Input.

    def get_serializer_class(self) -> type[BaseSerializer]:
        """As DRF's, with `serializer_classes` before `serializer_class`."""
        return self.serializer_classes.get(self.action) or super().get_serializer_class()

    def get_serializer_data(self) -> dict[str, str]:
        """The input of the action's serializer: the last value of each parameter."""
        return self.parameters.single()

    def get_valid_serializer(self, instance: Any = None) -> Any:
        """The action's serializer with the request's data, validated. Raises InvalidArgument with its errors."""
        serializer = self.get_serializer(instance, data=self.get_serializer_data(), partial=instance is not None)
        if not serializer.is_valid():
            reasons = {name: [str(reason) for reason in each] for name, each in dict(serializer.errors).items()}
            raise InvalidArgument(f"{reasons}", reasons)
        return serializer
