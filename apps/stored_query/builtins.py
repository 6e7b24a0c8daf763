"""The built-in stored queries, which every realm has (query_scope=bright)."""

from dataclasses import dataclass
from typing import Any

from apps.stored_query.query_parameters import QueryParameter, serialize

ANY_USER, INVITATION_OWNER, ADMINISTRATOR = "any_user", "invitation_owner", "administrator"


@dataclass(frozen=True)
class BuiltinQuery:
    description: str
    level: str
    columns: dict[str, str]  # name → description, in order
    sql: str
    parameters: tuple[QueryParameter, ...] = ()

    @property
    def stored(self) -> dict[str, Any]:
        """The fields of the StoredQuery."""
        columns = "\n".join(f"{name}: {help}" for name, help in self.columns.items())
        return {
            "description": f"{self.description}\n\nColumns:\n{columns}",
            "level": self.level,
            "sql": self.sql.strip() + "\n",
            "parameters": serialize(self.parameters),
        }


INVITATION_NAME = QueryParameter("invitation_name", "text", "The invitation's name.")
LEARNER_ID = QueryParameter(
    "learner_id", "email", "The learner's e-mail address; if not given, all that the caller may see."
)
COURSE_GUID = QueryParameter("course_guid", "text", "The course's guid; if not given, all courses.")

