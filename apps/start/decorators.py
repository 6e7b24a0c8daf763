"""Access to the pages of this app, and the header that they all have."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from apps.user.models import User

View = Callable[..., HttpResponse]


def operators_only(*permissions: str) -> Callable[[View], View]:
    """Only operators with these permissions see the page: others get 403. Anybody else is redirected to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def protected(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not operator(request).has_perms(permissions):
                raise PermissionDenied(f"needs {', '.join(permissions)}")
            response = view(request, *arguments, **named)
            response.headers["Content-Security-Policy"] = content_security_policy()
            return response

        return staff_member_required(protected, login_url=settings.LOGIN_URL)

    return decorate


def operator(request: HttpRequest) -> User:
    """The operator who is signed in; for views with `operators_only`."""
    return cast(User, request.user)


def content_security_policy() -> str:
    """Allows only files of this server. Forms may redirect to the content host: that is how the player opens."""
    forms = f"form-action 'self' {settings.BRIGHT_CONTENT_URL}"
    return f"default-src 'self'; {forms}; frame-ancestors 'none'; base-uri 'none'"
