"""Base classes of models and of their QuerySets."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any, Self

from django.db import models

from bright.access import Access


def random_text(nbytes: int) -> str:
    """URL-safe text of `nbytes` random bytes."""
    return secrets.token_urlsafe(nbytes)


def guid_default(nbytes: int) -> Callable[[], str]:
    """A field's default: a new random, URL-safe guid of `nbytes` bytes. Migrations can serialize it."""
    return partial(random_text, nbytes)


class Record(models.Model):
    """A model with the times of its creation and last change."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    def amend(self, **values: Any) -> None:
        """Save these fields only: another request may have changed the others since this record was read."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=[*values, "updated_at"])


class HasCustom(models.Model):
    """A model with free text for the client's own use, stored byte for byte."""

    custom = models.TextField(null=True, blank=True)

    class Meta:
        abstract = True


class OfRealm(models.QuerySet):
    """A QuerySet of a model that has `realm` and `course_provider`."""

    def visible_to(self, access: Access) -> Self:
        """The rows that this access may see."""
        rows = self.filter(realm_id=access.realm_id)
        return rows.filter(course_provider_id=access.course_provider_id) if access.is_bound_to_provider else rows
