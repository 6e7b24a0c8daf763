"""Markup stored for a realm. The vendor's script renders it in the browser; the server only stores and serves it."""

from django.db import models

from apps.realm.models import Realm
from bright.access import Access
from bright.models import HasCustom, Record


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, access: Access) -> "TemplateQuerySet":
        return self.filter(realm_id=access.realm_id)


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
