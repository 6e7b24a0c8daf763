"""The tenant: its own users, providers, keys."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from bright.access import Access
from bright.models import Record, guid_default
from bright.secrets import keyed_hash


class RealmQuerySet(models.QuerySet["Realm"]):
    def visible_to(self, access: Access) -> "RealmQuerySet":
        return self.filter(pk=access.realm_id)


class Realm(Record):
    name = models.CharField(max_length=200, unique=True)
    realm_guid = models.CharField(max_length=20, unique=True, default=guid_default(15), editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    cors_origins = models.TextField(
        blank=True, help_text="Origins whose pages may call the API with a key, one a line; empty: any."
    )
    user_key_lifetime = models.DurationField(
        default=timedelta(minutes=10), help_text="How long a learner's API key lives unless it asks otherwise."
    )
    longest_key_lifetime = models.DurationField(
        default=timedelta(days=1), help_text="The longest life that a key made for a learner may ask for."
    )

    objects = RealmQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def establish(cls, name: str) -> tuple["Realm", str]:
        """A new realm and its secret key, which is shown this once. ValidationError if the name is taken or empty."""
        realm = cls(name=name.strip())
        secret = realm.draw_secret()
        if not realm.name:
            raise ValidationError("A realm needs a name.")
        try:
            with transaction.atomic():
                realm.save()
        except IntegrityError:
            raise ValidationError(f"There is a realm named {realm.name!r} already; choose another name.") from None
        return realm, secret

    def draw_secret(self) -> str:
        secret = secrets.token_urlsafe(32)
        self.secret_hash = keyed_hash(secret)
        return secret

    def rotate_secret(self) -> str:
        """A new secret key, shown this once; the old one stops within a second."""
        secret = self.draw_secret()
        self.save(update_fields=["secret_hash", "updated_at"])
        return secret
