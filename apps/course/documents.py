from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from apps.course.models import Course
from bright.access import Access
from bright.reading.documents import Datetime, Document, Integer, Related, Text


def registration_count(document: type[Document], access: Access) -> Any:
    """How many registrations the course has; under a user-bound key, how many of them are its own."""
    if not access.is_bound_to_user:
        return F("registration_count")
    related: Any = document.fields["registrations"]
    own = related.document.model.objects.visible_to(access).filter(course=OuterRef("pk")).order_by()
    counted = own.values("course").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class CourseDocument(Document):
    element = "scorm-cloud-course"
    model = Course

    id = Integer(minimum=True, filter=("id", "course_guid"), help="the number; filtering by it matches the guid, too")
    course_guid = Text(minimum=True, filter=True, help="unique in its course provider")
    sc_course_id = Text("course_guid", help="the legacy name of course_guid")
    course_provider_id = Integer(filter=True)
    title = Text(minimum=True, filter=True, help="what learners read")
    custom = Text(filter=True)
    metadata = Text(help="JSON text: title, description, duration, typicaltime, keywords")
    registrations = Related(
        "apps.registration.documents.RegistrationDocument",
        by="course_id",
        count=registration_count,
        include="include_registrations",
        help="how many there are; with include_registrations=t, or a field of theirs asked for, the records",
    )
    registration_count = Integer(registration_count, help="how many registrations; under a user-bound key, its own")
    size = Integer(minimum=True, help="bytes of the package")
    versions = Integer(help="how many packages it has had; -1 where the provider keeps none")
    created_at = Datetime()
    updated_at = Datetime()
