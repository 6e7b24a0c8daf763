"""Paths of course files on the content host. A signature in the path is what gives access to a package's files."""

from datetime import timedelta
from urllib.parse import quote

from django.core.signing import BadSignature, Signer
from django.utils import timezone

# A path stays the same for a whole day, so that browsers use their cache; it gives access for two to three days.
LIFETIME = timedelta(days=3)
DAY = 86_400


def _signer() -> Signer:
    return Signer(salt="apps.scorm.content", sep=".")


def signed_path(storage_key: str, href: str) -> str:
    """The path for `href`, an unquoted address inside the package, with its parameters."""
    expires = int(timezone.now().timestamp() + LIFETIME.total_seconds()) // DAY
    at = min((href.find(mark) for mark in "?#" if mark in href), default=len(href))
    rest = quote(href[at:], safe="?#&=;/:@!$'()*+,%~[]")
    return f"/c/{_signer().sign(f'{storage_key}.{expires}')}/{quote(href[:at])}{rest}"


def unsign(signed: str) -> str | None:
    """The storage key in the signed part of a path; None if the signature is wrong or has expired."""
    try:
        key, _, expires = _signer().unsign(signed).rpartition(".")
    except BadSignature:
        return None
    return key if int(expires) * DAY > timezone.now().timestamp() else None
