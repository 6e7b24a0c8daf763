from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from apps.customer.documents import CustomerDocument
from apps.customer.installed import attributed_rows, errors_attributed_to, load
from apps.customer.interface import CustomerRequest, Table
from apps.customer.models import CustomerEndpoint
from apps.stored_query.models import StoredQuery
from apps.stored_query.row_scope import RowScope
from bright.access import Kind
from bright.errors import NotFound, Unauthorized
from bright.forms.parameters import ROWS
from bright.rest.routers import ANY_FORMAT, KNOWN_FORMAT, PATH, Route
from bright.rest.viewsets import Resource


class CustomerViewSet(Resource):
    """What an operator publishes for one realm (bright-v2.md 1). Each endpoint says whom it admits."""

    document = CustomerDocument
    routes = (Route(ANY_FORMAT, {"get": "index"}), Route(f"/{PATH}{KNOWN_FORMAT}", {"get": "answer", "post": "answer"}))
    admits = {"answer": Kind.ANYONE}
    reads = Resource.reads | {"answer"}
    parameters_of = {"answer": {"rows": ROWS}}

    def _admit(self) -> None:
        """A path that isn't published, or not to this caller, is one and the same 401; only a realm is told 404."""
        super()._admit()
        if self.action != "answer":
            return
        self.endpoint = CustomerEndpoint.objects.visible_to(self.access).at(self.kwargs["id"])
        if self.access.kind not in (self.endpoint.admitted if self.endpoint else Kind.REALM):
            raise Unauthorized(f"{self.endpoint or 'a path that is not published'} is not for {self.access.kind.name}")

    def answer(self, request: Request, id: str) -> HttpResponseBase:
        """What is published under this path: the rows of a stored query, or what an installed package's view says."""
        if self.endpoint is None:
            raise NotFound(f"nothing is published for this realm under customer/{id}")
        if self.endpoint.stored_query is not None:
            return self._run(self.endpoint.stored_query)
        self.refuse_unmeant(request)  # a view may write
        with errors_attributed_to(self.endpoint.view):
            return self._ask(
                self.endpoint.view, CustomerRequest(self.access, self.parameters, request.method or "", id)
            )

    def _run(self, query: StoredQuery) -> HttpResponseBase:
        """As `stored_query/run`, without asking for its level: the endpoint has said who may call."""
        columns, chunks = query.run(self.parameters.single(), RowScope.for_access(self.access))
        return self.answer_table(columns, chunks)

    def _ask(self, name: str, asked: CustomerRequest) -> HttpResponseBase:
        view = load(name)
        if view is None:
            raise NotFound(f"the package of the view {name} is not installed")
        answer: Any = view(asked)
        if isinstance(answer, Table):
            return self.answer_table(answer.typed_columns, attributed_rows(name, answer.chunks()))
        if isinstance(answer, dict):
            return self.answer_tree(answer)
        raise TypeError(f"A customer view answers a dict or a Table, not {type(answer).__name__}.")
