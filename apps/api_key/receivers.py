"""Revokes a user's keys to a realm when the user is removed from it."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from apps.api_key.models import ApiKey
from apps.realm_user.models import RealmUser


@receiver(post_delete, sender=RealmUser)
def revoke_keys(instance: RealmUser, **_: Any) -> None:
    ApiKey.objects.filter(realm_id=instance.realm_id, user_id=instance.user_id).revoke()
