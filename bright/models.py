"""What every stored record shares."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from bright.access import Access


def random_text(nbytes: int) -> str:
    """URL-safe text of `nbytes` random bytes."""
    return secrets.token_urlsafe(nbytes)


def guid_default(nbytes: int) -> Callable[[], str]:
    """A model field's default: a new random, URL-safe guid. Migrations can write it down."""
    return partial(random_text, nbytes)


def storable(text: str) -> bool:
    """Whether PostgreSQL has a place for it: it has none for NUL, nor for half a surrogate pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))


class Record(models.Model):
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    def amend(self, **values: Any) -> None:
        """Set what is given, and nothing else: another one may have changed the rest since it was read."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=[*values, "updated_at"])


class HasCustom(models.Model):
    """Free text that a client keeps with us, byte for byte."""

    custom = models.TextField(null=True, blank=True)

    class Meta:
        abstract = True


class OfRealm(models.QuerySet):
    """Rows that a realm and one of its course providers own."""

    def visible_to(self, access: "Access") -> Self:
        rows = self.filter(realm_id=access.realm_id)
        return rows.filter(course_provider_id=access.course_provider_id) if access.is_bound_to_provider else rows
