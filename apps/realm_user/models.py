"""A person in a realm, with a role."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from apps.realm.models import Realm
from apps.user.models import User
from bright.access import Access
from bright.models import HasCustom, Record


class Role(models.IntegerChoices):
    LEARNER = 1
    INSTRUCTOR = 2
    ADMINISTRATOR = 3


class RealmUserQuerySet(models.QuerySet["RealmUser"]):
    def visible_to(self, access: Access) -> "RealmUserQuerySet":
        realm = self.filter(realm_id=access.realm_id)
        return realm.filter(user_id=access.user_id) if access.is_bound_to_user else realm

    def get_or_create_ids(self, realm_id: int, emails: Iterable[str]) -> dict[str, int]:
        """Ids by lower-cased address. Users who are not in the realm join as learners; a few statements for all."""
        user_ids = User.objects.get_or_create_ids(emails).values()
        rows = self.filter(realm_id=realm_id, user_id__in=user_ids)
        known = set(rows.values_list("user_id", flat=True))
        missing = [RealmUser(realm_id=realm_id, user_id=pk) for pk in sorted(user_ids) if pk not in known]
        if missing:
            RealmUser.objects.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
        return dict(rows.all().values_list("user__email", "pk"))

    def get_or_create_by_email(self, realm_id: int, email: str, **defaults: Any) -> tuple["RealmUser", bool]:
        """The realm's user with this address, created as a learner if new, and whether it was.

        `defaults` are fields of a new one. Safe under concurrency.
        """
        user, _ = User.objects.get_or_create_by_email(email)
        return self.select_related("user").get_or_create(realm_id=realm_id, user=user, defaults=defaults)


class RealmUser(Record, HasCustom):
    """Deleting one takes the user out of the realm and revokes the user's keys to it (apps/api_key/receivers.py).
    Registrations stay: they hold the address themselves.
    """

    realm = models.ForeignKey(Realm, models.CASCADE, related_name="realm_users")
    user = models.ForeignKey(User, models.PROTECT, related_name="realm_users")
    realm_role_id = models.PositiveSmallIntegerField(choices=Role.choices, default=Role.LEARNER)

    objects = RealmUserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "user"], name="realm_user_once"),
            models.CheckConstraint(condition=models.Q(realm_role_id__in=Role.values), name="realm_user_role"),
        ]

    def __str__(self) -> str:
        return self.user.email

    @property
    def email(self) -> str:
        return self.user.email
