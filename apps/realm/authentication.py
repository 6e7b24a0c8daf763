"""The realm access mode: `realm_guid` and `realm_secret_key`."""

import hmac

from rest_framework.request import Request

from apps.realm.models import Realm
from bright.access import Access, Scope
from bright.errors import Unauthorized, WrongCredentials
from bright.http.credentials import Credentials
from bright.rest.authentication import AccessAuthentication
from bright.secrets import keyed_hashes

HASH_OF_NO_REALM = "0" * 64
OTHER_SITES = ("cross-site", "same-site")  # Sec-Fetch-Site; courses may be on a sibling of our host


class RealmSecretAuthentication(AccessAuthentication):
    name = "realm"
    parameters = (("realm_guid",), ("realm_secret_key",))
    scopes = Scope.REALM_PAIR

    def authenticate_credentials(self, request: Request, credentials: Credentials) -> tuple[None, Access] | None:
        """A browser adds the Basic credentials that it knows to any request, also to one that another site's page makes
        a person send, or loads as a script."""
        authenticated = super().authenticate_credentials(request, credentials)
        is_of_other_site = authenticated and request._request.META.get("HTTP_SEC_FETCH_SITE") in OTHER_SITES
        if is_of_other_site and "realm_guid" in credentials.in_header:
            raise Unauthorized("the realm pair in a header, asked for by a page of another site")
        return authenticated

    def get_access(self, *parts: str) -> Access:
        """Unknown realm or wrong secret: the same work, and the same answer; only the log tells them apart."""
        guid, secret = parts
        realm = Realm.objects.filter(realm_guid=guid).values_list("pk", "secret_hash").first()
        pk, stored = realm or (None, HASH_OF_NO_REALM)
        matches = [hmac.compare_digest(stored, hashed) for hashed in keyed_hashes(secret)]
        if pk is None:
            raise WrongCredentials("no realm has this realm_guid", claimed=guid)
        if not any(matches):
            raise WrongCredentials("realm_secret_key is not the one of this realm", claimed=guid)
        return Access(Scope.REALM_PAIR, pk)
