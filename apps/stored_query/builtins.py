"""The stored queries that every realm has (query_scope=bright): SQL over the documented views, parameters, columns."""

from dataclasses import dataclass
from typing import Any

from apps.stored_query.declared import Parameter, written

ANY_USER, INVITATION_OWNER, ADMINISTRATOR = "any_user", "invitation_owner", "administrator"


@dataclass(frozen=True)
class Builtin:
    description: str
    level: str
    columns: dict[str, str]  # name → what it holds, in order
    sql: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def stored(self) -> dict[str, Any]:
        columns = "\n".join(f"{name}: {help}" for name, help in self.columns.items())
        return {
            "description": f"{self.description}\n\nColumns:\n{columns}",
            "level": self.level,
            "sql": self.sql.strip() + "\n",
            "parameters": written(self.parameters),
        }


INVITATION_NAME = Parameter("invitation_name", "text", "The invitation's name.")
LEARNER_ID = Parameter("learner_id", "text", "The learner's e-mail address; none: every learner that one may see.")
COURSE_GUID = Parameter("course_guid", "text", "The course's guid; none: every course.")

FOUND = {
    "getLicenseKeysForUser": Builtin(
        "The licence keys that a user owns or may report on, with their seats: one row for each course.",
        ANY_USER,
        {
            "invitation_name": "the licence key",
            "course_guid": "the course",
            "course_title": "its title",
            "seats_total": "how many seats there are; empty: without limit",
            "seats_used": "how many are taken",
            "seats_left": "how many are left",
        },
        """
SELECT ic.invitation_name, ic.course_guid, ic.course_title, ic.seats_total, ic.seats_used, ic.seats_left
  FROM invitations i JOIN invitation_courses ic ON ic.invitation_id = i.id
 WHERE i.license AND (:email IS NULL OR i.owner_email = lower(:email))
 ORDER BY ic.invitation_name, ic.position
""",
        (Parameter("email", "text", "The owner's address; none: all that one may see."),),
    ),
    "redemptions_available_for": Builtin(
        "How many seats an invitation has left on each of its courses.",
        INVITATION_OWNER,
        {
            "course_guid": "the course",
            "course_title": "its title",
            "seats_total": "how many seats there are; empty: without limit",
            "seats_used": "how many are taken",
            "seats_left": "how many are left; empty: without limit",
        },
        """
SELECT course_guid, course_title, seats_total, seats_used, seats_left
  FROM invitation_courses
 WHERE invitation_name = :invitation_name
 ORDER BY position
""",
        (INVITATION_NAME,),
    ),
    "invitation_completion_matrix": Builtin(
        "Who on an invitation has come how far: one row for each learner and course.",
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
            "score": "0 to 100; empty: none",
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
    "course_completion_summary": Builtin(
        "How each course goes: one row for each.",
        ADMINISTRATOR,
        {
            "course_guid": "the course",
            "course_title": "its title",
            "registrations": "how many there are",
            "launched": "how many were ever launched",
            "completed": "how many are complete",
            "passed": "how many are passed",
            "failed": "how many are failed",
            "average_score": "over those that have one, with one decimal",
            "average_seconds": "the time spent, over those that were launched",
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
    "learner_transcript": Builtin(
        "What a learner has taken, and with what result; the newest first.",
        ANY_USER,
        {
            "learner_id": "the learner's address, as it was sent",
            "course_guid": "the course",
            "course_title": "its title",
            "registration_guid": "the registration",
            "complete": "complete, incomplete, unknown",
            "success": "passed, failed, unknown",
            "score": "0 to 100; empty: none",
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
 WHERE :learner_id IS NULL OR learner_email = lower(:learner_id)
 ORDER BY learner_email, created_at DESC, id DESC
""",
        (LEARNER_ID,),
    ),
    "registrations_changed_since": Builtin(
        "Registrations that changed since a moment, the oldest change first: for a nightly export.",
        ADMINISTRATOR,
        {
            "registration_guid": "the registration",
            "course_guid": "the course",
            "learner_id": "the learner's address, as it was sent",
            "fname": "first name",
            "lname": "last name",
            "active": "false: can't be launched any more",
            "complete": "complete, incomplete, unknown",
            "success": "passed, failed, unknown",
            "score": "0 to 100; empty: none",
            "totaltime": "seconds",
            "attempts": "how many there were",
            "completed_at": "when it was completed",
            "created_at": "when it was made",
            "updated_at": "when it last changed: the next export's `since`",
        },
        """
SELECT registration_guid, course_guid, learner_id, fname, lname, active, complete, success, score, totaltime, attempts,
       completed_at, created_at, updated_at
  FROM registrations
 WHERE :since IS NULL OR updated_at >= :since
 ORDER BY updated_at, id
""",
        (Parameter("since", "datetime", "ISO 8601; none: all registrations."),),
    ),
    "interactions_for_course": Builtin(
        "What was answered in a course: one row for each learner, attempt and question.",
        ADMINISTRATOR,
        {
            "learner_email": "the learner, in lower case",
            "registration_guid": "the registration",
            "attempt": "from 0",
            "sco_title": "the activity that asked",
            "position": "the question's place among those answered, from 0",
            "interaction_id": "the question's id, as the package gave it",
            "type": "true-false, choice, fill-in, …",
            "question": "its text; empty where the package gave none",
            "learner_response": "what was answered",
            "correct_response": "the first answer that counts as right",
            "result": "correct, incorrect or wrong, neutral, …",
            "answered_at": "when, as the package says it",
        },
        """
SELECT learner_email, registration_guid, attempt, sco_title, position, interaction_id, type, question,
       learner_response, correct_response, result, answered_at
  FROM interactions
 WHERE course_guid = :course_guid
 ORDER BY learner_email, registration_guid, attempt, sco, position
""",
        (Parameter("course_guid", "text", "The course's guid."),),
    ),
}
BUILTINS = {name: builtin.stored for name, builtin in FOUND.items()}
