"""Invitations and their seats, as plain Python: the part of the state machine's model with a life of its own."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.contract.state_model import Course, Model, Registration, Row, Rows

GuidOf = Callable[[str, Course], str]  # of the registration that the API has just made for this address and course


@dataclass(eq=False)
class Seat:
    registration: Registration
    ends: bool  # whether the registration ends with its seats: one that was there before them doesn't
    taken: bool = True


@dataclass(eq=False)
class Invitation:
    realm: int
    name: str
    custom: str
    is_license: bool
    reuses: bool
    totals: dict[Course, int | None]  # seats of each course, None: no limit; the keys are the courses in their order
    addresses: dict[str, str] = field(default_factory=dict)  # of all who ever were on it: lower-cased → as first sent
    present: set[str] = field(default_factory=set)
    seats: dict[tuple[str, Course], Seat] = field(default_factory=dict)

    def learners(self) -> list[str]:
        return [address for email, address in self.addresses.items() if email in self.present]

    def used(self, course: Course) -> int:
        return sum(seat.taken for (_, of), seat in self.seats.items() if of is course)

    def is_full(self, course: Course) -> bool:
        total = self.totals[course]
        return total is not None and self.used(course) >= total

    def in_use(self) -> list[Registration]:
        return [one.registration for one in self.seats.values() if one.taken and one.registration.is_usable]


class Licences(Model):
    """The model with invitations. What is done to them comes in the order in which Bright does it."""

    outcomes: Counter[str] = Counter()  # what became of a learner on a course → how often, over all models

    def __init__(self) -> None:
        super().__init__()
        self.invitations: list[Invitation] = []

    def invitation(self, caller) -> Rows | None:
        return [self.shown(one) for one in self.invitations_of(caller.realm)] if caller.is_of_realm else None

    def invitations_of(self, realm: int) -> list[Invitation]:
        return [one for one in self.invitations if one.realm == realm]

    def shown(self, one: Invitation) -> Row:
        used = one.in_use()
        guids = [registration.guid for registration in self.registrations if registration in used]
        return one.name, one.custom, one.is_license, one.learners(), [course.guid for course in one.totals], guids

    def add_learners(self, one: Invitation, joining: list[str], leaving: list[str], guid_of: GuidOf) -> None:
        gone = [address.lower() for address in leaving if address.lower() in one.present]
        one.present.difference_update(gone)
        emails = list(dict.fromkeys(address.lower() for address in joining))
        for address in joining:
            one.addresses.setdefault(address.lower(), address)
        one.present.update(emails)
        owned = self.owned()
        self.release(one, [(email, course) for email in gone for course in one.totals])
        self.admit(one, one.totals, emails, owned, guid_of)

    def offer(self, one: Invitation, courses: list[Course], seats: int | None, restated: bool, guid_of: GuidOf) -> None:
        """Other courses, or other numbers of seats that are left to take."""
        before = list(one.totals)
        one.totals = {
            course: (None if seats is None else one.used(course) + seats)
            if restated or course not in before
            else one.totals[course]
            for course in courses
        }
        everybody = [email for email in one.addresses if email in one.present]
        owned = self.owned()
        self.release(one, [(email, course) for email in everybody for course in before if course not in courses])
        self.admit(one, [course for course in courses if course not in before], everybody, owned, guid_of)

    def withdraw(self, one: Invitation) -> None:
        self.release(one, list(one.seats))
        self.invitations.remove(one)

    def owned(self) -> set[Registration]:
        """Registrations that an invitation has made, and that end with their seats."""
        return {seat.registration for one in self.invitations for seat in one.seats.values() if seat.ends}

    def release(self, one: Invitation, places: Iterable[tuple[str, Course]]) -> None:
        given_back = [one.seats[place] for place in places if place in one.seats and one.seats[place].taken]
        for seat in given_back:
            seat.taken = False
        held = {seat.registration for other in self.invitations for seat in other.seats.values() if seat.taken}
        for seat in given_back:
            ends = seat.ends and seat.registration not in held
            seat.registration.active = seat.registration.active and not ends
            self.outcomes["ended" if ends else "outlived"] += 1

    def admit(
        self, one: Invitation, courses: Iterable[Course], emails: list[str], owned: set[Registration], guid_of: GuidOf
    ) -> None:
        newest = {(known.course, known.email): known for known in self.registrations if known.is_usable}
        for course in courses:
            for email in emails:
                seat, duplicate = one.seats.get((email, course)), newest.get((course, email))
                if seat and seat.taken and seat.registration.is_usable:
                    self.outcomes["kept"] += 1
                elif seat and seat.taken:
                    self.restore(one, email, course, guid_of)
                elif one.is_full(course):
                    self.outcomes["full"] += 1
                elif one.reuses and duplicate:
                    one.seats[email, course] = Seat(duplicate, duplicate in owned)
                    self.outcomes["reused"] += 1
                else:
                    self.restore(one, email, course, guid_of)

    def restore(self, one: Invitation, email: str, course: Course, guid_of: GuidOf) -> None:
        """What the learner had here is active again; a new registration if it was deleted, or there was none."""
        seat = one.seats.get((email, course))
        if seat and not seat.registration.deleted:
            seat.taken = seat.registration.active = True
            self.outcomes["revived"] += 1
            return
        made = Registration(guid_of(one.addresses[email], course), course, one.addresses[email])
        self.registrations.append(made)
        self.join(course.realm, email)
        one.seats[email, course] = Seat(made, ends=True)
        self.outcomes["made"] += 1
