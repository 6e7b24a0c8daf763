from typing import Any

from apps.api_key.documents import ApiKeyDocument
from apps.api_key.models import ApiKey
from apps.api_key.serializers import ApiKeySerializer
from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from bright.access import Scope
from bright.rest.viewsets import BrightViewSet


class ApiKeyViewSet(BrightViewSet):
    document = ApiKeyDocument
    serializer_class = ApiKeySerializer
    required_scopes = {
        "list": Scope.ADMINISTRATOR,
        "retrieve": Scope.ADMINISTRATOR,
        "create": Scope.REALM_PAIR | Scope.APP_PAIR,
        "destroy": Scope.ADMINISTRATOR,
    }

    def perform_create(self, serializer: Any) -> tuple[ApiKey, bool]:
        """A key for the caller's realm or course provider; with `user_email`, bound to that person."""
        realm = Realm.objects.visible_to(self.access).get()
        provider = None
        if self.access.is_bound_to_provider:
            provider = CourseProvider.objects.visible_to(self.access).get()
        values = serializer.validated_data
        email = values.get("user_email")
        user = RealmUser.objects.get_or_create_by_email(realm.pk, email)[0].user if email else None
        key, _ = ApiKey.issue(realm=realm, course_provider=provider, user=user, lifetime=values.get("ttl"))
        return key, True

    def shown_once(self, instance: ApiKey) -> dict[str, Any]:
        return {"access_token": instance.access_token}

    def perform_destroy(self, instance: ApiKey) -> None:
        instance.revoke()
