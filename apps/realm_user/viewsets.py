from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from apps.realm_user.documents import RealmUserDocument
from apps.realm_user.models import RealmUser
from apps.realm_user.serializers import RealmUserSerializer
from bright.access import Kind
from bright.errors import InvalidArgument
from bright.rest.viewsets import Resource

# Parameters that an update takes, besides credentials and names that begin with `_` (bright-v2.md 5).
KNOWN_ON_UPDATE = frozenset(("id", "email", "custom", "realm_role_id", "format", "fields", "api_template", "callback"))


def refuse_malformed(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidArgument("email is not an e-mail address") from None


class RealmUserViewSet(Resource):
    document = RealmUserDocument
    serializer_class = RealmUserSerializer
    lookup = natural_key = "email"
    status_when_there = 302
    admits = {
        "index": Kind.REALM | Kind.USER_KEY,
        "show": Kind.REALM | Kind.USER_KEY,
        "create": Kind.REALM,
        "update": Kind.REALM,
        "destroy": Kind.REALM,
    }

    def create_record(self, values: dict[str, Any]) -> tuple[RealmUser, bool]:
        email = values.pop("email")
        return RealmUser.objects.get_or_create_by_email(self.access.realm_id, email, **values)

    def update(self, request: Request, id: str | None = None) -> HttpResponseBase:
        """An address that is none is a malformed argument, before it is a user who isn't there (seed 5.5.3.2)."""
        email = self.parameters.text("email")
        if email:
            refuse_malformed(email)
        return super().update(request, id)

    def update_record(self, record: RealmUser, values: dict[str, Any]) -> None:
        unknown = {name for name in self.parameters.values if not name.startswith("_")} - KNOWN_ON_UPDATE
        if unknown:
            raise InvalidArgument(f"unexpected parameters: {', '.join(sorted(unknown))}")
        record.amend(**{name: value for name, value in values.items() if name != "email"})

    def destroy_record(self, record: RealmUser) -> None:
        record.delete()
