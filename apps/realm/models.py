"""The tenant, with its own users, course providers and keys."""

import re
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from bright.access import Access
from bright.http.addresses import is_web_address
from bright.models import Record, guid_default
from bright.secrets import keyed_hash

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_KEY_LIFETIME = timedelta(days=3650)
HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.ASCII)


class RealmQuerySet(models.QuerySet["Realm"]):
    def visible_to(self, access: Access) -> "RealmQuerySet":
        return self.filter(pk=access.realm_id)


class Realm(Record):
    name = models.CharField(max_length=200, unique=True)
    realm_guid = models.CharField(max_length=20, unique=True, default=guid_default(15), editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    cors_origins = models.TextField(
        blank=True, help_text="Origins whose pages may call the API with a key, one per line; empty: any."
    )
    user_key_lifetime = models.DurationField(
        default=timedelta(minutes=10),
        help_text="How long a learner's API key is valid unless another time is asked for.",
    )
    longest_key_lifetime = models.DurationField(
        default=timedelta(days=1), help_text="The longest lifetime that may be asked for a learner's API key."
    )

    objects = RealmQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.cors_origins = "\n".join(parse_origins(self.cors_origins))
        for name in ("user_key_lifetime", "longest_key_lifetime"):
            if not timedelta() < getattr(self, name) <= MAX_KEY_LIFETIME:
                raise ValidationError({name: "The lifetime must be more than zero and ten years at most."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """ValidationError if no browser could send one of the origins, or a key could never be valid."""
        self.clean()
        super().save(*args, **kwargs)

    @classmethod
    def create(cls, name: str) -> tuple["Realm", str]:
        """Create a realm. Returns it and its secret key, which can't be read again.

        ValidationError if the name is taken, empty or too long.
        """
        realm = cls(name=name.strip())
        secret = realm.set_new_secret()
        if not realm.name:
            raise ValidationError("A realm needs a name.")
        realm.clean_fields()
        try:
            with transaction.atomic():
                realm.save()
        except IntegrityError:
            raise ValidationError(f"There is a realm named {realm.name!r} already; choose another name.") from None
        return realm, secret

    def set_new_secret(self) -> str:
        """Set the hash of a new secret key and return the key. The caller saves."""
        secret = secrets.token_urlsafe(32)
        self.secret_hash = keyed_hash(secret)
        return secret

    def rotate_secret(self) -> str:
        """Replace the secret key; return the new one, which can't be read again. The old one stops within a second."""
        secret = self.set_new_secret()
        self.save(update_fields=["secret_hash", "updated_at"])
        return secret


def parse_origins(text: str) -> list[str]:
    """The origins in `text`, one per line, as browsers send them: lower case, no default port, no duplicates."""
    return list(dict.fromkeys(parse_origin(line.strip()) for line in text.splitlines() if line.strip()))


def parse_origin(line: str) -> str:
    """One origin as browsers send it. ValidationError (on the field `cors_origins`) unless it is scheme://host[:port]."""
    parts = urlsplit(line.lower().rstrip("/")) if is_web_address(line) else None
    host = host_in_ascii(parts.hostname or "") if parts else ""
    if not parts or not host or parts.path or "?" in line or "#" in line:
        sentence = f"“{line}” is not an origin: write scheme://host or scheme://host:port, such as https://lms.example."
        raise ValidationError({"cors_origins": sentence})
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def host_in_ascii(name: str) -> str:
    """The host name as browsers send it, IPv6 in brackets; empty if it is not a valid one."""
    if ":" in name:
        return f"[{name}]"
    try:
        name = name.encode("idna").decode()
    except UnicodeError:
        return ""
    return name if HOST_NAME.fullmatch(name) else ""
