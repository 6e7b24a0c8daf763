from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from apps.course.models import Course
from apps.course_provider.authentication import ScormCloudAppMode
from apps.registration.documents import RegistrationDocument
from apps.registration.models import Registration
from apps.registration.refresh import refresh
from apps.registration.serializers import LaunchSerializer, NewRegistrationSerializer, RegistrationSerializer
from apps.registration.services import register
from apps.tagging.models import add_tags
from bright.access import Access, Kind, companion
from bright.errors import NotFound, Unauthorized
from bright.forms.parameters import Parameter
from bright.http.addresses import remote_address
from bright.http.credentials import mask
from bright.rest.viewsets import Resource


class RegistrationViewSet(Resource):
    document = RegistrationDocument
    serializer_class = RegistrationSerializer
    serializer_for = {"create": NewRegistrationSerializer, "launch_url": LaunchSerializer}
    lookup = natural_key = "registration_guid"
    controls = {"last_only": "newest"}
    parameters_of = {
        "index": {
            "last_only": Parameter("true: the newest by creation only, as a list of one", "boolean"),
            "refresh_if_launched": Parameter("true: first ask for the results of those launched since", "boolean"),
            "crawl": Parameter("true: first ask for the results of all that match, the newest 100 at most", "boolean"),
        },
        "create": {
            "course_guid": Parameter("the course; 404 if the caller sees none of this guid", required=True),
            "course_provider_id": Parameter("whose course, where two have the same guid", "integer"),
            "dont_duplicate": Parameter("true: the newest active one that is there, instead of another", "boolean"),
            "check_scorm_cloud": Parameter("true: take over the one that the course provider has, if any", "boolean"),
        },
    }
    statuses_of = {
        "create": {403: "The course provider refuses; the block says why."},
        "launch_url": {403: "The course provider refuses; the block says why."},
    }
    companions = {"create": (ScormCloudAppMode.name,)}
    admits = {
        "index": Kind.KNOWN,
        "show": Kind.KNOWN,
        "create": Kind.KNOWN,
        "update": Kind.ADMINISTRATOR,
        "destroy": Kind.ADMINISTRATOR,
        "launch_url": Kind.KNOWN,
    }

    def index(self, request: Request) -> HttpResponseBase:
        if self.parameters.flag("crawl") or self.parameters.flag("refresh_if_launched"):
            selection = self.selection()
            rows = selection.apply(self.visible(), selection.values.__getitem__)
            refresh(rows, always=self.parameters.flag("crawl"), newest_only=self.parameters.flag("last_only"))
        return super().index(request)

    def create_record(self, values: dict[str, Any]) -> tuple[Registration, bool]:
        learner_id = values.pop("learner_id")
        if self.access.is_bound_to_user and learner_id.lower() != self.access.email:
            raise Unauthorized("a key bound to a user registers that user only")
        return register(
            self._course(),
            learner_id,
            dont_duplicate=self.parameters.flag("dont_duplicate"),
            check_provider=self.parameters.flag("check_scorm_cloud"),
            **values,
        )

    def update_record(self, record: Registration, values: dict[str, Any]) -> None:
        record.amend(**values)

    def destroy_record(self, record: Registration) -> None:
        record.soft_delete()

    @action(detail=True, methods=["get", "post"])
    def launch_url(self, request: Request, id: str) -> HttpResponseBase:
        """A URL that opens the course once, within minutes (bright-v2.md 5)."""
        registration = self.find(id)
        values = self.checked()
        facts = {"launch_source": values.get("launch_source", ""), **launch_facts(request)}
        url = registration.launch(redirect_url=values.get("redirect_url", ""), review=values["review"], facts=facts)
        add_tags(registration.realm_id, "course", registration.course_id, values.get("tags", "").split(","))
        response: Any = self.answer_values(200, launch_url=url)
        response["Cache-Control"] = "no-store"
        return response

    def _course(self) -> Course:
        """The course that `course_guid` names for this access, and for the app pair that came with it."""
        courses = Course.objects.visible_to(self.access).select_related("course_provider")
        app = self._app()
        provider_id = app.course_provider_id if app else self.parameters.integer("course_provider_id")
        if provider_id is not None:
            courses = courses.filter(course_provider_id=provider_id)
        found = list(courses.filter(course_guid=self.parameters.text("course_guid"))[:2])
        if len(found) != 1:
            raise NotFound(f"{len(found) or 'no'} courses have this course_guid")
        return found[0]

    def _app(self) -> Access | None:
        """What an app pair beside the caller's own access opens: it chooses the provider, and must be of the realm."""
        app = companion(ScormCloudAppMode.name, self.credentials)
        if app is not None and app.realm_id != self.access.realm_id:
            raise Unauthorized("the app pair opens a provider of another realm")
        return app


def launch_facts(request: Request) -> dict[str, str]:
    """What the launch history keeps of a request: its credentials are out already, those in a redirect_url go here."""
    meta = request.META
    return {
        "http_referer": mask(meta.get("HTTP_REFERER", ""))[:2000],
        "http_user_agent": meta.get("HTTP_USER_AGENT", "")[:500],
        "remote_addr": remote_address(meta),
        "request_uri": mask(request._request.get_full_path())[:2000],
    }
