"""The access table (docs/contract/access.md, "Who may do what") as a DRF permission class."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from bright.access import Scope
from bright.errors import Unauthorized


class HasRequiredScope(BasePermission):
    """Compares the caller's scope with the view's `required_scopes`: action → the scopes that may call it.

    A view without them is open to every authenticated caller. Where a plain view has no `action`, its methods are the
    actions; one that is not in its table is open to nobody. Raises Unauthorized, because the contract answers 401 where
    DRF would answer 403.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        access: Any = request.auth
        if access is None:
            raise Unauthorized("no access mode presented")
        action = view.action if hasattr(view, "action") else str(request.method).lower()
        if access.scope not in self.required_scope(view, action):
            raise Unauthorized(f"{action} is not open to {access.scope.name}")
        return True

    def required_scope(self, view: Any, action: str | None) -> Scope:
        """The scopes that may call this action; a subclass may decide otherwise."""
        table = getattr(view, "required_scopes", {})
        is_405 = hasattr(view, "action_map") or not hasattr(view, str(action))  # which viewsets answer themselves
        return table.get(action, Scope.ANYONE if is_405 or not table else Scope.NOBODY)
