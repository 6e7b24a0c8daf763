"""A person in a realm, with a role."""

from collections.abc import Iterable

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

    def member(self, realm_id: int, email: str) -> "RealmUser":
        """The realm's user with this address, made as a learner if new. Safe when two ask at once."""
        return self.join(realm_id, email)[0]

    def members(self, realm_id: int, emails: Iterable[str]) -> dict[str, int]:
        """Lower-cased address → id of the realm's user with it, made as a learner if new; in a few statements."""
        people = User.objects.people(emails)
        rows = self.filter(realm_id=realm_id, user_id__in=people.values())
        known = set(rows.values_list("user_id", flat=True))
        missing = [RealmUser(realm_id=realm_id, user_id=pk) for pk in sorted(people.values()) if pk not in known]
        if missing:
            RealmUser.objects.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
        return dict(rows.all().values_list("user__email", "pk"))

    def join(self, realm_id: int, email: str, **fields) -> tuple["RealmUser", bool]:
        """The realm's user, and whether it is new; `fields` are for a new one."""
        user = User.objects.person(email)
        return self.select_related("user").get_or_create(realm_id=realm_id, user=user, defaults=fields)


class RealmUser(Record, HasCustom):
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

    def leave(self) -> None:
        """Out of the realm, and its keys end; registrations stay, since they carry the address themselves."""
        self.delete()
