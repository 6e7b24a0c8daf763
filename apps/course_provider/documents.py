from apps.course_provider.models import CourseProvider
from bright.reading.documents import Datetime, Document, Integer, Text


class CourseProviderDocument(Document):
    element = "course-provider"
    model = CourseProvider

    id = Integer(minimum=True, filter=True)
    name = Text(minimum=True, filter=True, help="unique in the realm")
    provider_type = Text(minimum=True, filter=True, help="embedded: courses are played here")
    sc_app_id = Text(filter=True, help="of the app pair for this provider; its secret is never shown")
    api_url = Text(help="where a remote provider's API is; empty for embedded ones")
    realm_id = Integer()
    created_at = Datetime()
    updated_at = Datetime()
