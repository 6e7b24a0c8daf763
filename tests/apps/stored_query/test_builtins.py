"""The results of the built-ins on real data; their documented columns and parameters."""

import pytest

from apps.course.models import Course
from apps.course_provider.references import reference
from apps.invitation.initialization import InitializationMode
from apps.invitation.services import add_learners, create_invitation
from apps.registration.models import Registration
from apps.scorm.models import Attempt, Package
from apps.stored_query.builtins import QUERIES
from tests.apps.records import ANN, BOB, make_course, make_registration

pytestmark = pytest.mark.django_db(transaction=True)
OWNER = "owner@example.com"
LICENSE = f'{{"initiating_user": "{OWNER}", "license_data": {{"yoga": {{"seats_available": 3}}}}}}'


@pytest.fixture
def world(tenant):
    """Two learners on a course, one of whom has completed it; a license with three seats, two of them taken."""
    yoga = make_course(tenant, "yoga", title="Yoga")
    make_course(tenant, "empty", title="Nobody's")
    make_registration(yoga, ANN, complete="complete", success="passed", score=90.0, totaltime=60.0,
                      launched_at="2026-01-02T00:00:00Z", fname="Ann")  # fmt: skip
    make_registration(yoga, BOB, score=None)
    club, _ = create_invitation(
        tenant.realm.pk, "club", courses=Course.objects.filter(pk=yoga.pk), learners=[],
        mode=InitializationMode.AT_LAUNCH, license=True, custom=LICENSE,
    )  # fmt: skip
    add_learners(club, ["carl@example.com", "dora@example.com"], [], InitializationMode.AT_LAUNCH)
    return tenant


def run(asker, name: str, **values: str):
    answer = asker("run", name=name, query_scope="bright", rows="objects", **values)
    assert answer.status == 200, (name, answer.status)
    return answer.json


def test_completion_and_transcript(world):
    nobody, yoga = run(world.pair, "course_completion_summary")
    assert nobody == {
        "course_guid": "empty", "course_title": "Nobody's", "registrations": 0, "launched": 0, "completed": 0,
        "passed": 0, "failed": 0, "average_score": None, "average_seconds": None,
    }  # fmt: skip
    assert (yoga["registrations"], yoga["launched"], yoga["completed"], yoga["passed"]) == (4, 1, 1, 1)
    assert (yoga["average_score"], yoga["average_seconds"]) == (90.0, 60.0)
    assert run(world.pair, "course_completion_summary", course_guid="empty") == [nobody]
    (row,) = run(world.pair, "learner_transcript", learner_id=ANN.upper())
    assert (row["course_guid"], row["complete"], row["score"]) == ("yoga", "complete", 90.0)
    assert run(world.learner(ANN), "learner_transcript") == [row]
    assert run(world.learner(ANN), "learner_transcript", learner_id=BOB) == []


def test_changes_since(world):
    Registration.objects.filter(learner_email=ANN).update(updated_at="2026-01-05T00:00:00Z")
    Registration.objects.exclude(learner_email=ANN).update(updated_at="2026-01-01T00:00:00Z")
    assert len(run(world.app, "registrations_changed_since")) == 4
    (row,) = run(world.app, "registrations_changed_since", since="2026-01-02")
    assert (row["learner_id"], row["updated_at"]) == (ANN, "2026-01-05T00:00:00Z")
    assert run(world.app, "registrations_changed_since", since="2026-01-05T00:00:01Z") == []


def test_licenses(world):
    seats = {"seats_total": 3, "seats_used": 2, "seats_left": 1}
    (row,) = run(world.learner(OWNER), "getLicenseKeysForUser")
    assert row == {"invitation_name": "club", "course_guid": "yoga", "course_title": "Yoga", **seats}
    assert run(world.pair, "getLicenseKeysForUser", email=OWNER.upper()) == [row]
    assert run(world.pair, "getLicenseKeysForUser", email=ANN) == run(world.learner(ANN), "getLicenseKeysForUser") == []
    for asker in (world.pair, world.learner(OWNER)):
        (row,) = run(asker, "redemptions_available_for", invitation_name="club")
        assert row == {"course_guid": "yoga", "course_title": "Yoga", **seats}
        matrix = run(asker, "invitation_completion_matrix", invitation_name="club")
        assert [(one["learner_email"], one["complete"]) for one in matrix] == [
            ("carl@example.com", "unknown"),
            ("dora@example.com", "unknown"),
        ]


def test_one_row_for_each_learner_attempt_and_question(world):
    registration = Registration.objects.get(learner_email=ANN)
    package = Package.objects.create(
        course_ref="x", version=0, standard="scorm_2004_4th_edition", title="Yoga", manifest={}, digest="", size=1,
        unpacked_size=1, file_count=1,
    )  # fmt: skip
    sco = package.scos.create(position=0, identifier="quiz", title="Quiz", href="a.html", kind="sco")
    ref = reference(registration.course_provider_id, registration.registration_guid)
    newer = {"id": "q1", "type": "choice", "description": "Which?", "learner_response": "b", "result": "correct",
             "timestamp": "2026-01-02T10:00:00", "correct_responses": {"0": {"pattern": "b"}}}  # fmt: skip
    older = {"id": "q2", "type": "fill-in", "student_response": "x", "result": "wrong", "time": "10:00:00"}
    for number in (0, 1):
        attempt = Attempt.objects.create(registration_ref=ref, number=number, package=package, learner_id=ANN)
        attempt.states.create(sco=sco, cmi={"interactions": {"10": older, "2": newer, "_count": 2}})
    rows = run(world.pair, "interactions_for_course", course_guid="yoga")
    keys = [(one["attempt"], one["position"], one["interaction_id"]) for one in rows]
    assert keys == [(0, 2, "q1"), (0, 10, "q2"), (1, 2, "q1"), (1, 10, "q2")]
    assert rows[0] == {
        "learner_email": ANN, "registration_guid": registration.registration_guid, "attempt": 0, "sco_title": "Quiz",
        "position": 2, "interaction_id": "q1", "type": "choice", "question": "Which?", "learner_response": "b",
        "correct_response": "b", "result": "correct", "answered_at": "2026-01-02T10:00:00",
    }  # fmt: skip
    assert (rows[1]["question"], rows[1]["learner_response"], rows[1]["answered_at"]) == (None, "x", "10:00:00")
    assert run(world.pair, "interactions_for_course", course_guid="other") == []


def test_columns_and_parameters_are_the_documented_ones(tenant):
    for name, builtin in QUERIES.items():
        header = tenant.pair("run.csv", name=name, query_scope="bright").text.strip()
        assert header.split(",") == list(builtin.columns), name
        shown = tenant.pair(f"stored_query/{name}", query_scope="bright").json
        assert all(column in shown["description"] for column in builtin.columns)
        assert all(f":{parameter.name}" in builtin.sql and parameter.description for parameter in builtin.parameters)
