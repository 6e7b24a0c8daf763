"""Any sequence of calls, by any credentials, leaves exactly what a model says, to each credential.

See docs/contract/reliability.md, "Threats", T1, T3.
"""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from bright.rest.throttling import failed_log_ins
from tests.apps.records import ANN, BOB
from tests.asking import Answer
from tests.contract.state_calls import FLAG, GUIDS, LEARNERS, PAIRS, WHO, Calls
from tests.contract.state_model import Caller, Course
from tests.contract.state_of_seats import Invitation, Licences

SOAK = bool(os.environ.get("BRIGHT_SOAK"))
EXAMPLES, STEPS = (500, 60) if SOAK else (24, 50)
COLUMNS = {
    "course": ("course_guid", "custom", "registrations"),
    "registration": ("registration_guid", "course_guid", "learner_id", "active", "custom"),
    "launch_history": ("registration_guid", "course_guid", "learner_id"),
    "realm_user": ("email", "custom"),
    "api_key": ("id", "course_provider_id"),
    "invitation": ("name", "custom", "license", "learners", "course_guids", "registration_guids"),
}
DONE_IN_EVERY_RUN = {
    "registration create", "registration update", "registration destroy", "launch", "course update",
    "realm_user create", "realm_user update", "api_key create", "api_key destroy", "invitation create",
    "invitation update", "invitation destroy", "add_learners",
}  # fmt: skip
OUTCOMES = {"made", "kept", "full", "reused", "revived", "ended", "outlived"}  # of learners on courses
NAMES = st.sampled_from(["club", "trip"])
OFFERS = st.lists(GUIDS, max_size=2, unique=True)
ADDRESSES = st.lists(LEARNERS, min_size=1, max_size=3, unique_by=str.lower)
SEATS = st.one_of(st.none(), st.integers(0, 3))


