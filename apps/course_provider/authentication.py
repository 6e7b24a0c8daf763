"""The SCORM Cloud app access mode: `sc_app_id` and `sc_secret_key` (deprecated by the seed, served for ever)."""

from apps.course_provider.models import CourseProvider
from bright.access import Access, AccessMode, Kind
from bright.errors import Unauthorized, WrongCredentials


class ScormCloudAppMode(AccessMode):
    name = "scorm_cloud_app"
    parameters = (("sc_app_id",), ("sc_secret_key",))
    kinds = Kind.APP_PAIR

    def open(self, *parts: str) -> Access:
        """The one provider that the pair opens. Two providers may have the same pair: then nobody is let in."""
        found = CourseProvider.objects.opened_by(*parts)
        if not found:
            raise WrongCredentials("no course provider has this sc_app_id with this sc_secret_key", claimed=parts[0])
        if len(found) > 1:
            raise Unauthorized("this app pair opens course providers of two realms: give one of them another pair")
        return Access(Kind.APP_PAIR, found[0].realm_id, found[0].pk)
