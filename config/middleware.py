"""The two host names, and the middleware that only pages for people need."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from axes.middleware import AxesMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware
from django_otp.middleware import OTPMiddleware

from apps.user.second_factor_pages import SecondFactorMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]
IS_CONTENT_HOST = "bright.is_content_host"  # in request.META of requests to the content host
CONTENT_PATHS = ("/play/", "/commit/", "/c/")  # identify the content host's requests if both hosts are the same
HEALTH_PATHS = ("/livez", "/healthz")
MACHINE_PATHS = ("/bright/api/", "/api", "/EngineWebServices/", "/bright.js", "/bright.d.ts", *HEALTH_PATHS)


class ContentHostMiddleware:
    """Gives requests to the content host their own URLs and marks them, so that they get no session and no cookie.

    A host name that is neither ours nor allowed gets 400, except for health checks, which use an IP address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        content, base = urlsplit(settings.BRIGHT_CONTENT_URL), urlsplit(settings.BRIGHT_BASE_URL)
        self.is_content_host = {base.netloc: False, content.netloc: True}
        self.content_name = content.hostname
        self.one_host = content.hostname == base.hostname  # only under BRIGHT_UNSAFE_ONE_HOST

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            is_content = self._is_content(request)
        except DisallowedHost as refusal:  # here, since Django would log a traceback
            request.META["bright.reason"] = str(refusal)
            return HttpResponse(status=400, headers={"Cache-Control": "no-store"})
        if is_content:
            request.urlconf = settings.CONTENT_URLCONF  # type: ignore[attr-defined]
            request.META[IS_CONTENT_HOST] = True
        return self.get_response(request)

    def _is_content(self, request: HttpRequest) -> bool:
        if self.one_host:
            return request.path_info.startswith(CONTENT_PATHS)
        is_content_host = self.is_content_host.get(request.META.get("HTTP_HOST", ""))
        if is_content_host is not None or request.path_info in HEALTH_PATHS:
            return bool(is_content_host)
        return split_domain_port(request.get_host())[0] == self.content_name


def is_page(request: HttpRequest) -> bool:
    """Whether the request is for a page that people see, not for an API or the content host."""
    return IS_CONTENT_HOST not in request.META and not request.path_info.startswith(MACHINE_PATHS)


class PagesOnlyMixin:
    """Limits a middleware class to pages that people see: it skips the APIs and the content host."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        # As is_page, without a call for each middleware of each API request.
        if IS_CONTENT_HOST in request.META or request.path_info.startswith(MACHINE_PATHS):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc]


class PageSecurityMiddleware(PagesOnlyMixin, SecurityMiddleware):
    """nosniff, Referrer-Policy, COOP, HSTS."""


class PageContentSecurityPolicyMiddleware:
    """Content-Security-Policy of the console and the sign-in pages: only our own files. Other pages set their own."""

    PATHS = ("/admin/", "/second-factor/", "/sign-in/")
    POLICY = "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_page(request) and request.path_info.startswith(self.PATHS):
            response.headers.setdefault("Content-Security-Policy", self.POLICY)
        return response


class PageXFrameOptionsMiddleware(PagesOnlyMixin, XFrameOptionsMiddleware):
    """X-Frame-Options: DENY."""


class PageSessionMiddleware(PagesOnlyMixin, SessionMiddleware):
    """Operators' sessions."""


class PageCsrfMiddleware(PagesOnlyMixin, CsrfViewMiddleware):
    """Checks the forms that operators send."""

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        return super().process_view(request, *args) if is_page(request) else None


class PageAuthenticationMiddleware(PagesOnlyMixin, AuthenticationMiddleware):
    """`request.user`."""


class PageOTPMiddleware(PagesOnlyMixin, OTPMiddleware):
    """`request.user.is_verified()`: whether this session has passed the second factor."""


class PageSecondFactorMiddleware(PagesOnlyMixin, SecondFactorMiddleware):
    """Redirects operators who have not passed their second factor."""


class PageMessageMiddleware(PagesOnlyMixin, MessageMiddleware):
    """The messages that the admin shows after an action."""


class PageLockoutMiddleware(PagesOnlyMixin, AxesMiddleware):
    """Answers with the lockout page after too many wrong passwords."""
