"""The API-key access mode."""

from apps.api_key.models import ApiKey
from bright.access import Access, Scope
from bright.errors import Unauthorized, WrongCredentials
from bright.rest.authentication import AccessAuthentication
from bright.secrets import keyed_hashes


class ApiKeyAuthentication(AccessAuthentication):
    name = "api_key"
    parameters = (("api_key", "api_token", "accessToken", "access_token"),)
    scopes = Scope.KEY

    def get_access(self, *values: str) -> Access:
        """An expired or revoked key is refused, but does not count as a failed log-in (decision 0014)."""
        keys = ApiKey.objects.filter(token_hash__in=keyed_hashes(values[0])).select_related("user", "realm")
        key = keys.first()
        if key is None:
            raise WrongCredentials("api token not found", claimed=values[0])
        if ended := key.why_ended():
            raise Unauthorized(ended)
        return access_of(key)


def access_of(key: ApiKey) -> Access:
    return Access(
        scope=scope_of(key),
        realm_id=key.realm_id,
        course_provider_id=key.course_provider_id,
        user_id=key.user_id,
        email=key.user.email if key.user else None,
        expires_at=key.expires_at.timestamp() if key.expires_at else None,
        origins=tuple(key.realm.cors_origins.split()),
    )


def scope_of(key: ApiKey) -> Scope:
    if key.anonymous:
        return Scope.ANONYMOUS_KEY
    if key.user_id is not None:
        return Scope.USER_KEY
    return Scope.REALM_KEY if key.course_provider_id is None else Scope.PROVIDER_KEY
