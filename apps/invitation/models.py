"""Invitations: a named set of courses for a list of learners; a license limits the seats on each course.

The counters on InvitationCourse and the rows they count change together, under a lock on the invitation's row:
`Invitation.objects.locked`. A check constraint keeps a counter within its limit.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from apps.course.models import Course
from apps.invitation.custom_text import CustomText
from apps.realm.models import Realm
from apps.registration.models import Registration
from bright.access import Access, Scope
from bright.errors import Forbidden, NotFound
from bright.models import HasCustom, Record


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, access: Access) -> "InvitationQuerySet":
        return self.filter(realm_id=access.realm_id)

    def reportable_by(self, access: Access, name: str) -> "InvitationQuerySet":
        """The invitation of this name, if the caller is its owner, one of its reporting users, or has realm access."""
        named = self.visible_to(access).filter(name=name)
        if access.is_bound_to_user:
            return named.filter(Q(owner_email=access.email) | Q(reporting_users__contains=[access.email]))
        return named if access.scope in Scope.REALM else named.none()

    def locked(self, pk: int) -> "Invitation":
        """The row, locked until the transaction ends. All changes of learners, courses or seats must take this lock."""
        invitation = self.select_for_update(no_key=True).filter(pk=pk).first()
        if invitation is None:
            raise NotFound("the invitation was deleted meanwhile")
        return invitation


class Invitation(Record, HasCustom):
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="invitations", db_index=False)
    name = models.CharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    enabled = models.BooleanField(default=True)  # False: no learners can be added
    license = models.BooleanField(default=False)  # True: seats are limited
    avoid_duplicate_registrations = models.BooleanField(default=False)
    no_updates_allowed = models.BooleanField(default=False)
    invitation_template_id = models.BigIntegerField(null=True, blank=True)  # in the specification's document; never set
    # Copied from `custom` when it is written, for look-ups. In lower case.
    owner_email = models.CharField(max_length=320, blank=True, editable=False)
    reporting_users = ArrayField(models.CharField(max_length=320), default=list, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["realm", "name"], name="invitation_name")]
        indexes = [models.Index(fields=["realm", "id"], name="invitation_of_realm")]

    def __str__(self) -> str:
        return self.name

    def assign(self, values: dict[str, Any]) -> None:
        """Set these fields; with `custom`, also the fields copied from it."""
        if "custom" in values:
            custom = CustomText.parse(values["custom"])
            values = {**values, "owner_email": custom.owner_email, "reporting_users": custom.reporting_users}
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=[*values, "updated_at"])

    def registrations_by_learner(self) -> dict[str, dict[str, dict[str, str]]]:
        """Learner → course_guid → title and registration_guid of an active registration, {} without one."""
        addresses = self.learners.filter(active=True).values_list("address", flat=True)
        courses_of: dict[str, dict[str, dict[str, str]]] = {address: {} for address in addresses}
        rows = Seat.objects.in_use().filter(learner__invitation=self).order_by("learner_id", "pk")
        for address, course_guid, title, guid in rows.values_list(
            "learner__address", "course__course_guid", "course__title", "registration__registration_guid"
        ):
            # A learner may have been added between the two statements.
            courses_of.setdefault(address, {})[course_guid] = {"title": title, "registration_guid": guid}
        return courses_of

    def waiting_for_provider(self) -> int:
        """How many of its registrations a course provider is still to be told of."""
        return Seat.objects.filter(learner__invitation=self, initialization_due_at__isnull=False).count()

    def check_updates_allowed(self) -> None:
        """Raises Forbidden if the invitation allows no updates."""
        if self.no_updates_allowed:
            raise Forbidden(f"the invitation {self.name!r} allows no updates")

    def check_enabled(self) -> None:
        """Raises Forbidden if the invitation is disabled."""
        if not self.enabled:
            raise Forbidden(f"the invitation {self.name!r} is disabled: no learners can be added")


class InvitationCourse(models.Model):
    """A course of an invitation, with its seats."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="courses", db_index=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()  # in the order given by the client
    seats_total = models.BigIntegerField(null=True, blank=True)  # null: no limit
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
    """A learner on an invitation. A removed learner keeps the row, to get the same registrations when added again."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="learners", db_index=False)
    email = models.CharField(max_length=320)  # lower case
    address = models.CharField(max_length=320)  # spelled as the client sent it
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["invitation", "email"], name="invitation_learner_once")]
        indexes = [models.Index(fields=["invitation", "id"], name="learner_of_invitation")]

    def __str__(self) -> str:
        return self.address


class SeatQuerySet(models.QuerySet["Seat"]):
    def in_use(self) -> "SeatQuerySet":
        """Taken seats whose registration can be launched."""
        rows = self.filter(taken=True, registration__active=True, registration__deleted=None)
        return rows.filter(course__deleted_at=None)


class Seat(models.Model):
    """A learner's seat on one course of an invitation.

    It belongs to the invitation, not to the registration: when someone deactivates or deletes the registration, the
    seat stays taken (with a null registration after a permanent deletion) until the learner is removed or added again.
    """

    learner = models.ForeignKey(InvitationLearner, models.CASCADE, related_name="seats", db_index=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, related_name="seats")
    taken = models.BooleanField(default=True)  # False: released
    # False: the registration existed before any invitation used it, and stays active when the seat is released.
    ends_registration = models.BooleanField(default=True)
    # When to create the registration at its provider, if no task has done so by then; null: nothing to do.
    initialization_due_at = models.DateTimeField(null=True, blank=True)
    initialization_errors = models.PositiveIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course"], name="seat_once")]
        indexes = [
            models.Index(
                fields=["initialization_due_at"],
                name="seat_initialization_due",
                condition=Q(initialization_due_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"seat of learner {self.learner_id} on course {self.course_id}"
