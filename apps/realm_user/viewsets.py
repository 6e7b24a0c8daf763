from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from apps.realm_user.documents import RealmUserDocument
from apps.realm_user.models import RealmUser
from apps.realm_user.serializers import RealmUserSerializer
from bright.access import Scope
from bright.errors import InvalidArgument
from bright.rest.many_records import CreateManyMixin
from bright.rest.viewsets import BrightViewSet

# Parameters that an update takes, besides credentials and names that begin with `_`.
# See docs/contract/resources/realm-user.md, "Changing a realm_user".
KNOWN_ON_UPDATE = frozenset(("id", "email", "custom", "realm_role_id", "format", "fields", "api_template", "callback"))


def refuse_malformed(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidArgument("email is not an e-mail address") from None


class RealmUserViewSet(CreateManyMixin, BrightViewSet):
    document = RealmUserDocument
    serializer_class = RealmUserSerializer
    lookup_field = "email"
    existing_status = 302
    required_scopes = {
        "list": Scope.REALM | Scope.USER_KEY,
        "retrieve": Scope.REALM | Scope.USER_KEY,
        "create": Scope.REALM,
        "update": Scope.REALM,
        "destroy": Scope.REALM,
    }

    def perform_create(self, serializer: Any) -> tuple[RealmUser, bool]:
        values = dict(serializer.validated_data)
        email = values.pop("email")
        return RealmUser.objects.get_or_create_by_email(self.access.realm_id, email, **values)

    def update(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An address that is none is a malformed argument, before it is a user who isn't there.

        See docs/contract/resources/realm-user.md, "Changing a realm_user".
        """
        email = self.parameters.text("email")
        if email:
            refuse_malformed(email)
        return super().update(request, *args, **kwargs)

    def perform_update(self, serializer: Any) -> None:
        unknown = {name for name in self.parameters.values if not name.startswith("_")} - KNOWN_ON_UPDATE
        if unknown:
            raise InvalidArgument(f"unexpected parameters: {', '.join(sorted(unknown))}")
        super().perform_update(serializer)
