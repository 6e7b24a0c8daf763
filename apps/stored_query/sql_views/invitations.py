"""Invitations: their courses, learners and registrations."""

from apps.stored_query.sql_views.base import EMAIL, INVITATION, REALM, REALM_IF_NO_PROVIDER, SqlView, columns, if_set

MAY_REPORT = f"(i.owner_email = {EMAIL} OR {EMAIL} = ANY (i.reporting_users))"
ALL_OF_REALM = if_set(REALM_IF_NO_PROVIDER, f"i.realm_id = {REALM}")
OF_ONE_INVITATION = if_set(INVITATION, f"i.realm_id = {REALM} AND i.id = {INVITATION}")
INVITATION_BRANCHES = (ALL_OF_REALM, if_set(EMAIL, f"i.realm_id = {REALM} AND {MAY_REPORT}"), OF_ONE_INVITATION)
LEARNER_BRANCHES = (ALL_OF_REALM, if_set(EMAIL, f"i.realm_id = {REALM} AND l.email = {EMAIL}"), OF_ONE_INVITATION)
LEARNER_SOURCE = "invitation_invitationlearner l JOIN invitation_invitation i ON i.id = l.invitation_id"
OF_INVITATION = (
    ("invitation_id", "i.id", "The id of the invitation."),
    ("invitation_name", "i.name", "The name of the invitation, unique within the realm."),
)
INVITATIONS = SqlView(
    "invitations",
    "Invitations and licenses. A learner sees those that they own or may report on.",
    columns(
        ("id", "i.id", "The id of the invitation; invitation_id elsewhere."),
        ("name", "i.name", "Its name, unique within the realm; invitation_name elsewhere."),
        ("description", "i.description", "What it is for."),
        ("enabled", "i.enabled", "False: no learners can be added."),
        ("license", "i.license", "True: its seats are limited."),
        ("custom", "i.custom", "The client's own text, byte for byte."),
        ("owner_email", "i.owner_email", "The e-mail address of its owner in lower case; empty if there is none."),
        ("created_at", "i.created_at", "When it was created."),
        ("updated_at", "i.updated_at", "When it last changed."),
    ),
    "invitation_invitation i",
    "true",
    INVITATION_BRANCHES,
)
INVITATION_COURSES = SqlView(
    "invitation_courses",
    "The courses of each invitation, with their seats.",
    columns(
        *OF_INVITATION,
        ("course_id", "c.id", "The id of the course."),
        ("course_guid", "c.course_guid", "The course's guid."),
        ("course_title", "c.title", "The course's title."),
        ("position", "ic.position", "Its position in the invitation, from 0."),
        ("seats_total", "ic.seats_total", "How many seats there are; null: no limit."),
        ("seats_used", "ic.seats_used", "How many seats are taken."),
        ("seats_left", "ic.seats_total - ic.seats_used", "How many seats are left; null: no limit."),
    ),
    "invitation_invitation i JOIN invitation_invitationcourse ic ON ic.invitation_id = i.id"
    " JOIN course_course c ON c.id = ic.course_id",
    "c.deleted_at IS NULL",
    INVITATION_BRANCHES,
)
INVITATION_LEARNERS = SqlView(
    "invitation_learners",
    "The learners on each invitation.",
    columns(
        *OF_INVITATION,
        ("learner_id", "l.address", "The learner's e-mail address as the client sent it."),
        ("learner_email", "l.email", "The learner's e-mail address in lower case."),
        ("active", "l.active", "False: the learner was removed."),
    ),
    LEARNER_SOURCE,
    "true",
    LEARNER_BRANCHES,
)
INVITATION_REGISTRATIONS = SqlView(
    "invitation_registrations",
    "The registrations that each invitation uses; join registrations on registration_id.",
    columns(
        *OF_INVITATION,
        ("learner_email", "l.email", "The learner's e-mail address in lower case."),
        ("course_id", "s.course_id", "The id of the course."),
        ("registration_id", "s.registration_id", "The id of the registration."),
        ("seat_taken", "s.taken", "False: the seat was released."),
    ),
    f"{LEARNER_SOURCE} JOIN invitation_seat s ON s.learner_id = l.id",
    "true",
    LEARNER_BRANCHES,
)
