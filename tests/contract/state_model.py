"""What Bright should hold and show, as plain Python: the other side of test_state_machine.py.

Rows are kept in the order in which they were made; nothing is ever taken out, it is only marked, so that what is gone
can be asked for again.
"""

from dataclasses import dataclass, field

from tests.asking import Asker


@dataclass(eq=False)
class Course:
    realm: int
    provider: int
    guid: str
    custom: str | None = None


@dataclass(eq=False)
class Registration:
    guid: str
    course: Course
    learner_id: str  # as it was sent
    custom: str | None = None
    active: bool = True
    deleted: bool = False

    @property
    def email(self) -> str:
        return self.learner_id.lower()

    @property
    def is_usable(self) -> bool:
        return self.active and not self.deleted


@dataclass(eq=False)
class RealmUser:
    realm: int
    email: str
    custom: str | None = None


@dataclass(eq=False)
class Caller:
    """Somebody who asks: a pair, or a key, which is a row of its own."""

    kind: str  # of access_table.KINDS
    realm: int
    provider: int | None
    asker: Asker
    email: str | None = None
    id: int = 0  # of the key
    ended: bool = False

    @property
    def is_of_realm(self) -> bool:
        return self.kind in ("pair", "realm_key")

    @property
    def is_administrator(self) -> bool:
        return self.kind != "user_key"

    @property
    def may_run_the_realm(self) -> bool:
        return self.is_of_realm and not self.ended

    @property
    def may_administer(self) -> bool:
        return self.is_administrator and not self.ended

    def owns(self, realm: int, provider: int | None) -> bool:
        return realm == self.realm and self.provider in (None, provider)


Row = tuple
Rows = list[Row]


@dataclass
class Model:
    courses: list[Course] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    realm_users: list[RealmUser] = field(default_factory=list)
    keys: list[Caller] = field(default_factory=list)
    launches: list[Registration] = field(default_factory=list)

    # --- What a caller's index should show; None: 401.

    def course(self, caller: Caller) -> Rows:
        return [(course.guid, course.custom, self.count(caller, course)) for course in self.courses_of(caller)]

    def registration(self, caller: Caller) -> Rows:
        return [
            (one.guid, one.course.guid, one.learner_id, one.active, one.custom) for one in self.registrations_of(caller)
        ]

    def launch_history(self, caller: Caller) -> Rows:
        seen = self.registrations_of(caller)
        return [(one.guid, one.course.guid, one.learner_id) for one in self.launches if one in seen]

    def realm_user(self, caller: Caller) -> Rows | None:
        if caller.provider is not None and caller.email is None:
            return None
        return sorted((one.email, one.custom or "") for one in self.realm_users_of(caller))

    def api_key(self, caller: Caller) -> Rows | None:
        if not caller.is_administrator:
            return None
        return [(key.id, key.provider) for key in self.keys if caller.owns(key.realm, key.provider)]

    # --- Which rows those are.

    def courses_of(self, caller: Caller) -> list[Course]:
        return [course for course in self.courses if caller.owns(course.realm, course.provider)]

    def course_named(self, caller: Caller, guid: str) -> Course | None:
        return next((course for course in self.courses_of(caller) if course.guid == guid), None)

    def registrations_of(self, caller: Caller) -> list[Registration]:
        return [one for one in self.registrations if not one.deleted and self.may_see(caller, one)]

    def may_see(self, caller: Caller, one: Registration) -> bool:
        return caller.owns(one.course.realm, one.course.provider) and caller.email in (None, one.email)

    def realm_users_of(self, caller: Caller) -> list[RealmUser]:
        return [one for one in self.realm_users if one.realm == caller.realm and caller.email in (None, one.email)]

    def count(self, caller: Caller, course: Course) -> int:
        own = (one for one in self.registrations if one.course is course and not one.deleted)
        return sum(caller.email in (None, one.email) for one in own)

    # --- What happens by itself.

    def newest_active(self, course: Course, learner_id: str) -> Registration | None:
        own = (one for one in reversed(self.registrations) if one.course is course and one.is_usable)
        return next((one for one in own if one.email == learner_id.lower()), None)

    def join(self, realm: int, email: str) -> bool:
        """The realm has this user from now on; whether it is new."""
        is_new = all((one.realm, one.email) != (realm, email.lower()) for one in self.realm_users)
        if is_new:
            self.realm_users.append(RealmUser(realm, email.lower()))
        return is_new
