"""The realm access mode: `realm_guid` and `realm_secret_key`."""

import hmac

from apps.realm.models import Realm
from bright.access import Access, AccessMode, Kind
from bright.errors import WrongCredentials
from bright.secrets import keyed_hashes

NOBODYS_HASH = "0" * 64


class RealmSecretMode(AccessMode):
    name = "realm"
    parameters = (("realm_guid",), ("realm_secret_key",))
    kinds = Kind.REALM_PAIR

    def open(self, *parts: str) -> Access:
        """Unknown realm or wrong secret: the same work, and the same answer; only the log tells them apart."""
        guid, secret = parts
        found = list(Realm.objects.filter(realm_guid=guid).values_list("pk", "secret_hash"))
        pk, stored = found[0] if found else (None, NOBODYS_HASH)
        matches = [hmac.compare_digest(stored, hashed) for hashed in keyed_hashes(secret)]
        if pk is None:
            raise WrongCredentials("no realm has this realm_guid", claimed=guid)
        if not any(matches):
            raise WrongCredentials("realm_secret_key is not the one of this realm", claimed=guid)
        return Access(Kind.REALM_PAIR, pk)
