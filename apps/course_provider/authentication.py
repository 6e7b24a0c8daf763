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

    def get_access(self, *values: str) -> Access:
        """The access to the pair's provider. If two realms have providers with the same pair, it is refused."""
        providers = CourseProvider.objects.opened_by(*values)
        if not providers:
            raise WrongCredentials("no course provider has this sc_app_id with this sc_secret_key", claimed=values[0])
        if len(providers) > 1:
            raise Unauthorized("this app pair opens course providers of two realms: give one of them another pair")
        return Access(Scope.APP_PAIR, providers[0].realm_id, providers[0].pk)
