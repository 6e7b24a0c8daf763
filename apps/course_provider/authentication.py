"""The SCORM Cloud app access mode: `sc_app_id` and `sc_secret_key` (deprecated by the specification, served for
ever)."""

from apps.course_provider.models import CourseProvider
from bright.access import Access, Scope
from bright.errors import Unauthorized, WrongCredentials
from bright.rest.authentication import AccessAuthentication


class ScormCloudAppAuthentication(AccessAuthentication):
    name = "scorm_cloud_app"
    parameters = (("sc_app_id",), ("sc_secret_key",))
    scopes = Scope.APP_PAIR

    def get_access(self, *parts: str) -> Access:
        """The one provider that the pair opens. Two providers may have the same pair: then it opens neither."""
        providers = CourseProvider.objects.opened_by(*parts)
        if not providers:
            raise WrongCredentials("no course provider has this sc_app_id with this sc_secret_key", claimed=parts[0])
        if len(providers) > 1:
            raise Unauthorized("this app pair opens course providers of two realms: give one of them another pair")
        return Access(Scope.APP_PAIR, providers[0].realm_id, providers[0].pk)
