"""What django-axes asks us (settings AXES_*). After five wrong passwords from one address for one name: a wait."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bright.http.addresses import remote_address


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name that the caller tried, in lower case."""
    return str((credentials or request.POST).get("username") or "").lower()[:255]


def client_address(request: HttpRequest) -> str | None:
    """The caller's IP address; None if there is none, as in a test."""
    return remote_address(request.META) or None


def locked_out(request: HttpRequest, response: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The 429 page that says when to try again."""
    attempts = AccessAttempt.objects.filter(
        username=attempted_name(request, credentials), ip_address=client_address(request)
    )
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    again = last + settings.AXES_COOLOFF_TIME
    seconds = max(1, int((again - timezone.now()).total_seconds()))
    context = {"again": again, "minutes": -(-seconds // 60)}
    response = render(request, "user_pages/locked.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response