QUERIES = {
    "getLicenseKeysForUser": BuiltinQuery(
        "The license keys that a user owns or may report on, with their seats: one row per course.",
        ANY_USER,
        {
            "invitation_name": "the license key",
            "course_guid": "the course",
            "course_title": "its title",
            "seats_total": "how many seats there are; empty: no limit",
            "seats_used": "how many are taken",
            "seats_left": "how many are left",
        },
        """
SELECT ic.invitation_name, ic.course_guid, ic.course_title, ic.seats_total, ic.seats_used, ic.seats_left
  FROM invitations i JOIN invitation_courses ic ON ic.invitation_id = i.id
 WHERE i.license AND (:email IS NULL OR i.owner_email = :email)
 ORDER BY ic.invitation_name, ic.position
""",
        (QueryParameter("email", "email", "The owner's e-mail address; if not given, all that the caller may see."),),
    ),
    "redemptions_available_for": BuiltinQuery(
        "How many seats an invitation has left on each of its courses.",
        INVITATION_OWNER,
        {
            "course_guid": "the course",
            "course_title": "its title",
            "seats_total": "how many seats there are; empty: no limit",
            "seats_used": "how many are taken",
            "seats_left": "how many are left; empty: no limit",
        },
        """
SELECT course_guid, course_title, seats_total, seats_used, seats_left
  FROM invitation_courses
 WHERE invitation_name = :invitation_name
 ORDER BY position
""",
        (INVITATION_NAME,),
    ),
    "invitation_completion_matrix": BuiltinQuery(
        "The progress of the learners on an invitation: one row per learner and course.",
        INVITATION_OWNER,
        {
            "learner_email": "the learner, in lower case",
            "fname": "first name",
            "lname": "last name",
            "course_guid": "the course",
            "course_title": "its title",
            "registration_guid": "the registration",
            "complete": "complete, incomplete, unknown",
            "success": "passed, failed, unknown",
            "score": "0 to 100; empty if there is none",
            "totaltime": "seconds",
            "completed_at": "when it was completed",
        },
        """
SELECT r.learner_email, r.fname, r.lname, r.course_guid, r.course_title, r.registration_guid,
       r.complete, r.success, r.score, r.totaltime, r.completed_at
  FROM invitation_registrations ir
  JOIN invitation_learners l ON l.invitation_id = ir.invitation_id AND l.learner_email = ir.learner_email AND l.active
  JOIN registrations r ON r.id = ir.registration_id
 WHERE ir.invitation_name = :invitation_name AND r.active
 ORDER BY r.learner_email, r.course_title, r.id
""",
        (INVITATION_NAME,),
    ),
    "course_completion_summary": BuiltinQuery(
        "A summary of each course: one row per course.",
        ADMINISTRATOR,
        {
            "course_guid": "the course",
            "course_title": "its title",
            "registrations": "how many registrations there are",
            "launched": "how many were ever launched",
            "completed": "how many are complete",
            "passed": "how many have passed",
            "failed": "how many have failed",
            "average_score": "over registrations with a score, to one decimal",
            "average_seconds": "time spent, over registrations that were launched",
        },
        """
SELECT c.course_guid, c.title AS course_title, count(r.id) AS registrations, count(r.launched_at) AS launched,
       count(*) FILTER (WHERE r.complete = 'complete') AS completed,
       count(*) FILTER (WHERE r.success = 'passed') AS passed,
       count(*) FILTER (WHERE r.success = 'failed') AS failed,
       round(avg(r.score)::numeric, 1) AS average_score,
       round(avg(r.totaltime) FILTER (WHERE r.launched_at IS NOT NULL)::numeric, 1) AS average_seconds
  FROM courses c LEFT JOIN registrations r ON r.course_id = c.id
 WHERE :course_guid IS NULL OR c.course_guid = :course_guid
 GROUP BY c.id, c.course_guid, c.title
 ORDER BY c.title, c.id
""",
        (COURSE_GUID,),
    ),
    "learner_transcript": BuiltinQuery(
        "The courses of a learner with their results, newest first.",
        ANY_USER,
        {
            "learner_id": "the learner's e-mail address as the client sent it",
            "course_guid": "the course",
            "course_title": "its title",
            "registration_guid": "the registration",
            "complete": "complete, incomplete, unknown",
            "success": "passed, failed, unknown",
            "score": "0 to 100; empty if there is none",
            "totaltime": "seconds",
            "attempts": "how many there were",
            "launched_at": "when it was last launched",
            "completed_at": "when it was completed",
            "created_at": "when the learner was registered",
        },
        """
SELECT learner_id, course_guid, course_title, registration_guid, complete, success, score, totaltime, attempts,
       launched_at, completed_at, created_at
  FROM registrations
 WHERE :learner_id IS NULL OR learner_email = :learner_id
 ORDER BY learner_email, created_at DESC, id DESC
""",
        (LEARNER_ID,),
    ),
    "registrations_changed_since": BuiltinQuery(
        "Registrations changed since a given time, oldest change first: for a nightly export.",
        ADMINISTRATOR,
        {
            "registration_guid": "the registration",
            "course_guid": "the course",
            "learner_id": "the learner's e-mail address as the client sent it",
            "fname": "first name",
            "lname": "last name",
            "active": "false: can no longer be launched",
            "complete": "complete, incomplete, unknown",
            "success": "passed, failed, unknown",
            "score": "0 to 100; empty if there is none",
            "totaltime": "seconds",
            "attempts": "how many there were",
            "completed_at": "when it was completed",
            "created_at": "when it was created",
            "updated_at": "when it last changed: `since` of the next export",
        },
        """
SELECT registration_guid, course_guid, learner_id, fname, lname, active, complete, success, score, totaltime, attempts,
       completed_at, created_at, updated_at
  FROM registrations
 WHERE :since IS NULL OR updated_at >= :since
 ORDER BY updated_at, id
""",
        (QueryParameter("since", "datetime", "ISO 8601; if not given, all registrations."),),
    ),
    "interactions_for_course": BuiltinQuery(
        "The answers given in a course: one row per learner, attempt and question.",
        ADMINISTRATOR,
        {
            "learner_email": "the learner, in lower case",
            "registration_guid": "the registration",
            "attempt": "from 0",
            "sco_title": "the activity that asked the question",
            "position": "the question's position among those answered, from 0",
            "interaction_id": "the question's id in the package",
            "type": "true-false, choice, fill-in, …",
            "question": "its text; empty if the package has none",
            "learner_response": "the answer",
            "correct_response": "the first correct answer",
            "result": "correct, incorrect or wrong, neutral, …",
            "answered_at": "when it was answered, as reported by the package",
        },
        """
SELECT learner_email, registration_guid, attempt, sco_title, position, interaction_id, type, question,
       learner_response, correct_response, result, answered_at
  FROM interactions
 WHERE course_guid = :course_guid
 ORDER BY learner_email, registration_guid, attempt, sco, position
""",
        (QueryParameter("course_guid", "text", "The course's guid."),),
    ),
}
BUILTINS = {name: builtin.stored for name, builtin in QUERIES.items()}
