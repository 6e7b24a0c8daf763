"""Any order of adding, removing, adding and removing courses and topping up, against a model made of dicts."""

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
    """What ought to be: learners in order, seats left of each course, and who holds which registration."""

    def __init__(self) -> None:
        self.learners: set[str] = set()
        self.came: list[str] = []  # in the order of their first coming: who returns has the old place
        self.left: dict[str, int] = {}
        self.held: set[tuple[str, str]] = set()
        self.order: list[str] = []
        self.said: int | None = None  # the number in custom

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
        self.came += [one for one in add if one not in self.came]
        self.add(add, self.order)

    def offer(self, courses: list[str], seats: int) -> None:
        """Another number than before counts from now, any for a new course; who is there gets the new courses."""
        new = [course for course in courses if course not in self.order]
        self.held = {pair for pair in self.held if pair[1] in courses}
        kept = {course: self.left[course] for course in courses if course not in new and seats == self.said}
        self.left, self.order, self.said = {**dict.fromkeys(courses, seats), **kept}, courses, seats
        self.add([one for one in self.came if one in self.learners], new)


OFFERS = st.lists(st.sampled_from(COURSES), unique=True, min_size=1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), SOME, SOME),
        st.tuples(st.just("offer"), OFFERS, st.integers(0, 3)),
    ),
    max_size=8,
)  # fmt: skip


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_order_of_changes_leaves_what_the_model_says(house, course, steps):
    with undone():
        for guid in COURSES[1:]:
            make_course(house, guid)
        run(Club(house), steps)


def run(club: Club, steps: list) -> None:
    model, known = Model(), {}
    club.open(license="t", course_guids="[]", custom='{"order":-1}')
    for number, (verb, first, second) in enumerate(steps):
        if verb == "change":
            club.add(*first, remove=tuple(second))
            model.change(first, second)
        else:
            custom = json.dumps({"order": number, "seats_available": second})
            assert club.house.pair.put("invitation/club", course_guids=json.dumps(first), custom=custom).status == 200
            model.offer(list(first), second)
        check(club, model, known)


def check(club: Club, model: Model, known: dict[tuple[str, str], str]) -> None:
    """Documents, counters and registrations; and who had a registration once never has another."""
    now = club.now
    placed = club.add()["registration_guids"]
    held = {(who, guid): one["registration_guid"] for who, courses in placed.items() for guid, one in courses.items()}
    assert now["learners"] == [one for one in model.came if one in model.learners]
    assert now["course_guids"] == model.order
    assert set(held) == model.held
    assert sorted(now["registration_guids"]) == sorted(held.values())
    assert [total - used for used, total in seats()] == [model.left[course] for course in model.order]
    known.update({pair: guid for pair, guid in held.items() if pair not in known})
    assert all(known[pair] == guid for pair, guid in held.items())
    assert Registration.objects.filter(active=True).count() == Seat.objects.in_use().count() == len(model.held)
