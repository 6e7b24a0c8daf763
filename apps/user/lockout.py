"""Few wrong passwords: what django-axes asks us (settings AXES_*). Five from one address for one name, then a wait."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bright.http.addresses import remote_address


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Whom the caller wants to be, as one spelling."""
    return str((credentials or request.POST).get("username") or "").lower()[:255]


def client_address(request: HttpRequest) -> str | None:
    """None where there is none, as in a test."""
    return remote_address(request.META) or None


def locked_out(request: HttpRequest, response: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The page that says when to try again."""
    mine = AccessAttempt.objects.filter(
        username=attempted_name(request, credentials), ip_address=client_address(request)
    )
    last = mine.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    again = last + settings.AXES_COOLOFF_TIME
    seconds = max(1, int((again - timezone.now()).total_seconds()))
    found = {"again": again, "minutes": -(-seconds // 60)}
    page = render(request, "user_pages/locked.html", found, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