class Bright(Calls):
    turn = 0

    def prepare(self) -> None:
        self.create_invitation(PAIRS[0], "club", ["yoga", "golf"], seats=1, reuses=False, by_get=False)
        for pair, name in zip(PAIRS, ("trip", "club"), strict=True):
            self.create_invitation(pair, name, ["yoga"], seats=None, reuses=True, by_get=True)

    def named(self, caller: Caller, name: str) -> Invitation | None:
        return next((one for one in self.model.invitations_of(caller.realm) if one.name == name), None)

    def courses_named(self, caller: Caller, guids: list[str]) -> list[Course] | None:
        """None if one of them is nobody's."""
        found = [self.model.course_named(caller, guid) for guid in guids]
        return None if None in found else found

    def added(self, caller: Caller, name: str, **values: Any) -> tuple[Answer, Callable[[str, Course], str]]:
        """The extended answer of add_learners, and how to look up the guid of a registration in it."""
        answer = caller.asker("invitation/add_learners", name=name, api_template="extended", **values)

        def guid_of(address: str, course: Course) -> str:
            return answer.json["registration_guids"][address][course.guid]["registration_guid"]

        return answer, guid_of

    @rule(who=WHO, name=NAMES, guids=OFFERS, seats=SEATS, reuses=FLAG, by_get=FLAG)
    def create_invitation(
        self, who: int, name: str, guids: list[str], seats: int | None, reuses: bool, by_get: bool
    ) -> None:
        caller, custom = self.pick(who), json.dumps({"seats_available": seats})
        values = {"license": "ft"[seats is not None], "avoid_duplicate_registrations": "ft"[reuses], "custom": custom}
        answer = self.write(caller, "invitation/gcreate", by_get, name=name, course_guids=",".join(guids), **values)
        courses, there = self.courses_named(caller, guids), self.named(caller, name)
        status = 404 if courses is None else 200 if there else 201
        if self.expect("invitation create", answer, caller.may_run_the_realm, status) and not there:
            totals = dict.fromkeys(courses or (), seats)
            made = Invitation(caller.realm, name, custom, seats is not None, reuses, totals)
            self.model.invitations.append(made)

    @rule(who=WHO, name=NAMES, joining=ADDRESSES, leaving=ADDRESSES)
    def add_learners(self, who: int, name: str, joining: list[str], leaving: list[str]) -> None:
        caller = self.pick(who)
        one = self.named(caller, name)
        answer, guid_of = self.added(caller, name, learners=json.dumps(joining), unlearners=json.dumps(leaving))
        if self.expect("add_learners", answer, caller.may_run_the_realm, 200 if one else 404) and one:
            self.model.add_learners(one, joining, leaving, guid_of)

    @rule(who=st.sampled_from(PAIRS), name=NAMES, joining=ADDRESSES)
    def come(self, who: int, name: str, joining: list[str]) -> None:
        self.add_learners(who, name, joining, [])

    @rule(who=st.sampled_from(PAIRS), name=NAMES, leaving=ADDRESSES)
    def go(self, who: int, name: str, leaving: list[str]) -> None:
        self.add_learners(who, name, [], leaving)

    @rule(who=WHO, name=NAMES, guids=OFFERS, seats=st.integers(0, 3), by_get=FLAG)
    def offer_other_courses(self, who: int, name: str, guids: list[str], seats: int, by_get: bool) -> None:
        caller = self.pick(who)
        one, courses = self.named(caller, name), self.courses_named(caller, guids)
        custom = json.dumps({"seats_available": seats})
        values = {"course_guids": json.dumps(guids), "custom": custom}
        answer = self.write(caller, f"invitation/gupdate/{name}", by_get, **values)
        status = 404 if one is None or courses is None else 200
        if self.expect("invitation update", answer, caller.may_run_the_realm, status) and one:
            _, guid_of = self.added(caller, name)
            self.model.offer(one, courses or [], seats if one.is_license else None, custom != one.custom, guid_of)
            one.custom = custom

    @rule(who=WHO, name=NAMES)
    def withdraw_invitation(self, who: int, name: str) -> None:
        caller = self.pick(who)
        one = self.named(caller, name)
        answer = caller.asker.delete(f"invitation/{name}")
        if self.expect("invitation destroy", answer, caller.may_run_the_realm, 200 if one else 404) and one:
            self.model.withdraw(one)

    def everything_once(self) -> None:
        """Every action, and all that may become of a learner on a course: chance alone need not bring them."""
        pair = PAIRS[0]
        self.launch(pair, 0)
        self.update_registration(pair, 0, "x", "t", by_get=True)
        self.update_course(pair, "yoga", "x", by_get=True)
        self.create_realm_user(pair, "new@example.com", "x", by_get=True)
        self.update_realm_user(pair, "new@example.com", "y", by_get=True)
        self.come(pair, "club", [ANN])  # made
        self.come(pair, "club", [ANN, BOB])  # kept; full
        self.go(pair, "club", [ANN])  # ended
        self.come(pair, "club", [ANN])  # revived
        self.come(pair, "trip", [ANN])  # reused
        self.go(pair, "club", [ANN])  # outlived: the trip has it still
        self.offer_other_courses(pair, "club", ["yoga"], 2, by_get=True)
        self.withdraw_invitation(pair, "club")
        self.delete_registration(pair, 0)
        self.revoke_key(pair, 0)

    # --- What everybody sees.

    @invariant()
    def the_next_sees_what_the_model_says(self) -> None:
        """One caller after each step, in turn; all of them at the end."""
        if self.callers:
            self.turn += 1
            self.check(self.pick(self.turn))

    def teardown(self) -> None:
        try:
            for caller in self.callers:
                self.check(caller)
        finally:
            self.undo()

    def check(self, caller: Caller) -> None:
        failed_log_ins.clear()  # many are refused here, all from one address
        for resource, columns in COLUMNS.items():
            expected = None if caller.ended else getattr(self.model, resource)(caller)
            answer = caller.asker(f"{resource}.json", fields=",".join(columns))
            if expected is None:
                assert (answer.status, answer.body) == (401, b"")
                continue
            rows = [tuple(row.values()) for row in answer.json]
            if resource == "realm_user":  # who joins by one call joins in any order
                rows = sorted((email, custom or "") for email, custom in rows)
            assert (answer.status, rows) == (200, expected), (resource, caller)


def test_every_action_and_every_outcome_once_by_hand(db):
    Bright.tally.clear()
    Licences.outcomes.clear()
    machine = Bright()
    try:
        machine.create_tenants()
        machine.everything_once()
    finally:
        machine.teardown()
    assert set(Licences.outcomes) == OUTCOMES
    assert {action for action, status in Bright.tally if status in (200, 201)} == DONE_IN_EVERY_RUN


@pytest.mark.timeout(3600)
def test_any_sequence_of_calls_leaves_what_the_model_says(db, capsys):
    Bright.tally.clear()
    Licences.outcomes.clear()
    run_state_machine_as_test(
        Bright,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=not SOAK,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = sum(count for (_, status), count in Bright.tally.items() if status in (200, 201))
    with capsys.disabled():
        print(f"\nstate machine: {Bright.tally.total()} calls, {done} of them did something; {dict(Licences.outcomes)}")
    # What is drawn depends on the modules that are loaded, so in a small run the rarest of each kind may not occur.
    never = OUTCOMES.difference(Licences.outcomes)
    undone = DONE_IN_EVERY_RUN.difference(action for action, status in Bright.tally if status in (200, 201))
    assert max(len(never), len(undone)) <= (0 if SOAK else 1), (never, undone)
