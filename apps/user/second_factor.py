"""The second factor's life: begun, confirmed by a first code, asked for, forgotten."""

from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.db import transaction

from apps.user.models import SecondFactor, User


def is_required() -> bool:
    return settings.BRIGHT_SECOND_FACTOR == "required"


def current(user: User) -> SecondFactor | None:
    """The one in force."""
    return SecondFactor.objects.filter(user=user, confirmed=True).first()


def begin(user: User) -> SecondFactor:
    """One with a fresh secret, in force only once a code of it confirms it. One begun earlier is forgotten."""
    SecondFactor.objects.filter(user=user, confirmed=False).delete()
    return SecondFactor.objects.create(user=user, name="authenticator", confirmed=False)


@transaction.atomic
def confirm(pk: int, code: str) -> list[str] | None:
    """The backup codes, shown this once, if the code is right; it then takes the place of the one in force."""
    begun = SecondFactor.objects.select_for_update().filter(pk=pk, confirmed=False).first()
    if begun is None or not begun.verify_token(code):
        return None
    SecondFactor.objects.filter(user=begun.user, confirmed=True).delete()
    codes = begun.draw_backup_codes()
    begun.confirmed = True
    begun.save()
    return codes


def forget(email: str) -> bool:
    """Whether there was one. Its owner is unverified at once, and enrols anew where a second factor is required."""
    return bool(SecondFactor.objects.filter(user__email=email.lower()).delete()[0])


def address_of(factor: SecondFactor) -> str:
    """The otpauth: address that authenticator apps read off the QR code."""
    label = quote(f"Bright:{factor.user.email}")
    return f"otpauth://totp/{label}?{urlencode({'secret': factor.secret, 'issuer': 'Bright'})}"


def qr_code(factor: SecondFactor) -> str:
    """As SVG to be put into a page."""
    return segno.make(address_of(factor), error="m").svg_inline(omitsize=True, light="#fff", dark="#000")
