"""One-time links that sign an operator in without a password."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from apps.user.models import User


def sign_in_url(user: User) -> str:
    """An absolute URL that signs `user` in once. It works once because the token covers `last_login`."""
    path = reverse("sign-in", args=[user.pk, default_token_generator.make_token(user)])
    return settings.BRIGHT_BASE_URL + path


@never_cache
def sign_in(request: HttpRequest, user_id: int, token: str) -> HttpResponse:
    """Follow such a link: redirect to the start page, or 403 if it has been used or is wrong."""
    user: Any = User.objects.filter(pk=user_id, is_staff=True, is_active=True).first()
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "user_pages/link_used.html", status=403)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/")
