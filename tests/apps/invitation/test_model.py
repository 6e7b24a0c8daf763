"""Any sequence of changes to learners, courses and numbers of seats, compared with a model in plain Python."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.invitation.models import Seat
from apps.registration.models import Registration
from tests.apps.invitation.conftest import Club, seats
from tests.apps.records import GUID, make_course
from tests.contract.test_realms import undone

COURSES = [GUID, "golf", "tea"]
LEARNERS = [f"{name}@example.com" for name in ("ann", "bob", "cat", "dan")]
SOME = st.lists(st.sampled_from(LEARNERS), unique=True, max_size=3)


class Model:
    """The expected state: learners in order, seats left on each course, and who holds which registration."""

    def __init__(self) -> None:
        self.learners: set[str] = set()
        self.order_added: list[str] = []  # a learner added again keeps the old position
        self.left: dict[str, int] = {}
        self.held: set[tuple[str, str]] = set()
        self.order: list[str] = []
        self.stated: int | None = None  # the number in custom

    def add(self, learners: list[str], courses: list[str]) -> None:
        for course in courses:
            for learner in learners:
                if (learner, course) not in self.held and self.left[course]:
                    self.left[course] -= 1
                    self.held.add((learner, course))

    def change(self, add: list[str], remove: list[str]) -> None:
        for learner, course in [pair for pair in self.held if pair[0] in remove]:
            self.held.remove((learner, course))
            self.left[course] += 1
        self.learners = self.learners.difference(remove).union(add)
        self.order_added += [one for one in add if one not in self.order_added]
        self.add(add, self.order)

    def set_courses(self, courses: list[str], seats: int) -> None:
        """A changed number of seats applies from now, any number for a new course; learners get the new courses."""
        new = [course for course in courses if course not in self.order]
        self.held = {pair for pair in self.held if pair[1] in courses}
        kept = {course: self.left[course] for course in courses if course not in new and seats == self.stated}
        self.left, self.order, self.stated = {**dict.fromkeys(courses, seats), **kept}, courses, seats
        self.add([one for one in self.order_added if one in self.learners], new)


COURSE_LISTS = st.lists(st.sampled_from(COURSES), unique=True, min_size=1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), SOME, SOME),
        st.tuples(st.just("set_courses"), COURSE_LISTS, st.integers(0, 3)),
    ),
    max_size=8,
)  # fmt: skip


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_order_of_changes_leaves_what_the_model_says(tenant, course, steps):
    with undone():
        for guid in COURSES[1:]:
            make_course(tenant, guid)
        run(Club(tenant), steps)


def run(club: Club, steps: list) -> None:
    model, known = Model(), {}
    club.create(license="t", course_guids="[]", custom='{"order":-1}')
    for number, (verb, first, second) in enumerate(steps):
        if verb == "change":
            club.add(*first, remove=tuple(second))
            model.change(first, second)
        else:
            custom = json.dumps({"order": number, "seats_available": second})
            assert club.tenant.pair.put("invitation/club", course_guids=json.dumps(first), custom=custom).status == 200
            model.set_courses(list(first), second)
        check(club, model, known)


def check(club: Club, model: Model, known: dict[tuple[str, str], str]) -> None:
    """Compare documents, counters and registrations; a learner never gets a second registration to a course."""
    now = club.now
    placed = club.add()["registration_guids"]
    held = {(who, guid): one["registration_guid"] for who, courses in placed.items() for guid, one in courses.items()}
    assert now["learners"] == [one for one in model.order_added if one in model.learners]
    assert now["course_guids"] == model.order
    assert set(held) == model.held
    assert sorted(now["registration_guids"]) == sorted(held.values())
    assert [total - used for used, total in seats()] == [model.left[course] for course in model.order]
    known.update({pair: guid for pair, guid in held.items() if pair not in known})
    assert all(known[pair] == guid for pair, guid in held.items())
    assert Registration.objects.filter(active=True).count() == Seat.objects.in_use().count() == len(model.held)
