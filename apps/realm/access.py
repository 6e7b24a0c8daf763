"""The realm access mode: `realm_guid` and `realm_secret_key`."""

from apps.realm.models import Realm
from bright.api import Access, AccessMode, Kind
from bright.errors import Unauthorized
from bright.secrets import keyed_hashes


class RealmSecretMode(AccessMode):
    name = "realm"
    parameters = (("realm_guid",), ("realm_secret_key",))

    def open(self, *parts: str) -> Access:
        guid, secret = parts
        realm = Realm.objects.filter(realm_guid=guid, secret_hash__in=keyed_hashes(secret)).first()
        if realm is None:
            raise Unauthorized("realm guid and secret key do not match")
        return Access(Kind.REALM_PAIR, realm.pk)
