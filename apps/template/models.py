"""Markup kept for a realm. The vendor's script renders it in the browser; here it is stored and served, never run."""

from django.db import models

from apps.realm.models import Realm
from bright.access import Access
from bright.models import HasCustom, Record


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, access: Access) -> "TemplateQuerySet":
        return self.filter(realm_id=access.realm_id)

    def keep(self, realm_id: int, name: str, **fields: str) -> tuple["Template", bool]:
        """The realm's template of this name, made if new; one that is there stays as it is."""
        return self.get_or_create(realm_id=realm_id, name=name, defaults=fields)


class Template(Record, HasCustom):
    realm = models.ForeignKey(Realm, models.CASCADE, related_name="templates")
    name = models.CharField(max_length=200)
    markup = models.CharField(max_length=50, default="handlebars")  # handlebars, html, …
    mimetype = models.CharField(max_length=100, default="text/html")
    body = models.TextField(blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "name"], name="template_name")]

    def __str__(self) -> str:
        return self.name
