"""Who may open the pages of this room, and the header that they all carry."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse

from apps.user.models import User

View = Callable[..., HttpResponse]


def operators_only(view: View) -> View:
    """Operators see the page; anybody else is sent to sign in and comes back."""

    @wraps(view)
    def protected(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = view(request, *arguments, **named)
        response.headers["Content-Security-Policy"] = content_security_policy()
        return response

    return staff_member_required(protected, login_url=settings.LOGIN_URL)


def operator(request: HttpRequest) -> User:
    """Who is signed in; to be asked behind `operators_only`."""
    return cast(User, request.user)


def content_security_policy() -> str:
    """Nothing but our own files. A form may end on the content host: that is how a player opens."""
    forms = f"form-action 'self' {settings.BRIGHT_CONTENT_URL}"
    return f"default-src 'self'; {forms}; frame-ancestors 'none'; base-uri 'none'"
