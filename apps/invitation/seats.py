"""Allocating and releasing seats: decided in memory under the invitation's lock, then written in a few statements.

The lock allows one change at a time for each invitation. Registrations that two invitations may share are locked, too,
all at once and by ascending id, so that two changes can't deadlock. No provider is called here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F

from apps.invitation import messages
from apps.invitation.models import Invitation, InvitationCourse, InvitationLearner, Seat
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration, new_registration_guid
from apps.registration.services import BATCH, NewRegistration, create_registrations

SeatKey = tuple[int, int]  # ids of learner and course


class SeatAllocator:
    """The seats of some learners on an invitation whose row is locked. `save` writes what `allocate` decided."""

    def __init__(
        self,
        invitation: Invitation,
        links: Sequence[InvitationCourse],
        learners: Sequence[InvitationLearner],
        initialization_due_at: datetime | None = None,
    ) -> None:
        """`initialization_due_at`: when to check that providers have the new registrations; None: never."""
        self.invitation, self.initialization_due_at = invitation, initialization_due_at
        self.learners = {learner.pk: learner for learner in learners}
        self.courses = {link.course_id: link for link in links}
        self.messages: list[str] = []
        seats = Seat.objects.filter(learner__in=self.learners, course__in=self.courses)
        self.seats: dict[SeatKey, Seat] = {(seat.learner_id, seat.course_id): seat for seat in seats}
        self.used: Counter[int] = Counter()  # seats taken minus seats released, by link
        self.new: list[tuple[Seat, str]] = []  # with the guids of the registrations to create
        self.reactivated: list[int] = []
        self.changed: list[Seat] = []
        self._lock_registrations()

    def _lock_registrations(self) -> None:
        ids = {seat.registration_id for seat in self.seats.values() if seat.registration_id is not None}
        if self.invitation.avoid_duplicate_registrations:
            ids.update(self._reusable())
        rows = Registration.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        fields = ("registration_guid", "active", "deleted", "learner_email", "course_id", "externally_initialized")
        self.registrations: dict[int | None, Registration] = {row.pk: row for row in rows.only(*fields)}
        self.owned = set(
            Seat.objects.filter(registration__in=ids, ends_registration=True).values_list("registration_id", flat=True)
        )

    def _reusable(self) -> Iterable[int]:
        """Ids of the active registrations of these learners to these courses, whoever created them."""
        emails = [learner.email for learner in self.learners.values()]
        rows = Registration.objects.filter(realm_id=self.invitation.realm_id, learner_email__in=emails)
        return rows.filter(course__in=self.courses, deleted=None, active=True).values_list("pk", flat=True)

    # --- Releasing

    def release(self, keys: Iterable[SeatKey]) -> None:
        """Release those of these seats that are taken. A registration is deactivated when its last seat is released,
        unless it existed before all of them."""
        seats = [self.seats[key] for key in keys if key in self.seats and self.seats[key].taken]
        Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(taken=False, initialization_due_at=None)
        owned = {seat.registration_id for seat in seats if seat.ends_registration and seat.registration_id is not None}
        held = Seat.objects.filter(registration__in=owned, taken=True).values_list("registration_id", flat=True)
        ending = owned.difference(held)
        Registration.objects.filter(pk__in=ending).deactivate()
        for seat in seats:
            self._note_release(seat, ended=seat.registration_id in ending)

    def _note_release(self, seat: Seat, *, ended: bool) -> None:
        link, learner = self.courses[seat.course_id], self.learners[seat.learner_id]
        registration = self.registrations.get(seat.registration_id)
        seat.taken = False
        self._count(link, -1)
        if registration is None:
            return
        if ended:
            registration.active = False
        message = messages.registration_ended if ended else messages.registration_kept
        guid, title = registration.registration_guid, link.course.title
        self.messages.append(message(guid, learner.address, title, self.invitation))

    # --- Allocating

    def allocate(self, links: Iterable[InvitationCourse], learners: Sequence[InvitationLearner]) -> None:
        """Give each learner a seat and a registration on each course, as long as there are seats."""
        usable = (row for row in self.registrations.values() if _is_usable(row))  # by id: the newest wins
        self.newest = {(row.course_id, row.learner_email): row for row in usable}
        for link in links:
            if link.course.deleted_at is None:
                for learner in learners:
                    self._allocate_one(link, learner)

    def _allocate_one(self, link: InvitationCourse, learner: InvitationLearner) -> None:
        seat = self.seats.get((learner.pk, link.course_id))
        if seat is not None and seat.taken:
            self._keep_seat(link, learner, seat)
        elif link.is_full:
            self.messages.append(messages.no_seat_left(learner.address, link))
        else:
            self._count(link, 1)
            reusable = self.newest.get((link.course_id, learner.email))
            if reusable is not None and self.invitation.avoid_duplicate_registrations:
                self._reuse(link, learner, reusable)
            else:
                self._reactivate_or_create(link, learner, seat)

    def _keep_seat(self, link: InvitationCourse, learner: InvitationLearner, seat: Seat) -> None:
        """The learner already has the seat: no other is taken, whatever has become of the registration."""
        registration = self.registrations.get(seat.registration_id)
        if registration is None or not _is_usable(registration):
            self._reactivate_or_create(link, learner, seat)
            return
        self.messages.append(messages.already_registered(registration.registration_guid, learner.address, link))
        if not registration.externally_initialized:
            self._take(link, learner, registration, seat.ends_registration)

    def _reactivate_or_create(self, link: InvitationCourse, learner: InvitationLearner, seat: Seat | None) -> None:
        """Reactivate the registration that the seat had; create one if there was none, or it has been deleted."""
        registration = self.registrations.get(seat.registration_id) if seat else None
        if seat is None or registration is None or registration.deleted:
            self._create(link, learner)
            return
        self.reactivated.append(registration.pk)
        self._take(link, learner, registration, seat.ends_registration)
        self._report("Re-activated registration", registration.registration_guid, link, learner)

    def _reuse(self, link: InvitationCourse, learner: InvitationLearner, registration: Registration) -> None:
        self._take(link, learner, registration, registration.pk in self.owned)
        self._report("Found and reused existing registration", registration.registration_guid, link, learner)

    def _create(self, link: InvitationCourse, learner: InvitationLearner) -> None:
        guid = new_registration_guid(link.course)
        self.new.append((self._take(link, learner, None, True), guid))
        self._report("Created registration", guid, link, learner)

    def _take(
        self, link: InvitationCourse, learner: InvitationLearner, registration: Registration | None, ends: bool
    ) -> Seat:
        is_initialized = registration is not None and registration.externally_initialized
        seat = Seat(learner=learner, course=link.course, registration=registration, ends_registration=ends)
        seat.initialization_due_at = None if is_initialized else self.initialization_due_at
        self.changed.append(seat)
        return seat

    def _count(self, link: InvitationCourse, change: int) -> None:
        link.seats_used += change
        self.used[link.pk] += change

    def _report(self, how: str, guid: str, link: InvitationCourse, learner: InvitationLearner) -> None:
        self.messages.append(messages.registered(how, guid, learner.address, link))

    # --- Writing

    def save(self) -> list[int]:
        """Write the changes. Returns the ids of the registrations to create at their providers."""
        Registration.objects.filter(pk__in=self.reactivated).activate()
        for (seat, _), registration in zip(self.new, self._create_registrations(), strict=True):
            seat.registration = registration
        Seat.objects.bulk_create(
            self.changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["learner", "course"],
            update_fields=[
                "registration", "taken", "ends_registration", "initialization_due_at", "initialization_errors",
            ],
        )  # fmt: skip
        for pk, change in self.used.items():
            if change:
                InvitationCourse.objects.filter(pk=pk).update(seats_used=F("seats_used") + change)
        due = [seat.registration for seat in self.changed if seat.initialization_due_at is not None]
        return [registration.pk for registration in due if registration is not None]

    def _create_registrations(self) -> list[Registration]:
        """Create what `self.new` lists; learners new to the realm become its users."""
        emails = [seat.learner.email for seat, _ in self.new]
        users = RealmUser.objects.get_or_create_ids(self.invitation.realm_id, emails)
        return create_registrations(
            [NewRegistration(seat.course, seat.learner.address, users[seat.learner.email], guid)
             for seat, guid in self.new]
        )  # fmt: skip


def _is_usable(registration: Registration) -> bool:
    return registration.active and not registration.deleted
