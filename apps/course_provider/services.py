"""Operations on a realm and its course providers together."""

from typing import Any

from django.db import transaction

from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm


@transaction.atomic
def create_realm(name: str) -> dict[str, Any]:
    """Create a realm with an embedded course provider.

    Returns their ids and secrets; the secrets can't be read again. ValidationError if the name is taken or empty.
    """
    realm, realm_secret = Realm.create(name)
    provider, provider_secret = CourseProvider.create_embedded(realm)
    return {
        "realm_guid": realm.realm_guid,
        "realm_secret_key": realm_secret,
        "sc_app_id": provider.sc_app_id,
        "sc_secret_key": provider_secret,
        "course_provider_id": provider.pk,
    }
