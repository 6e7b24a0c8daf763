"""Where courses live and run. The row holds kind and secrets and hands out the live connection."""

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

    def keep(self, realm_id: int, name: str, **fields: str) -> tuple["CourseProvider", bool]:
        """The realm's provider of this name, made if new; one that is there stays as it is."""
        with refusing_what_is_taken():
            return self.get_or_create(realm_id=realm_id, name=name, defaults=fields)

    def opened_by(self, app_id: str, secret: str) -> list["CourseProvider"]:
        """The providers of any realm that this app pair opens. An app id is unique in its realm only (decision 0016).

        Every secret that may be meant is compared, one at least, so that the time taken tells little.
        """
        given = secret.encode("utf-8", "surrogatepass")
        known = list(self.filter(sc_app_id=app_id).order_by("pk"))
        stored = [row.sc_secret_key.encode() for row in known] or [b""]
        matches = [hmac.compare_digest(one, given) for one in stored]
        return [row for row, is_match in zip(known, matches, strict=False) if is_match]


def new_app_id() -> str:
    """Ten capitals and digits, as SCORM Cloud's application ids look."""
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(10))


def new_secret_key() -> str:
    return secrets.token_urlsafe(30)


@contextmanager
def refusing_what_is_taken() -> Iterator[None]:
    """InvalidArgument where another provider of the realm has this name or app id already."""
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
    def open_embedded(cls, realm: Realm, name: str = "Embedded") -> tuple["CourseProvider", str]:
        """A provider that plays courses here, and the secret key of its application."""
        provider = cls.objects.create(realm=realm, name=name)
        return provider, provider.sc_secret_key

    def amend(self, **values: Any) -> None:
        """Set what is given; InvalidArgument if another provider of the realm has this app id."""
        with refusing_what_is_taken():
            super().amend(**values)

    def rotate_secret(self) -> str:
        """A new secret key for the app pair; the old one stops within a second."""
        self.amend(sc_secret_key=new_secret_key())
        return self.sc_secret_key

    def remove(self) -> None:
        """Gone for good, with the keys bound to it. ProviderError while there are courses: they would go, too."""
        try:
            self.delete()
        except models.ProtectedError:
            raise ProviderError(
                "0", "This course provider still has courses, perhaps hidden ones: an operator must delete them first."
            ) from None

    def connect(self) -> Provider:
        """The live provider. A table from kind to class, in settings, as Django has for its backends."""
        return import_string(settings.BRIGHT_COURSE_PROVIDERS[self.provider_type])(self)
