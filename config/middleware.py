"""The two host names, and the middleware that only pages need."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from axes.middleware import AxesMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware
from django_otp.middleware import OTPMiddleware

from apps.user.second_factor_pages import SecondFactorGate

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CONTENT_PATHS = ("/play/", "/commit/", "/c/")  # tell the content host's requests only where both hosts are one
HEALTH_PATHS = ("/livez", "/healthz")
MACHINE_PATHS = ("/bright/api/", "/api", "/EngineWebServices/", "/bright.js", "/bright.d.ts", *HEALTH_PATHS)


class ContentDoor:
    """On the content host there is only course content: its own URLs, no session, no cookie.

    A host that is neither ours nor allowed is refused (400), but for health checks, which come by address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        content, base = urlsplit(settings.BRIGHT_CONTENT_URL), urlsplit(settings.BRIGHT_BASE_URL)
        self.hosts = {base.netloc: False, content.netloc: True}
        self.content_name = content.hostname
        self.one_host = content.hostname == base.hostname  # only under BRIGHT_UNSAFE_ONE_HOST

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._is_content(request):
            request.urlconf = settings.CONTENT_URLCONF  # type: ignore[attr-defined]
            request.META["bright.door"] = "content"
        return self.get_response(request)

    def _is_content(self, request: HttpRequest) -> bool:
        if self.one_host:
            return request.path_info.startswith(CONTENT_PATHS)
        known = self.hosts.get(request.META.get("HTTP_HOST", ""))
        if known is not None or request.path_info in HEALTH_PATHS:
            return bool(known)
        return split_domain_port(request.get_host())[0] == self.content_name


def is_page(request: HttpRequest) -> bool:
    return "bright.door" not in request.META and not request.path_info.startswith(MACHINE_PATHS)


class OnPages:
    """Mixed into a middleware: it works on pages that people see, never on the APIs or on the content host."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_page(request) else self.get_response(request)  # type: ignore[misc]


class PageSecurity(OnPages, SecurityMiddleware):
    """nosniff, Referrer-Policy, COOP."""


class PagePolicy:
    """On pages of the console and of signing in: nothing but our own files. Other pages say their policy themselves."""

    PATHS = ("/admin/", "/second-factor/", "/sign-in/")
    POLICY = "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_page(request) and request.path_info.startswith(self.PATHS):
            response.headers.setdefault("Content-Security-Policy", self.POLICY)
        return response


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


class PageVerification(OnPages, OTPMiddleware):
    """`request.user.is_verified()`: the second factor was given in this session."""


class PageSecondFactor(OnPages, SecondFactorGate):
    """Operators who still owe their second factor go nowhere else."""


class PageLockout(OnPages, AxesMiddleware):
    """The page of one who gave too many wrong passwords."""


class PageMessages(OnPages, MessageMiddleware):
    """What the admin says after an action."""
