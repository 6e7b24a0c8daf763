"""The pages of the second factor, and the gate that leads operators there before they go anywhere else."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import user_passes_test
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

BEGUN = "second_factor_begun"  # in the session: the secret that this very browser was shown
WRONG = "This code was not accepted. Take the one that the app shows now; each code works once."
operators_only = user_passes_test(lambda user: user.is_active and user.is_staff, login_url=settings.LOGIN_URL)


class SecondFactorGate:
    """Middleware behind django-otp's: a code is asked of who has a second factor; an enrolment of who must have one."""

    OPEN = ("/second-factor/", "/sign-in/", "/admin/logout/", "/admin/jsi18n/")

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        name = self._owed(request)
        if name is None:
            return self.get_response(request)
        came_from = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': came_from})}")

    def _owed(self, request: HttpRequest) -> str | None:
        user: Any = request.user
        if request.path_info.startswith(self.OPEN) or not (user.is_authenticated and user.is_staff):
            return None
        if user.is_verified():
            return None
        if second_factor.current(user):
            return "second-factor"
        return "second-factor-enrol" if second_factor.is_required() else None


@never_cache
@operators_only
def challenge(request: HttpRequest) -> HttpResponse:
    """Asks for a code, and goes on."""
    user: Any = request.user
    factor = second_factor.current(user)
    if factor is None or user.is_verified():
        return HttpResponseRedirect(onward(request))
    error = ""
    if request.method == "POST":
        if verify_token(user, factor.persistent_id, request.POST.get("code", "")):
            return let_in(request, factor)
        error = refusal(factor)
    return page(request, "user_pages/second_factor.html", "One more step", error=error)


@never_cache
@operators_only
def enrol(request: HttpRequest) -> HttpResponse:
    """Shows a fresh secret, and takes the first code. Whoever has a second factor must have given it before."""
    user: Any = request.user
    if second_factor.current(user) and not user.is_verified():
        return HttpResponseRedirect(f"{reverse('second-factor')}?{urlencode({'next': request.get_full_path()})}")
    begun = begun_here(request) if request.method == "POST" else None
    error = ""
    if begun is not None:
        codes = second_factor.confirm(begun.pk, request.POST.get("code", ""))
        if codes:
            return enrolled(request, begun, codes)
        error = refusal(begun)
    else:
        begun = second_factor.begin(user)
        request.session[BEGUN] = begun.pk
    # The SVG is segno's, made of an address that we have quoted.
    shown = {"qr_code": mark_safe(second_factor.qr_code(begun)), "secret": begun.secret, "error": error}
    return page(request, "user_pages/enrol.html", "Set up your second factor", **shown)


def begun_here(request: HttpRequest) -> SecondFactor | None:
    """What this session was shown: never a secret that somebody else has seen."""
    user: Any = request.user
    return SecondFactor.objects.filter(pk=request.session.get(BEGUN), user=user, confirmed=False).first()


def enrolled(request: HttpRequest, factor: SecondFactor, codes: list[str]) -> HttpResponse:
    let_in(request, factor)
    audit(request, request.user, "Set up a second factor.")
    return page(request, "user_pages/backup_codes.html", "Keep these codes", codes=codes)


def let_in(request: HttpRequest, factor: SecondFactor) -> HttpResponse:
    remember_verification(request, factor)
    request.session.cycle_key()  # what was known of the session before is worth nothing now
    return HttpResponseRedirect(onward(request))


def onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else "/"


def refusal(factor: SecondFactor) -> str:
    """Why no code was accepted: wrong, or too many wrong ones before."""
    factor.refresh_from_db()
    allowed, why = factor.verify_is_allowed()
    if allowed or not why:
        return WRONG
    seconds = max(1, round((why["locked_until"] - now()).total_seconds()))
    return f"{WRONG} The next try counts in {seconds} s."


def page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    shared = {**admin.site.each_context(request), "title": title, "next": onward(request)}
    return render(request, template, {**shared, **context})


urlpatterns = [
    path("second-factor/", challenge, name="second-factor"),
    path("second-factor/enrol/", enrol, name="second-factor-enrol"),
]
