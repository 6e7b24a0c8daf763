"""The SCORM Cloud app access mode: `sc_app_id` and `sc_secret_key` (deprecated by the seed, served for ever)."""

import hmac

from apps.course_provider.models import CourseProvider
from bright.api import Access, AccessMode, Kind
from bright.errors import Unauthorized


class ScormCloudAppMode(AccessMode):
    name = "scorm_cloud_app"
    parameters = (("sc_app_id",), ("sc_secret_key",))

    def open(self, *parts: str) -> Access:
        app_id, secret = parts
        provider = CourseProvider.objects.filter(sc_app_id=app_id).first()
        stored = provider.sc_secret_key if provider else ""
        if not hmac.compare_digest(stored.encode(), secret.encode("utf-8", "surrogatepass")) or provider is None:
            raise Unauthorized("app id and secret key do not match")
        return Access(Kind.APP_PAIR, provider.realm_id, provider.pk)
