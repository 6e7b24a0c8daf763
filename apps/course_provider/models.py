"""Where courses live and run. The row holds kind and secrets and hands out the live connection."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from apps.course_provider.provider import Provider
from apps.realm.models import Realm
from bright.access import Access
from bright.models import Record
from bright.secrets import EncryptedTextField


class CourseProviderQuerySet(models.QuerySet["CourseProvider"]):
    def visible_to(self, access: Access) -> "CourseProviderQuerySet":
        realm = self.filter(realm_id=access.realm_id)
        return realm.filter(pk=access.course_provider_id) if access.is_bound_to_provider else realm


def new_app_id() -> str:
    """Ten capitals and digits, as SCORM Cloud's application ids look."""
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(10))


class CourseProvider(Record):
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="course_providers")
    name = models.CharField(max_length=200)
    provider_type = models.CharField(max_length=20, default="embedded")  # a key of settings.BRIGHT_COURSE_PROVIDERS
    sc_app_id = models.CharField(max_length=100, unique=True, default=new_app_id)
    sc_secret_key = EncryptedTextField()
    api_url = models.URLField(blank=True)

    objects = CourseProviderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "name"], name="course_provider_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open_embedded(cls, realm: Realm, name: str = "Embedded") -> tuple["CourseProvider", str]:
        """A provider that plays courses here, and the secret key of its application."""
        provider = cls.objects.create(realm=realm, name=name, sc_secret_key=secrets.token_urlsafe(30))
        return provider, provider.sc_secret_key

    def connect(self) -> Provider:
        """The live provider. A table from kind to class, in settings, as Django has for its backends."""
        return import_string(settings.BRIGHT_COURSE_PROVIDERS[self.provider_type])(self)
