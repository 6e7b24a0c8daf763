"""The life cycle of a second factor: begun, confirmed by a first code, in force, reset."""

from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.db import transaction

from apps.user.models import SecondFactor, User
from bright.email_addresses import normalized_email


def is_required() -> bool:
    return settings.BRIGHT_SECOND_FACTOR == "required"


def current(user: User) -> SecondFactor | None:
    """The confirmed second factor of `user`, or None."""
    return SecondFactor.objects.filter(user=user, confirmed=True).first()


def begin(user: User) -> SecondFactor:
    """A new one with a new secret, not in force before `confirm`. It replaces one that was begun and not confirmed."""
    SecondFactor.objects.filter(user=user, confirmed=False).delete()
    return SecondFactor.objects.create(user=user, name="authenticator", confirmed=False)


@transaction.atomic
def confirm(pk: int, code: str) -> list[str] | None:
    """Put the begun second factor in force if the code is right, in place of the former one.

    Returns the backup codes, to be shown once; None if the code is wrong or there is nothing to confirm.
    """
    begun = SecondFactor.objects.select_for_update().filter(pk=pk, confirmed=False).first()
    if begun is None or not begun.verify_token(code):
        return None
    SecondFactor.objects.filter(user=begun.user, confirmed=True).delete()
    codes = begun.new_backup_codes()
    begun.confirmed = True
    begun.save()
    return codes


def reset(email: str) -> bool:
    """Delete the second factor of a user; return whether there was one.

    The user's sessions stop being verified at once. Where a second factor is required, the user enrols again.
    """
    return bool(SecondFactor.objects.filter(user__email=normalized_email(email)).delete()[0])


def provisioning_uri(factor: SecondFactor) -> str:
    """The otpauth: URI that authenticator apps read from the QR code."""
    label = quote(f"Bright:{factor.user.email}")
    return f"otpauth://totp/{label}?{urlencode({'secret': factor.secret, 'issuer': 'Bright'})}"


def qr_code(factor: SecondFactor) -> str:
    """The provisioning URI as a QR code: SVG to embed in a page."""
    return segno.make(provisioning_uri(factor), error="m").svg_inline(omitsize=True, light="#fff", dark="#000")
