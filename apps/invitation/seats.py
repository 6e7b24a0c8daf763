"""Who has which seat: decided in memory under the invitation's lock, then written in a few statements.

The lock makes it one at a time for each invitation; registrations that two invitations may share are locked too, all
at once and in the order of their ids, so that no two can wait for each other. No provider is called here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F

from apps.invitation import sentences
from apps.invitation.models import Invitation, InvitationCourse, InvitationLearner, Seat
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration, new_registration_guid
from apps.registration.services import BATCH, NewRegistration, create_registrations

Place = tuple[int, int]  # ids of learner and course


class Seating:
    """The seats of some learners on an invitation whose row is locked. `admit` is written by `save`."""

    def __init__(
        self,
        invitation: Invitation,
        links: Sequence[InvitationCourse],
        learners: Sequence[InvitationLearner],
        set_up_due_at: datetime | None = None,
    ) -> None:
        """`set_up_due_at`: when to look whether providers know the registrations; None: leave that to a launch."""
        self.invitation, self.set_up_due_at = invitation, set_up_due_at
        self.learners = {learner.pk: learner for learner in learners}
        self.courses = {link.course_id: link for link in links}
        self.messages: list[str] = []
        seats = Seat.objects.filter(learner__in=self.learners, course__in=self.courses)
        self.seats: dict[Place, Seat] = {(seat.learner_id, seat.course_id): seat for seat in seats}
        self.used: Counter[int] = Counter()  # seats taken and given back, by link
        self.claims: list[tuple[Seat, str]] = []  # with the guids of the registrations to be made
        self.revived: list[int] = []
        self.changed: list[Seat] = []
        self._lock_registrations()

    def _lock_registrations(self) -> None:
        ids = {seat.registration_id for seat in self.seats.values() if seat.registration_id is not None}
        if self.invitation.avoid_duplicate_registrations:
            ids.update(self._duplicates())
        rows = Registration.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
        fields = ("registration_guid", "active", "deleted", "learner_email", "course_id", "externally_initialized")
        self.registrations: dict[int | None, Registration] = {row.pk: row for row in rows.only(*fields)}
        self.owned = set(
            Seat.objects.filter(registration__in=ids, ends_registration=True).values_list("registration_id", flat=True)
        )

    def _duplicates(self) -> Iterable[int]:
        """Registrations that these learners have on these courses, wherever they come from."""
        emails = [learner.email for learner in self.learners.values()]
        rows = Registration.objects.filter(realm_id=self.invitation.realm_id, learner_email__in=emails)
        return rows.filter(course__in=self.courses, deleted=None, active=True).values_list("pk", flat=True)

    # --- Giving back

    def release(self, places: Iterable[Place]) -> None:
        """Give back those of these seats that are taken. A registration ends with its last seat, unless it is older
        than all of them."""
        seats = [self.seats[place] for place in places if place in self.seats and self.seats[place].taken]
        Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(taken=False, set_up_due_at=None)
        own = {seat.registration_id for seat in seats if seat.ends_registration and seat.registration_id is not None}
        held = Seat.objects.filter(registration__in=own, taken=True).values_list("registration_id", flat=True)
        ending = own.difference(held)
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
        say = sentences.ended if ended else sentences.kept
        self.messages.append(say(registration.registration_guid, learner.address, link.course.title, self.invitation))

    # --- Taking

    def admit(self, links: Iterable[InvitationCourse], learners: Sequence[InvitationLearner]) -> None:
        """A seat and a registration for each learner on each course, as long as there are seats."""
        usable = (row for row in self.registrations.values() if _is_usable(row))  # by id: the newest wins
        self.newest = {(row.course_id, row.learner_email): row for row in usable}
        for link in links:
            if link.course.deleted_at is None:
                for learner in learners:
                    self._place(link, learner)

    def _place(self, link: InvitationCourse, learner: InvitationLearner) -> None:
        seat = self.seats.get((learner.pk, link.course_id))
        if seat is not None and seat.taken:
            self._keep(link, learner, seat)
        elif link.is_full:
            self.messages.append(sentences.full(learner.address, link))
        else:
            self._count(link, 1)
            duplicate = self.newest.get((link.course_id, learner.email))
            if duplicate is not None and self.invitation.avoid_duplicate_registrations:
                self._reuse(link, learner, duplicate)
            else:
                self._restore(link, learner, seat)

    def _keep(self, link: InvitationCourse, learner: InvitationLearner, seat: Seat) -> None:
        """The seat is the learner's already: no other is taken, whatever has become of the registration by hand."""
        registration = self.registrations.get(seat.registration_id)
        if registration is None or not _is_usable(registration):
            self._restore(link, learner, seat)
            return
        self.messages.append(sentences.already(registration.registration_guid, learner.address, link))
        if not registration.externally_initialized:
            self._take(link, learner, registration, seat.ends_registration)

    def _restore(self, link: InvitationCourse, learner: InvitationLearner, seat: Seat | None) -> None:
        """The registration that the learner had in this place; a new one if there was none, or it has been deleted."""
        registration = self.registrations.get(seat.registration_id) if seat else None
        if seat is None or registration is None or registration.deleted:
            self._claim(link, learner)
            return
        self.revived.append(registration.pk)
        self._take(link, learner, registration, seat.ends_registration)
        self._say("Re-activated registration", registration.registration_guid, link, learner)

    def _reuse(self, link: InvitationCourse, learner: InvitationLearner, registration: Registration) -> None:
        self._take(link, learner, registration, registration.pk in self.owned)
        self._say("Found and reused existing registration", registration.registration_guid, link, learner)

    def _claim(self, link: InvitationCourse, learner: InvitationLearner) -> None:
        guid = new_registration_guid(link.course)
        self.claims.append((self._take(link, learner, None, True), guid))
        self._say("Created registration", guid, link, learner)

    def _take(
        self, link: InvitationCourse, learner: InvitationLearner, registration: Registration | None, ends: bool
    ) -> Seat:
        is_known = registration is not None and registration.externally_initialized
        seat = Seat(learner=learner, course=link.course, registration=registration, ends_registration=ends)
        seat.set_up_due_at = None if is_known else self.set_up_due_at
        self.changed.append(seat)
        return seat

    def _count(self, link: InvitationCourse, change: int) -> None:
        link.seats_used += change
        self.used[link.pk] += change

    def _say(self, how: str, guid: str, link: InvitationCourse, learner: InvitationLearner) -> None:
        self.messages.append(sentences.registered(how, guid, learner.address, link))

    # --- Writing

    def save(self) -> list[int]:
        """Write what was decided; the ids of the registrations that their providers are to hear of."""
        Registration.objects.filter(pk__in=self.revived).activate()
        for (seat, _), registration in zip(self.claims, self._registrations(), strict=True):
            seat.registration = registration
        Seat.objects.bulk_create(
            self.changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["learner", "course"],
            update_fields=["registration", "taken", "ends_registration", "set_up_due_at", "set_up_errors"],
        )
        for pk, change in self.used.items():
            if change:
                InvitationCourse.objects.filter(pk=pk).update(seats_used=F("seats_used") + change)
        due = [seat.registration for seat in self.changed if seat.set_up_due_at is not None]
        return [registration.pk for registration in due if registration is not None]

    def _registrations(self) -> list[Registration]:
        """A new one for each claim; who has none yet becomes a member of the realm."""
        emails = [seat.learner.email for seat, _ in self.claims]
        members = RealmUser.objects.members(self.invitation.realm_id, emails)
        return create_registrations(
            [
                NewRegistration(seat.course, seat.learner.address, members[seat.learner.email], guid)
                for seat, guid in self.claims
            ]
        )


def _is_usable(registration: Registration) -> bool:
    return registration.active and not registration.deleted
