from typing import Any

from apps.course_provider.authentication import ScormCloudAppAuthentication
from apps.course_provider.documents import CourseProviderDocument
from apps.course_provider.models import CourseProvider
from apps.course_provider.serializers import CourseProviderSerializer
from bright.access import Scope
from bright.errors import InvalidArgument
from bright.rest.viewsets import BrightViewSet

APP_PAIR = ("sc_app_id", "sc_secret_key")


class CourseProviderViewSet(BrightViewSet):
    document = CourseProviderDocument
    serializer_class = CourseProviderSerializer
    lookup_field = "name"
    companion_modes = {"create": (ScormCloudAppAuthentication.name,), "update": (ScormCloudAppAuthentication.name,)}
    required_scopes = {
        "list": Scope.REALM,
        "retrieve": Scope.ADMINISTRATOR,
        "create": Scope.REALM,
        "update": Scope.REALM,
        "destroy": Scope.REALM,
    }

    def get_serializer_data(self) -> dict[str, str]:
        """With the app pair: taken out with the credentials, it is data beside realm access.

        See docs/contract/access.md, "When the app pair is data".
        """
        data = super().get_serializer_data()
        for name in APP_PAIR:
            values = self.credentials.get(name, set())
            if len(values) > 1:
                raise InvalidArgument(f"two different values of {name}")
            if values:
                data[name] = next(iter(values))
        return data

    def perform_create(self, serializer: Any) -> tuple[CourseProvider, bool]:
        """An existing provider of this name stays as it is, and is the answer: a write may arrive twice."""
        return CourseProvider.objects.get_or_create_by_name(self.access.realm_id, **serializer.validated_data)

    def perform_destroy(self, instance: CourseProvider) -> None:
        instance.remove()
