"""One-time links that sign an operator in without a password."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from apps.user.models import User


class SignInTokenGenerator(PasswordResetTokenGenerator):
    """Django's tokens cover `last_login` to the second only: within that second, a link would open again."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.last_login and user.last_login.isoformat()}"


token_generator = SignInTokenGenerator()


def sign_in_url(user: User) -> str:
    """An absolute URL that signs `user` in once. It works once because the token covers `last_login`."""
    path = reverse("sign-in", args=[user.pk, token_generator.make_token(user)])
    return settings.BRIGHT_BASE_URL + path


@never_cache
def sign_in(request: HttpRequest, user_id: int, token: str) -> HttpResponse:
    """Follow such a link: redirect to the start page, or 403 if it has been used or is wrong."""
    operators = User.objects.select_for_update()  # of several who come at once, one gets in
    with transaction.atomic():
        user: Any = operators.filter(pk=user_id, is_staff=True, is_active=True).first()
        if user is None or not token_generator.check_token(user, token):
            return render(request, "user_pages/link_used.html", status=403)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")  # sets last_login
    return HttpResponseRedirect("/")
