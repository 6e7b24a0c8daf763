"""What learners answered in courses that are played by Bright's own SCORM engine."""

from apps.course_provider.references import reference_sql
from apps.stored_query.sql_views.base import SqlView, columns
from apps.stored_query.sql_views.registrations import (
    REGISTRATION_BRANCHES,
    REGISTRATION_SOURCE,
    REGISTRATION_VISIBLE,
)


def _either(scorm_2004: str, scorm_12: str) -> str:
    """A value of an interaction, which the two standards name differently."""
    return f"COALESCE(e.value ->> '{scorm_2004}', e.value ->> '{scorm_12}')"


INTERACTIONS = SqlView(
    "interactions",
    "The answers of learners: one row per learner, attempt and question, for courses played by Bright itself.",
    columns(
        ("registration_id", "r.id", "The id of the registration."),
        ("registration_guid", "r.registration_guid", "The registration's guid."),
        ("course_guid", "c.course_guid", "The course's guid."),
        ("learner_email", "r.learner_email", "The learner's e-mail address in lower case."),
        ("attempt", "a.number", "The number of the attempt, from 0."),
        ("sco", "o.identifier", "The activity that asked the question: its identifier in the manifest."),
        ("sco_title", "o.title", "The title of that activity."),
        ("position", "e.key::integer", "The question's position among those answered, from 0."),
        ("interaction_id", "e.value ->> 'id'", "The question's id in the package."),
        ("type", "e.value ->> 'type'", "true-false, choice, fill-in, matching, …"),
        ("question", "e.value ->> 'description'", "The question's text; null if the package has none."),
        ("learner_response", _either("learner_response", "student_response"), "The learner's answer."),
        ("correct_response", "e.value #>> '{correct_responses,0,pattern}'", "The first correct answer."),
        ("result", "e.value ->> 'result'", "correct, incorrect or wrong, neutral, unanticipated, or a number."),
        ("weighting", "e.value ->> 'weighting'", "The weight of the question, as reported by the package."),
        ("latency", "e.value ->> 'latency'", "How long the answer took, as reported by the package."),
        (
            "answered_at",
            _either("timestamp", "time"),
            "When it was answered; SCORM 1.2 gives no date.",
        ),
        ("updated_at", "t.updated_at", "When the activity last sent data."),
    ),
    f"{REGISTRATION_SOURCE}"
    f" JOIN scorm_attempt a ON a.registration_ref = {reference_sql('r.course_provider_id', 'r.registration_guid')}"
    " JOIN scorm_scostate t ON t.attempt_id = a.id JOIN scorm_sco o ON o.id = t.sco_id"
    " CROSS JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(t.cmi -> 'interactions') = 'object'"
    " THEN t.cmi -> 'interactions' ELSE '{}' END) e",
    f"{REGISTRATION_VISIBLE} AND e.key ~ '^[0-9]{{1,6}}$'",
    REGISTRATION_BRANCHES,
)
