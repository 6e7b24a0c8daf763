"""Tags on courses, learners and registrations. A tag names its target by kind and id, so this app imports none."""

from collections.abc import Iterable

from django.db import models

from apps.realm.models import Realm


class Tag(models.Model):
    realm = models.ForeignKey(Realm, models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=20)  # "course", "learner", "registration"
    tagged_id = models.BigIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "tagged_id", "name"], name="tag_once")]
        indexes = [models.Index(fields=["realm", "kind", "name"], name="tag_by_name")]

    def __str__(self) -> str:
        return self.name


def add_tags(realm_id: int, kind: str, tagged_id: int, names: Iterable[str]) -> None:
    """Tag one record with the names, stripped and cut to 200 characters; empty and existing ones are skipped."""
    trimmed = dict.fromkeys(name.strip()[:200] for name in names)
    tags = [Tag(realm_id=realm_id, kind=kind, tagged_id=tagged_id, name=name) for name in trimmed if name]
    Tag.objects.bulk_create(tags, ignore_conflicts=True)
