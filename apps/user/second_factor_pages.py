"""The pages of the second factor, and the middleware that redirects operators to them."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import user_passes_test
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django_otp import login as remember_verification
from django_otp import verify_token

from apps.user import second_factor
from apps.user.models import SecondFactor
from bright.admin.audit import audit

SESSION_KEY = "second_factor_begun"  # id of the second factor whose secret this browser was shown
WRONG_CODE = "This code was not accepted. Enter the one that the app shows now; each code works once."
operators_only = user_passes_test(lambda user: user.is_active and user.is_staff, login_url=settings.LOGIN_URL)


class SecondFactorMiddleware:
    """Comes after django-otp's middleware. Redirects operators who have a second factor to the page that asks for a
    code, and those who must have one and don't to the page that sets it up.
    """

    EXEMPT = ("/second-factor/", "/sign-in/", "/admin/logout/", "/admin/jsi18n/")

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        name = self._required_page(request)
        if name is None:
            return self.get_response(request)
        came_from = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': came_from})}")

    def _required_page(self, request: HttpRequest) -> str | None:
        user: Any = request.user
        if request.path_info.startswith(self.EXEMPT) or not (user.is_authenticated and user.is_staff):
            return None
        if user.is_verified():
            return None
        if second_factor.current(user):
            return "second-factor"
        return "second-factor-enrol" if second_factor.is_required() else None


@never_cache
@operators_only
def challenge(request: HttpRequest) -> HttpResponse:
    """Ask for a code, then continue to `next`."""
    user: Any = request.user
    factor = second_factor.current(user)
    if factor is None or user.is_verified():
        return HttpResponseRedirect(next_url(request))
    error = ""
    if request.method == "POST":
        if verify_token(user, factor.persistent_id, request.POST.get("code", "")):
            return verify_session(request, factor)
        error = error_message(factor)
    return page(request, "user_pages/second_factor.html", "One more step", error=error)


@never_cache
@operators_only
def enrol(request: HttpRequest) -> HttpResponse:
    """Show a new secret and take the first code. A user who has a second factor must have passed it before."""
    user: Any = request.user
    if second_factor.current(user) and not user.is_verified():
        return HttpResponseRedirect(f"{reverse('second-factor')}?{urlencode({'next': request.get_full_path()})}")
    begun = begun_in_session(request) if request.method == "POST" else None
    error = ""
    if begun is not None:
        with transaction.atomic():
            codes = second_factor.confirm(begun.pk, request.POST.get("code", ""))
            if codes:
                audit(request, user, "Set up a second factor.")
        if codes:
            return enrolled(request, begun, codes)
        error = error_message(begun)
    else:
        begun = second_factor.begin(user)
        request.session[SESSION_KEY] = begun.pk
    # The SVG is segno's, from a URI that we have quoted.
    context = {"qr_code": mark_safe(second_factor.qr_code(begun)), "secret": begun.secret, "error": error}
    return page(request, "user_pages/enrol.html", "Set up your second factor", **context)


def begun_in_session(request: HttpRequest) -> SecondFactor | None:
    """The second factor that this session was shown, so that nobody confirms a secret that somebody else has seen."""
    user: Any = request.user
    return SecondFactor.objects.filter(pk=request.session.get(SESSION_KEY), user=user, confirmed=False).first()


def enrolled(request: HttpRequest, factor: SecondFactor, codes: list[str]) -> HttpResponse:
    verify_session(request, factor)
    return page(request, "user_pages/backup_codes.html", "Keep these codes", codes=codes)


def verify_session(request: HttpRequest, factor: SecondFactor) -> HttpResponse:
    remember_verification(request, factor)
    request.session.cycle_key()  # against session fixation
    return HttpResponseRedirect(next_url(request))


def next_url(request: HttpRequest) -> str:
    url = request.POST.get("next") or request.GET.get("next") or "/"
    return url if url_has_allowed_host_and_scheme(url, None) else "/"


def error_message(factor: SecondFactor) -> str:
    """Why the code was not accepted: it was wrong, or too many before it were."""
    factor.refresh_from_db()
    allowed, why = factor.verify_is_allowed()
    if allowed or not why:
        return WRONG_CODE
    seconds = max(1, round((why["locked_until"] - now()).total_seconds()))
    return f"{WRONG_CODE} Try again in {seconds} s."


def page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    shared = {**admin.site.each_context(request), "title": title, "next": next_url(request)}
    return render(request, template, {**shared, **context})


urlpatterns = [
    path("second-factor/", challenge, name="second-factor"),
    path("second-factor/enrol/", enrol, name="second-factor-enrol"),
]
