from apps.course_provider.documents import CourseProviderDocument
from bright.api import Kind, Resource


class CourseProviderViewSet(Resource):
    document = CourseProviderDocument
    lookup = "name"
    admits = {"index": Kind.REALM, "show": Kind.ADMINISTRATOR}
