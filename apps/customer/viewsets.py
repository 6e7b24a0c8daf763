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
    """What an operator publishes for one realm. Each endpoint says whom it is open to.

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
        """What is published under this path: the rows of a stored query, or what an installed package's view says."""
        path = self.kwargs["id"]
        if self.endpoint is None:
            raise NotFound(f"nothing is published for this realm under customer/{path}")
        if self.endpoint.stored_query is not None:
            return self._run(self.endpoint.stored_query)
        self.refuse_unintended_write(request)  # a view may write
        with errors_attributed_to(self.endpoint.view):
            return self._ask(
                self.endpoint.view, CustomerRequest(self.access, self.parameters, request.method or "", path)
            )

    def _run(self, query: StoredQuery) -> HttpResponseBase:
        """As `stored_query/run`, without asking for its level: the endpoint has said who may call."""
        columns, chunks = query.run(self.parameters.single(), RowScope.for_access(self.access))
        return self.respond_with_table(columns, chunks)

    def _ask(self, name: str, asked: CustomerRequest) -> HttpResponseBase:
        view = load(name)
        if view is None:
            raise NotFound(f"the package of the view {name} is not installed")
        answer: Any = view(asked)
        if isinstance(answer, Table):
            return self.respond_with_table(answer.typed_columns, attributed_rows(name, answer.chunks()))
        if isinstance(answer, dict):
            return self.respond_with_document(answer)
        raise TypeError(f"A customer view answers a dict or a Table, not {type(answer).__name__}.")
