"""The views over invitations and over what learners answered."""

from apps.stored_query.catalogue import (
    COURSE_PROVIDERS,
    COURSES,
    INVITATION_ARMS,
    LAUNCH_HISTORIES,
    LEARNER_ARMS,
    LEARNER_SOURCE,
    REALM_USERS,
    REGISTRATION_ARMS,
    REGISTRATION_SOURCE,
    REGISTRATION_VISIBLE,
    REGISTRATIONS,
    View,
    columns,
)

OF_INVITATION = (
    ("invitation_id", "i.id", "The invitation's own number."),
    ("invitation_name", "i.name", "The invitation's name, unique in the realm."),
)
INVITATIONS = View(
    "invitations",
    "Invitations and licence keys. A learner's key sees those that it owns or may report on.",
    columns(
        ("id", "i.id", "The invitation's own number; invitation_id elsewhere."),
        ("name", "i.name", "Its name, unique in the realm; invitation_name elsewhere."),
        ("description", "i.description", "What it is for."),
        ("enabled", "i.enabled", "False: takes in no learners."),
        ("license", "i.license", "True: its seats are limited."),
        ("custom", "i.custom", "The client's own text, byte for byte."),
        ("owner_email", "i.owner_email", "Who owns it, in lower case; empty: nobody said."),
        ("created_at", "i.created_at", "When it was made."),
        ("updated_at", "i.updated_at", "When it last changed."),
    ),
    "invitation_invitation i",
    "true",
    INVITATION_ARMS,
)
INVITATION_COURSES = View(
    "invitation_courses",
    "The courses of each invitation, with their seats.",
    columns(
        *OF_INVITATION,
        ("course_id", "c.id", "The course's own number."),
        ("course_guid", "c.course_guid", "The course's guid."),
        ("course_title", "c.title", "The course's title."),
        ("position", "ic.position", "Its place in the invitation, from 0."),
        ("seats_total", "ic.seats_total", "How many seats there are; null: without limit."),
        ("seats_used", "ic.seats_used", "How many seats are taken."),
        ("seats_left", "ic.seats_total - ic.seats_used", "How many seats are left to take; null: without limit."),
    ),
    "invitation_invitation i JOIN invitation_invitationcourse ic ON ic.invitation_id = i.id"
    " JOIN course_course c ON c.id = ic.course_id",
    "c.deleted_at IS NULL",
    INVITATION_ARMS,
)
INVITATION_LEARNERS = View(
    "invitation_learners",
    "Who is on which invitation.",
    columns(
        *OF_INVITATION,
        ("learner_id", "l.address", "The learner's address, as it was sent."),
        ("learner_email", "l.email", "The learner's address in lower case."),
        ("active", "l.active", "False: was removed."),
    ),
    LEARNER_SOURCE,
    "true",
    LEARNER_ARMS,
)
INVITATION_REGISTRATIONS = View(
    "invitation_registrations",
    "Which registration came of which invitation: join registrations by registration_id.",
    columns(
        *OF_INVITATION,
        ("learner_email", "l.email", "The learner's address in lower case."),
        ("course_id", "s.course_id", "The course's own number."),
        ("registration_id", "s.registration_id", "The registration's own number."),
        ("seat_taken", "s.taken", "False: the seat was given back."),
    ),
    f"{LEARNER_SOURCE} JOIN invitation_seat s ON s.learner_id = l.id",
    "true",
    LEARNER_ARMS,
)


def _either(newer: str, older: str) -> str:
    """SCORM 2004's name for a value of an interaction, else SCORM 1.2's."""
    return f"COALESCE(e.value ->> '{newer}', e.value ->> '{older}')"


INTERACTIONS = View(
    "interactions",
    "What learners answered: one row for each learner, attempt and question of courses that are played here.",
    columns(
        ("registration_id", "r.id", "The registration's own number."),
        ("registration_guid", "r.registration_guid", "The registration's guid."),
        ("course_guid", "c.course_guid", "The course's guid."),
        ("learner_email", "r.learner_email", "The learner's address in lower case."),
        ("attempt", "a.number", "The attempt, from 0."),
        ("sco", "o.identifier", "The activity that asked, as the package's manifest calls it."),
        ("sco_title", "o.title", "That activity's title."),
        ("position", "e.key::integer", "The question's place among those that were answered, from 0."),
        ("interaction_id", "e.value ->> 'id'", "The question's id, as the package gave it."),
        ("type", "e.value ->> 'type'", "true-false, choice, fill-in, matching, …"),
        ("question", "e.value ->> 'description'", "The question's text; null where the package gave none."),
        ("learner_response", _either("learner_response", "student_response"), "What the learner answered."),
        ("correct_response", "e.value #>> '{correct_responses,0,pattern}'", "The first answer that counts as right."),
        ("result", "e.value ->> 'result'", "correct, incorrect or wrong, neutral, unanticipated, or a number."),
        ("weighting", "e.value ->> 'weighting'", "How much the question counts, as the package says it."),
        ("latency", "e.value ->> 'latency'", "How long the answer took, as the package says it."),
        ("answered_at", _either("timestamp", "time"), "When, as the package says it: SCORM 1.2 gives no date."),
        ("updated_at", "t.updated_at", "When this activity last sent something."),
    ),
    f"{REGISTRATION_SOURCE}"
    " JOIN scorm_attempt a ON a.registration_ref = r.course_provider_id || '/' || r.registration_guid"
    " JOIN scorm_scostate t ON t.attempt_id = a.id JOIN scorm_sco o ON o.id = t.sco_id"
    " CROSS JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(t.cmi -> 'interactions') = 'object'"
    " THEN t.cmi -> 'interactions' ELSE '{}' END) e",
    f"{REGISTRATION_VISIBLE} AND e.key ~ '^[0-9]{{1,6}}$'",
    REGISTRATION_ARMS,
)
VIEWS = (
    REALM_USERS, COURSE_PROVIDERS, COURSES, REGISTRATIONS, LAUNCH_HISTORIES, INTERACTIONS,
    INVITATIONS, INVITATION_COURSES, INVITATION_LEARNERS, INVITATION_REGISTRATIONS,
)  # fmt: skip
