from typing import Any

from apps.course_provider.authentication import ScormCloudAppMode
from apps.course_provider.documents import CourseProviderDocument
from apps.course_provider.models import CourseProvider
from apps.course_provider.serializers import CourseProviderSerializer
from bright.access import Kind
from bright.errors import InvalidArgument
from bright.rest.viewsets import Resource

APP_PAIR = ("sc_app_id", "sc_secret_key")


class CourseProviderViewSet(Resource):
    document = CourseProviderDocument
    serializer_class = CourseProviderSerializer
    lookup = natural_key = "name"
    companions = {"create": (ScormCloudAppMode.name,), "update": (ScormCloudAppMode.name,)}
    admits = {
        "index": Kind.REALM,
        "show": Kind.ADMINISTRATOR,
        "create": Kind.REALM,
        "update": Kind.REALM,
        "destroy": Kind.REALM,
    }

    def checked(self, record: Any = None) -> dict[str, Any]:
        """With the app pair: taken out with the credentials, it is data beside realm access (bright-v2.md 3)."""
        for name in APP_PAIR:
            values = self.credentials.get(name, set())
            if len(values) > 1:
                raise InvalidArgument(f"two different values of {name}")
            self.parameters.values |= {name: list(values)} if values else {}
        return super().checked(record)

    def create_record(self, values: dict[str, Any]) -> tuple[CourseProvider, bool]:
        """A provider of this name that is there already stays as it is, and is the answer: a write may arrive twice."""
        return CourseProvider.objects.get_or_create_by_name(self.access.realm_id, **values)

    def update_record(self, record: CourseProvider, values: dict[str, Any]) -> None:
        record.amend(**{name: value for name, value in values.items() if name != "name"})

    def destroy_record(self, record: CourseProvider) -> None:
        record.remove()
