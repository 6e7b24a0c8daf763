"""The two host names, and the middleware that only pages need."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CONTENT_PATHS = ("/play/", "/commit/", "/c/")  # tell the content host's requests only where both hosts are one
MACHINE_PATHS = ("/bright/api/", "/api", "/EngineWebServices/", "/livez", "/healthz")


class ContentDoor:
    """On the content host there is only course content: its own URLs, no session, no cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        content, base = urlsplit(settings.BRIGHT_CONTENT_URL), urlsplit(settings.BRIGHT_BASE_URL)
        self.content_host = content.netloc
        self.one_host = content.netloc == base.netloc  # only under BRIGHT_UNSAFE_ONE_HOST

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_content = not self.one_host or request.path_info.startswith(CONTENT_PATHS)
        if is_content and request.META.get("HTTP_HOST") == self.content_host:
            request.urlconf = settings.CONTENT_URLCONF  # type: ignore[attr-defined]
            request.META["bright.door"] = "content"
        return self.get_response(request)


def is_page(request: HttpRequest) -> bool:
    return "bright.door" not in request.META and not request.path_info.startswith(MACHINE_PATHS)


class OnPages:
    """Mixed into a middleware: it works on pages that people see, never on the APIs or on the content host."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_page(request) else self.get_response(request)  # type: ignore[misc]


class PageSecurity(OnPages, SecurityMiddleware):
    """nosniff, Referrer-Policy, COOP."""


class PageCommon(OnPages, XFrameOptionsMiddleware):
    """X-Frame-Options: DENY."""


class PageSessions(OnPages, SessionMiddleware):
    """Operators' sessions."""


class PageCsrf(OnPages, CsrfViewMiddleware):
    """Forms that operators send."""

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        return super().process_view(request, *args) if is_page(request) else None


class PageAuthentication(OnPages, AuthenticationMiddleware):
    """`request.user`."""


class PageMessages(OnPages, MessageMiddleware):
    """What the admin says after an action."""
