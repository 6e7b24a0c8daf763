"""Where courses are stored and played. The row holds the type and the credentials; `connect` uses them."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.module_loading import import_string

from apps.course_provider.provider import Provider, ProviderError
from apps.realm.models import Realm
from bright.access import Access
from bright.errors import InvalidArgument
from bright.models import Record
from bright.secrets import EncryptedTextField


class CourseProviderQuerySet(models.QuerySet["CourseProvider"]):
    def visible_to(self, access: Access) -> "CourseProviderQuerySet":
        realm = self.filter(realm_id=access.realm_id)
        return realm.filter(pk=access.course_provider_id) if access.is_bound_to_provider else realm

    def get_or_create_by_name(self, realm_id: int, name: str, **defaults: str) -> tuple["CourseProvider", bool]:
        """The realm's provider of this name, and whether it is new. `defaults` are fields of a new one.

        InvalidArgument if another provider of the realm has the app id in `defaults`.
        """
        with duplicates_refused():
            return self.get_or_create(realm_id=realm_id, name=name, defaults=defaults)

    def opened_by(self, app_id: str, secret: str) -> list["CourseProvider"]:
        """The providers, of any realm, that have this app pair. An app id is unique only in its realm (decision 0016).

        Compares every candidate's secret, and at least one, so that the time taken reveals little.
        """
        given = secret.encode("utf-8", "surrogatepass")
        known = list(self.filter(sc_app_id=app_id).order_by("pk"))
        stored = [row.sc_secret_key.encode() for row in known] or [b""]
        matches = [hmac.compare_digest(one, given) for one in stored]
        return [row for row, is_match in zip(known, matches, strict=False) if is_match]


def new_app_id() -> str:
    """Ten capital letters and digits, like SCORM Cloud's application ids."""
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(10))


def new_secret_key() -> str:
    return secrets.token_urlsafe(30)


@contextmanager
def duplicates_refused() -> Iterator[None]:
    """Turns a violated unique constraint into InvalidArgument: another provider has the name or the app id."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise InvalidArgument("another course provider of this realm has this name or sc_app_id") from None


class CourseProvider(Record):
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="course_providers")
    name = models.CharField(max_length=200)
    provider_type = models.CharField(max_length=20, default="embedded")  # a key of settings.BRIGHT_COURSE_PROVIDERS
    sc_app_id = models.CharField(max_length=100, db_index=True, default=new_app_id)
    sc_secret_key = EncryptedTextField(default=new_secret_key)
    api_url = models.URLField(blank=True)

    objects = CourseProviderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "name"], name="course_provider_name"),
            models.UniqueConstraint(fields=["realm", "sc_app_id"], name="course_provider_app"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def create_embedded(cls, realm: Realm, name: str = "Embedded") -> tuple["CourseProvider", str]:
        """Create a provider whose courses are played here. Returns it and its `sc_secret_key`.

        IntegrityError if the realm has a provider of this name.
        """
        provider = cls.objects.create(realm=realm, name=name)
        return provider, provider.sc_secret_key

    def amend(self, **values: Any) -> None:
        """Set and save these fields. InvalidArgument if another provider of the realm has the app id."""
        with duplicates_refused():
            super().amend(**values)

    def rotate_secret(self) -> str:
        """Replace the secret key of the app pair and return it. The old one stops working within a second."""
        self.amend(sc_secret_key=new_secret_key())
        return self.sc_secret_key

    def remove(self) -> None:
        """Delete it with the API keys bound to it. ProviderError if it has courses: they would go, too."""
        try:
            self.delete()
        except models.ProtectedError:
            raise ProviderError(
                "0",
                "This course provider still has courses, perhaps deleted ones: an operator must delete these for good.",
            ) from None

    def connect(self) -> Provider:
        """The Provider for this row. Its class is named in settings.BRIGHT_COURSE_PROVIDERS."""
        return import_string(settings.BRIGHT_COURSE_PROVIDERS[self.provider_type])(self)
