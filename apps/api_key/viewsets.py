from typing import Any

from apps.api_key.documents import ApiKeyDocument
from apps.api_key.models import ApiKey
from apps.api_key.serializers import ApiKeySerializer
from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.realm_user.models import RealmUser
from bright.access import Kind
from bright.rest.viewsets import Resource


class ApiKeyViewSet(Resource):
    document = ApiKeyDocument
    serializer_class = ApiKeySerializer
    admits = {
        "index": Kind.ADMINISTRATOR,
        "show": Kind.ADMINISTRATOR,
        "create": Kind.REALM_PAIR | Kind.APP_PAIR,
        "destroy": Kind.ADMINISTRATOR,
    }

    def create_record(self, values: dict[str, Any]) -> tuple[ApiKey, bool]:
        """A key bound to what the caller's pair opens, and to one person if `user_email` says so."""
        realm = Realm.objects.visible_to(self.access).get()
        provider = None
        if self.access.is_bound_to_provider:
            provider = CourseProvider.objects.visible_to(self.access).get()
        email = values.get("user_email")
        user = RealmUser.objects.get_or_create_by_email(realm.pk, email)[0].user if email else None
        key, _ = ApiKey.issue(realm=realm, course_provider=provider, user=user, lifetime=values.get("ttl"))
        return key, True

    def shown_once(self, record: ApiKey) -> dict[str, Any]:
        return {"access_token": record.access_token}

    def destroy_record(self, record: ApiKey) -> None:
        record.revoke()
