"""What django-axes asks us (settings AXES_*). A wait follows five wrong passwords from one address for one name, and
twenty from one address for any names: who tries one password on many names is limited, too.
"""

import unicodedata
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bright.http.addresses import remote_address
from bright.rest.throttling import network_of


class Handler(AxesDatabaseHandler):
    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return super().is_locked(request, credentials) or is_address_locked(client_address(request))


def is_address_locked(address: str | None) -> bool:
    failed = attempts_from(address).aggregate(total=Sum("failures_since_start"))["total"] or 0
    return failed >= settings.BRIGHT_WRONG_PASSWORDS_PER_ADDRESS


def attempts_from(address: str | None) -> QuerySet[AccessAttempt]:
    """Wrong passwords from the address that still count."""
    return AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME
    )


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name that the caller tried, in lower case and as the sign-in form normalizes it."""
    name = str((credentials or request.POST).get("username") or "")[:255]
    return unicodedata.normalize("NFKC", name).lower()[:255]


def client_address(request: HttpRequest) -> str | None:
    """The caller's IPv4 address, or the beginning of its IPv6 network: one subscriber has a whole /64.

    None if there is none, as in a test.
    """
    return network_of(remote_address(request.META)).partition("/")[0] or None


def locked_out(request: HttpRequest, response: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The 429 page that says when to try again."""
    address = client_address(request)
    attempts = attempts_from(address)
    if not is_address_locked(address):
        attempts = attempts.filter(username=attempted_name(request, credentials))
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    again = last + settings.AXES_COOLOFF_TIME
    seconds = max(1, int((again - timezone.now()).total_seconds()))
    context = {"again": again, "minutes": -(-seconds // 60)}
    response = render(request, "user_pages/locked.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
