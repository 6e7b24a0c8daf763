"""Registrations and their launches."""

from apps.stored_query.sql_views.base import (
    EMAIL,
    INVITATION,
    REALM,
    REALM_IF_ALL,
    SqlView,
    columns,
    if_set,
    of_provider,
)

REGISTRATION_BRANCHES = (
    if_set(REALM_IF_ALL, f"r.realm_id = {REALM} AND {of_provider('r.course_provider_id')}"),
    if_set(EMAIL, f"r.realm_id = {REALM} AND r.learner_email = {EMAIL} AND {of_provider('r.course_provider_id')}"),
    if_set(
        INVITATION,
        f"""r.realm_id = {REALM} AND r.id IN (
            SELECT s.registration_id FROM invitation_seat s JOIN invitation_invitationlearner l ON l.id = s.learner_id
             WHERE l.invitation_id = {INVITATION})""",
    ),
)
REGISTRATION_VISIBLE = "r.deleted IS NULL AND c.deleted_at IS NULL"
REGISTRATION_SOURCE = "registration_registration r JOIN course_course c ON c.id = r.course_id"

REGISTRATIONS = SqlView(
    "registrations",
    "Registrations with their results, without deleted ones and those of deleted courses.",
    columns(
        ("id", "r.id", "The id of the registration."),
        ("registration_guid", "r.registration_guid", "The id that clients use."),
        ("course_id", "r.course_id", "The id of the course."),
        ("course_guid", "c.course_guid", "The course's guid."),
        ("course_title", "c.title", "The course's title."),
        ("course_provider_id", "r.course_provider_id", "The provider that plays it."),
        ("learner_id", "r.learner_id", "The learner's e-mail address as the client sent it."),
        ("learner_email", "r.learner_email", "The e-mail address in lower case: use this one to compare and join."),
        ("fname", "r.fname", "First name."),
        ("lname", "r.lname", "Last name."),
        ("active", "r.active", "False: can no longer be launched."),
        ("complete", "r.complete", "complete, incomplete, unknown."),
        ("success", "r.success", "passed, failed, unknown."),
        ("score", "r.score", "0 to 100; null if the course gave none."),
        ("totaltime", "r.totaltime", "Seconds spent."),
        ("attempts", "r.attempts", "How many attempts have begun."),
        ("custom", "r.custom", "The client's own text, byte for byte."),
        ("launched_at", "r.launched_at", "When it was last launched."),
        ("completed_at", "r.provider_completed_at", "When it was completed."),
        ("accessed_at", "r.provider_accessed_at", "When the learner was last in the course."),
        ("crawl_status", "r.crawl_status", "success or error: the outcome of the last crawl."),
        ("last_crawled_at", "r.last_crawled_at", "When the result was last requested from the provider."),
        ("created_at", "r.created_at", "When it was created."),
        ("updated_at", "r.updated_at", "When it last changed; compare this for incremental exports."),
    ),
    REGISTRATION_SOURCE,
    REGISTRATION_VISIBLE,
    REGISTRATION_BRANCHES,
)
LAUNCH_HISTORIES = SqlView(
    "launch_histories",
    "One row per launch.",
    columns(
        ("id", "h.id", "The id of the launch."),
        ("registration_guid", "r.registration_guid", "The registration that was launched."),
        ("course_guid", "c.course_guid", "Its course."),
        ("learner_email", "r.learner_email", "The e-mail address of its learner in lower case."),
        ("launch_source", "h.launch_source", "What the client calls itself."),
        ("review", "h.review", "True: review only, nothing recorded."),
        ("created_at", "h.created_at", "When it was launched."),
        ("exited_at", "h.exited_at", "When the learner left; null if that is not known."),
    ),
    "launch_history_launchhistory h JOIN registration_registration r ON r.id = h.registration_id"
    " JOIN course_course c ON c.id = r.course_id",
    REGISTRATION_VISIBLE,
    REGISTRATION_BRANCHES,
)
