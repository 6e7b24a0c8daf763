"""The documented views, which are all that a stored query can read: one module per subject."""

from apps.stored_query.sql_views.courses import COURSE_PROVIDERS, COURSES
from apps.stored_query.sql_views.interactions import INTERACTIONS
from apps.stored_query.sql_views.invitations import (
    INVITATION_COURSES,
    INVITATION_LEARNERS,
    INVITATION_REGISTRATIONS,
    INVITATIONS,
)
from apps.stored_query.sql_views.people import REALM_USERS
from apps.stored_query.sql_views.registrations import LAUNCH_HISTORIES, REGISTRATIONS

VIEWS = (
    REALM_USERS, COURSE_PROVIDERS, COURSES, REGISTRATIONS, LAUNCH_HISTORIES, INTERACTIONS,
    INVITATIONS, INVITATION_COURSES, INVITATION_LEARNERS, INVITATION_REGISTRATIONS,
)  # fmt: skip
