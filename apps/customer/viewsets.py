from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from apps.customer.documents import CustomerDocument
from apps.customer.installed import attributed_rows, errors_attributed_to, load
from apps.customer.interface import CustomerRequest, Table
from apps.customer.models import CustomerEndpoint
from apps.customer.permissions import IsPublishedTo
from apps.stored_query.models import StoredQuery
from apps.stored_query.row_scope import RowScope
from bright.access import Scope
from bright.errors import NotFound
from bright.forms.parameters import ROWS
from bright.rest.routers import ANY_FORMAT, KNOWN_FORMAT, PATH, route
from bright.rest.viewsets import BrightViewSet


class CustomerViewSet(BrightViewSet):
    """What an operator publishes for one realm. Each endpoint has its own settings of who may call it.

    See docs/contract/resources/customer.md.
    """

    document = CustomerDocument
    permission_classes = (IsPublishedTo,)
    routes = (
        route(ANY_FORMAT, {"get": "list"}, "{basename}-list"),
        route(f"/{PATH}{KNOWN_FORMAT}", {"get": "answer", "post": "answer"}, "{basename}-answer", detail=True),
    )
    required_scopes = {"answer": Scope.ANYONE}
    safe_actions = BrightViewSet.safe_actions | {"answer"}
    action_parameters = {"answer": {"rows": ROWS}}
    endpoint: CustomerEndpoint | None = None  # set by the permission class

    def answer(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What is published under this path: a stored query's rows, or the result of an installed package's view."""
        path = self.kwargs["id"]
        if self.endpoint is None:
            raise NotFound(f"nothing is published for this realm under customer/{path}")
        if self.endpoint.stored_query is not None:
            return self._run(self.endpoint.stored_query)
        self.refuse_unintended_write(request)  # a view may write
        with errors_attributed_to(self.endpoint.view):
            return self._call(
                self.endpoint.view, CustomerRequest(self.access, self.parameters, request.method or "", path)
            )

    def _run(self, query: StoredQuery) -> HttpResponseBase:
        """As `stored_query/run`, without checking the query's level: the endpoint decides who may call it."""
        columns, chunks = query.run(self.parameters.single(), RowScope.for_access(self.access))
        return self.respond_with_table(columns, chunks)

    def _call(self, name: str, request: CustomerRequest) -> HttpResponseBase:
        view = load(name)
        if view is None:
            raise NotFound(f"the package of the view {name} is not installed")
        result: Any = view(request)
        if isinstance(result, Table):
            return self.respond_with_table(result.typed_columns, attributed_rows(name, result.chunks()))
        if isinstance(result, dict):
            return self.respond_with_document(result)
        raise TypeError(f"A customer view must return a dict or a Table, not {type(result).__name__}.")
