"""Calls that anybody may try, each with what the model says of it: registrations, courses, people, keys.

Two realms on purpose full of trouble: equal guids, equal addresses in another case, two providers in one realm.
"""

from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from apps.api_key.models import ApiKey
from apps.course_provider.models import CourseProvider
from apps.course_provider.providers.fake import FakeProvider
from bright.rest.authentication import access_cache
from tests.apps.records import add_provider, make_course
from tests.asking import Answer, Asker
from tests.conftest import Tenant, create_tenant
from tests.contract.state_model import Caller, Course, Registration
from tests.contract.state_of_seats import Licences

ANN, BOB = "ann@example.com", "bob@example.com"
GUIDS = st.sampled_from(["yoga", "golf", "never"])
LEARNERS = st.sampled_from([ANN, "Ann@Example.com", BOB, "cy@example.com"])
TEXTS = st.sampled_from(["", "a", '{"b": 1}'])
PICK = st.integers(0, 10**6)  # which of the rows there are
PAIRS = (0, 6)  # of the two realms, among the callers
WHO = st.one_of(st.sampled_from(PAIRS), PICK)
FLAG = st.booleans()


def has_registrations(calls: "Calls") -> bool:
    return bool(calls.model.registrations)


class Calls(RuleBasedStateMachine):
    tally: Counter[tuple[str, int]] = Counter()  # action and status → how often, over all examples

    def __init__(self) -> None:
        super().__init__()
        self.model = Licences()
        self.callers: list[Caller] = []
        self.done = ExitStack()
        self.done.enter_context(transaction.atomic())

    @initialize()
    def create_tenants(self) -> None:
        tenant, other = create_tenant("Alpha"), create_tenant("alpha")
        self.add_course(tenant, tenant.provider, "yoga")
        self.add_course(tenant, add_provider(tenant), "golf")
        self.add_course(other, other.provider, "yoga")
        for here in (tenant, other):
            realm, provider, first = here.realm.pk, here.provider.pk, len(self.callers)
            self.callers += [Caller("pair", realm, None, here.pair), Caller("app", realm, provider, here.app)]
            for number, email in ((0, ""), (0, ANN), (0, BOB), (1, "")):
                self.issue_key(first + number, email)
        for learner in (ANN, BOB):
            self.create_registration(PAIRS[0], "yoga", learner, "", once=False, by_get=False)
        self.prepare()

    def prepare(self) -> None:
        """What a subclass has there from the start: an example uses some of the rules only."""

    def add_course(self, tenant: Tenant, provider: CourseProvider, guid: str) -> None:
        make_course(tenant, guid, provider=provider)
        self.model.courses.append(Course(tenant.realm.pk, provider.pk, guid))

    def undo(self) -> None:
        transaction.set_rollback(True)
        self.done.close()
        access_cache.clear()
        FakeProvider.accounts.clear()

    # --- Who asks, for what, and what is answered.

    def pick(self, number: int) -> Caller:
        return self.callers[number % len(self.callers)]

    def registration(self, number: int) -> Registration:
        return self.model.registrations[number % len(self.model.registrations)]

    def write(self, caller: Caller, path: str, by_get: bool, **values: Any) -> Answer:
        """`create` and `update` by GET, or by POST and PUT."""
        if by_get:
            return caller.asker(path, **values)
        resource, word, *id = path.split("/", 2)
        return caller.asker.send("POST" if word == "gcreate" else "PUT", "/".join([resource, *id]), form=values)

    def expect(self, action: str, answer: Answer, may: bool, status: int) -> bool:
        """Whether it was done. `may`: what the access table says of the caller, if it still is one."""
        assert answer.status == (status if may else 401), action
        self.tally[action, answer.status] += 1
        return answer.status in (200, 201)

    # --- Registrations.

    @rule(who=WHO, guid=GUIDS, learner=LEARNERS, custom=TEXTS, once=FLAG, by_get=FLAG)
    def create_registration(self, who: int, guid: str, learner: str, custom: str, once: bool, by_get: bool) -> None:
        caller = self.pick(who)
        values = {"course_guid": guid, "learner_id": learner, "custom": custom, "dont_duplicate": "ft"[once]}
        answer = self.write(caller, "registration/gcreate", by_get, **values)
        course = self.model.course_named(caller, guid)
        there = self.model.newest_active(course, learner) if course and once else None
        may = not caller.ended and caller.email in (None, learner.lower())
        status = 404 if course is None else 200 if there else 201
        if not self.expect("registration create", answer, may, status):
            return
        if there:
            assert answer.json["registration_guid"] == there.guid
        elif course:
            self.model.registrations.append(Registration(answer.json["registration_guid"], course, learner, custom))
            self.model.join(course.realm, learner)

    def status_of(self, caller: Caller, one: Registration) -> int:
        return 200 if one in self.model.registrations_of(caller) else 404

    @precondition(has_registrations)
    @rule(who=WHO, which=PICK, custom=TEXTS, active=st.sampled_from(["", "t", "f"]), by_get=FLAG)
    def update_registration(self, who: int, which: int, custom: str, active: str, by_get: bool) -> None:
        caller, one = self.pick(who), self.registration(which)
        values = {"custom": custom, **({"active": active} if active else {})}
        answer = self.write(caller, f"registration/gupdate/{one.guid}", by_get, **values)
        if self.expect("registration update", answer, caller.may_administer, self.status_of(caller, one)):
            one.custom, one.active = custom, {"t": True, "f": False}.get(active, one.active)

    @precondition(has_registrations)
    @rule(who=WHO, which=PICK)
    def delete_registration(self, who: int, which: int) -> None:
        caller, one = self.pick(who), self.registration(which)
        answer = caller.asker.delete(f"registration/{one.guid}")
        if self.expect("registration destroy", answer, caller.may_administer, self.status_of(caller, one)):
            one.deleted = True

    @precondition(has_registrations)
    @rule(who=PICK, which=PICK)
    def launch(self, who: int, which: int) -> None:
        caller, one = self.pick(who), self.registration(which)
        answer = caller.asker(f"registration/{one.guid}/launch_url")
        status = self.status_of(caller, one) if one.active else 404
        if self.expect("launch", answer, not caller.ended, status):
            self.model.launches.append(one)

    # --- Courses and people.

    @rule(who=WHO, guid=GUIDS, custom=TEXTS, by_get=FLAG)
    def update_course(self, who: int, guid: str, custom: str, by_get: bool) -> None:
        caller = self.pick(who)
        course = self.model.course_named(caller, guid)
        answer = self.write(caller, f"course/gupdate/{guid}", by_get, custom=custom)
        if self.expect("course update", answer, caller.may_administer, 200 if course else 404) and course:
            course.custom = custom

    @rule(who=WHO, learner=LEARNERS, custom=TEXTS, by_get=FLAG)
    def create_realm_user(self, who: int, learner: str, custom: str, by_get: bool) -> None:
        caller = self.pick(who)
        answer = self.write(caller, "realm_user/gcreate", by_get, email=learner, custom=custom)
        is_new = caller.may_run_the_realm and self.model.join(caller.realm, learner)
        if self.expect("realm_user create", answer, caller.may_run_the_realm, 201 if is_new else 302):
            self.model.realm_users[-1].custom = custom

    @rule(who=WHO, learner=LEARNERS, custom=TEXTS, by_get=FLAG)
    def update_realm_user(self, who: int, learner: str, custom: str, by_get: bool) -> None:
        caller = self.pick(who)
        answer = self.write(caller, f"realm_user/gupdate/{learner}", by_get, custom=custom)
        found = [one for one in self.model.realm_users_of(caller) if one.email == learner.lower()]
        if self.expect("realm_user update", answer, caller.may_run_the_realm, 200 if found else 404):
            found[0].custom = custom

    # --- Keys.

    @rule(who=PICK, email=st.sampled_from(["", ANN, "Cy@example.com"]))
    def issue_key(self, who: int, email: str) -> None:
        caller = self.pick(who)
        answer = caller.asker.post("api_key", user_email=email)
        if not self.expect("api_key create", answer, caller.kind in ("pair", "app"), 201):
            return
        kind = "user_key" if email else "realm_key" if caller.provider is None else "provider_key"
        asker = Asker(api_key=answer.json["access_token"])
        key = Caller(kind, caller.realm, caller.provider, asker, email.lower() or None, answer.json["id"])
        self.model.keys.append(key)
        self.callers.append(key)
        if email:
            self.model.join(caller.realm, email)

    @rule(who=WHO, which=PICK)
    def revoke_key(self, who: int, which: int) -> None:
        caller, key = self.pick(who), self.model.keys[which % len(self.model.keys)]
        answer = caller.asker.delete(f"api_key/{key.id}")
        status = 200 if caller.owns(key.realm, key.provider) else 404
        if self.expect("api_key destroy", answer, caller.may_administer, status):
            key.ended = True
            access_cache.clear()  # a second passes

    @rule(which=PICK)
    def expire_key(self, which: int) -> None:
        key = self.model.keys[which % len(self.model.keys)]
        ApiKey.objects.filter(pk=key.id).update(expires_at=timezone.now() - timedelta(seconds=1))
        access_cache.clear()
        key.ended = True
