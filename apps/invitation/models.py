"""A named offer of courses to learners; as a licence, with a limited number of seats on each course.

The counters on InvitationCourse and the rows that they count change together, under a lock on the invitation's row:
`Invitation.objects.locked`. The database itself refuses a counter past its limit.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from apps.course.models import Course
from apps.invitation.custom import Custom
from apps.realm.models import Realm
from apps.registration.models import Registration
from bright.access import Access, Scope
from bright.errors import Forbidden, NotFound
from bright.models import HasCustom, Record


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, access: Access) -> "InvitationQuerySet":
        return self.filter(realm_id=access.realm_id)

    def reportable_by(self, access: Access, name: str) -> "InvitationQuerySet":
        """The invitation of this name, for its owner, its reporting users, and the realm; else none."""
        named = self.visible_to(access).filter(name=name)
        if access.is_bound_to_user:
            return named.filter(Q(owner_email=access.email) | Q(reporting_users__contains=[access.email]))
        return named if access.scope in Scope.REALM else named.none()

    def locked(self, pk: int) -> "Invitation":
        """The row, alone with it until the transaction ends: all that changes learners, courses or seats goes here."""
        invitation = self.select_for_update(no_key=True).filter(pk=pk).first()
        if invitation is None:
            raise NotFound("the invitation was destroyed meanwhile")
        return invitation


class Invitation(Record, HasCustom):
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="invitations", db_index=False)
    name = models.CharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    enabled = models.BooleanField(default=True)  # False: takes in no learners
    license = models.BooleanField(default=False)  # True: seats are limited
    avoid_duplicate_registrations = models.BooleanField(default=False)
    no_updates_allowed = models.BooleanField(default=False)
    invitation_template_id = models.BigIntegerField(null=True, blank=True)  # in the seed's document; nothing sets it
    # Read from `custom` when that is written, for look-ups. Lower case.
    owner_email = models.CharField(max_length=320, blank=True, editable=False)
    reporting_users = ArrayField(models.CharField(max_length=320), default=list, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "name"], name="invitation_name")]
        indexes = [models.Index(fields=["realm", "id"], name="invitation_of_realm")]

    def __str__(self) -> str:
        return self.name

    def assign(self, values: dict[str, Any]) -> None:
        """Set these fields; with `custom`, also what is looked up in it."""
        if "custom" in values:
            said = Custom.read(values["custom"])
            values = {**values, "owner_email": said.owner_email, "reporting_users": said.reporting_users}
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=[*values, "updated_at"])

    def placements(self) -> dict[str, dict[str, dict[str, str]]]:
        """Learner → course_guid → title and registration_guid, of active registrations; {} for who has none."""
        found: dict[str, dict[str, dict[str, str]]] = {}
        for address in self.learners.filter(active=True).values_list("address", flat=True):
            found[address] = {}
        rows = Seat.objects.in_use().filter(learner__invitation=self).order_by("learner_id", "pk")
        for address, course_guid, title, guid in rows.values_list(
            "learner__address", "course__course_guid", "course__title", "registration__registration_guid"
        ):
            # Somebody may have joined since the statement before.
            found.setdefault(address, {})[course_guid] = {"title": title, "registration_guid": guid}
        return found

    def refuse_if_frozen(self) -> None:
        if self.no_updates_allowed:
            raise Forbidden(f"no updates are allowed to the invitation {self.name!r}")

    def refuse_if_disabled(self) -> None:
        if not self.enabled:
            raise Forbidden(f"the invitation {self.name!r} is disabled, and takes in no learners")


class InvitationCourse(models.Model):
    """A course of an invitation, with its seats."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="courses", db_index=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()  # as the client ordered them
    seats_total = models.BigIntegerField(null=True, blank=True)  # null: without limit
    seats_used = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "course"], name="invitation_course_once"),
            models.CheckConstraint(condition=Q(seats_used__gte=0), name="seats_used_not_negative"),
            models.CheckConstraint(
                condition=Q(seats_total=None) | Q(seats_used__lte=F("seats_total")), name="seats_never_oversold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} of invitation {self.invitation_id}"

    @property
    def is_full(self) -> bool:
        return self.seats_total is not None and self.seats_used >= self.seats_total


class InvitationLearner(models.Model):
    """Somebody on an invitation; the row stays when the learner is removed, so that what was had is had again."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="learners", db_index=False)
    email = models.CharField(max_length=320)  # lower case
    address = models.CharField(max_length=320)  # as it was sent
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["invitation", "email"], name="invitation_learner_once")]
        indexes = [models.Index(fields=["invitation", "id"], name="learner_of_invitation")]

    def __str__(self) -> str:
        return self.address


class SeatQuerySet(models.QuerySet["Seat"]):
    def in_use(self) -> "SeatQuerySet":
        """Those whose registration can be launched."""
        rows = self.filter(taken=True, registration__active=True, registration__deleted=None)
        return rows.filter(course__deleted_at=None)


class Seat(models.Model):
    """A learner's place on one course of an invitation. It is bound to the invitation, not to the registration:

    a registration that is deactivated or deleted by hand keeps its seat (deleted for good: as null) until the learner
    is removed, or added again.
    """

    learner = models.ForeignKey(InvitationLearner, models.CASCADE, related_name="seats", db_index=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, related_name="seats")
    taken = models.BooleanField(default=True)  # False: given back
    # False: the registration was there before any invitation had it, and outlives its seats.
    ends_registration = models.BooleanField(default=True)
    set_up_due_at = models.DateTimeField(null=True, blank=True)  # when to try the provider again; null: nothing to do
    set_up_errors = models.PositiveIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course"], name="seat_once")]
        indexes = [
            models.Index(fields=["set_up_due_at"], name="seat_set_up_due", condition=Q(set_up_due_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"seat of learner {self.learner_id} on course {self.course_id}"
