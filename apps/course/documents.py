from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from apps.course.models import Course
from bright.access import Access
from bright.reading.documents import Datetime, Document, Integer, Related, Text


def registration_count(document: type[Document], access: Access) -> Any:
    """The number of registrations of the course; under a user-bound key, only those of that user."""
    if not access.is_bound_to_user:
        return F("registration_count")
    related: Any = document.fields["registrations"]
    visible = related.document.model.objects.visible_to(access).filter(course=OuterRef("pk")).order_by()
    counted = visible.values("course").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class CourseDocument(Document):
    element = "scorm-cloud-course"
    model = Course

    id = Integer(minimum=True, filter=("id", "course_guid"), help="the number; this filter matches the guid as well")
    course_guid = Text(minimum=True, filter=True, help="unique within its course provider")
    sc_course_id = Text("course_guid", help="the legacy name of course_guid")
    course_provider_id = Integer(filter=True)
    title = Text(minimum=True, filter=True, help="the title that learners see")
    custom = Text(filter=True)
    metadata = Text(help="JSON text: title, description, duration, typicaltime, keywords")
    registrations = Related(
        "apps.registration.documents.RegistrationDocument",
        by="course_id",
        count=registration_count,
        include="include_registrations",
        help="how many there are; the records with include_registrations=t, or if one of their fields is requested",
    )
    registration_count = Integer(registration_count, help="how many there are; under a user-bound key, the user's")
    size = Integer(minimum=True, help="size of the package in bytes")
    versions = Integer(help="how many versions of the package there are; -1 if the provider keeps no versions")
    created_at = Datetime()
    updated_at = Datetime()
