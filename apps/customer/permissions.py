"""Who may call what an operator publishes: each endpoint says so itself."""

from typing import Any

from rest_framework.request import Request

from apps.customer.models import CustomerEndpoint
from bright.access import Scope
from bright.errors import Unauthorized
from bright.rest.permissions import HasRequiredScope


class IsPublishedTo(HasRequiredScope):
    """A path that is not published, or not to this caller, gives the same 401; only realm access gets 404.

    `view.endpoint` is what is published under the path; None if nothing is.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        super().has_permission(request, view)
        if view.action != "answer":
            return True
        access: Any = request.auth
        view.endpoint = CustomerEndpoint.objects.visible_to(access).at(view.kwargs["id"])
        if access.scope not in (view.endpoint.admitted if view.endpoint else Scope.REALM):
            name = view.endpoint or "a path that is not published"
            raise Unauthorized(f"{name} is not open to {access.scope.name}")
        return True
