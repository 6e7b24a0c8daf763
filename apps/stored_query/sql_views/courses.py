"""Courses and course providers."""

from apps.stored_query.sql_views.base import REALM, REALM_IF_ALL, SqlView, columns, if_set, of_provider

COURSES = SqlView(
    "courses",
    "All courses that are not deleted.",
    columns(
        ("id", "c.id", "The id of the course; course_id elsewhere."),
        ("course_guid", "c.course_guid", "The id that clients use; unique within its provider."),
        ("course_provider_id", "c.course_provider_id", "The provider that plays it."),
        ("title", "c.title", "The title."),
        ("custom", "c.custom", "The client's own text, byte for byte."),
        ("metadata", "c.metadata", "JSON text: title, description, duration, typicaltime, keywords."),
        ("registration_count", "c.registration_count", "How many registrations it has, without deleted ones."),
        ("size", "c.size", "The size of the package in bytes."),
        ("versions", "c.versions", "How many versions its provider keeps; -1 if it keeps none."),
        ("created_at", "c.created_at", "When it was created."),
        ("updated_at", "c.updated_at", "When it last changed."),
    ),
    "course_course c",
    "c.deleted_at IS NULL",
    (f"c.realm_id = {REALM} AND {of_provider('c.course_provider_id')}",),
)
COURSE_PROVIDERS = SqlView(
    "course_providers",
    "The systems that play courses, without their secrets.",
    columns(
        ("id", "p.id", "The id of the provider; course_provider_id elsewhere."),
        ("name", "p.name", "Its name, unique within the realm."),
        ("provider_type", "p.provider_type", "embedded, scorm_cloud_v1, scorm_cloud_v2."),
    ),
    "course_provider_courseprovider p",
    "true",
    (if_set(REALM_IF_ALL, f"p.realm_id = {REALM} AND {of_provider('p.id')}"),),
)
