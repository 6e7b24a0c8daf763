from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from apps.course.models import Course
from apps.course_provider.authentication import ScormCloudAppAuthentication
from apps.registration.documents import RegistrationDocument
from apps.registration.models import Registration
from apps.registration.refresh import refresh
from apps.registration.serializers import LaunchSerializer, NewRegistrationSerializer, RegistrationSerializer
from apps.registration.services import register
from apps.tagging.models import add_tags
from bright.access import Access, Scope
from bright.errors import NotFound, Unauthorized
from bright.forms.parameters import Parameter
from bright.http.addresses import remote_address
from bright.http.credentials import mask
from bright.rest.filters import FieldFilterBackend
from bright.rest.many_records import CreateManyMixin
from bright.rest.viewsets import BrightViewSet


class RegistrationViewSet(CreateManyMixin, BrightViewSet):
    document = RegistrationDocument
    serializer_class = RegistrationSerializer
    serializer_classes = {"create": NewRegistrationSerializer, "launch_url": LaunchSerializer}
    lookup_field = "registration_guid"
    queryset_methods = {"last_only": "newest"}
    action_parameters = {
        "list": {
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
    action_statuses = {
        "create": {403: "The course provider refuses; the block says why."},
        "launch_url": {403: "The course provider refuses; the block says why."},
    }
    companion_modes = {"create": (ScormCloudAppAuthentication.name,)}
    required_scopes = {
        "list": Scope.KNOWN,
        "retrieve": Scope.KNOWN,
        "create": Scope.KNOWN,
        "update": Scope.ADMINISTRATOR,
        "destroy": Scope.ADMINISTRATOR,
        "launch_url": Scope.KNOWN,
    }

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.parameters.flag("crawl") or self.parameters.flag("refresh_if_launched"):
            rows = FieldFilterBackend().filter_queryset(request, self.get_queryset(), self)
            refresh(rows, always=self.parameters.flag("crawl"), newest_only=self.parameters.flag("last_only"))
        return super().list(request, *args, **kwargs)

    def perform_create(self, serializer: Any) -> tuple[Registration, bool]:
        values = dict(serializer.validated_data)
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

    def perform_destroy(self, instance: Registration) -> None:
        instance.soft_delete()

    @action(detail=True, methods=["get", "post"])
    def launch_url(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A URL that opens the course once, within minutes (docs/contract/resources/registration.md, "launch_url")."""
        registration = self.get_object()
        values = self.get_valid_serializer().validated_data
        facts = {"launch_source": values.get("launch_source", ""), **launch_facts(request)}
        url = registration.launch(redirect_url=values.get("redirect_url", ""), review=values["review"], facts=facts)
        add_tags(registration.realm_id, "course", registration.course_id, values.get("tags", "").split(","))
        response: Any = self.respond_with_values(200, launch_url=url)
        response["Cache-Control"] = "no-store"
        return response

    def _course(self) -> Course:
        """The course that `course_guid` names for this access, and for the app pair that came with it."""
        courses = Course.objects.visible_to(self.access).select_related("course_provider")
        app = self._app()
        provider_id = app.course_provider_id if app else self.parameters.integer("course_provider_id")
        if provider_id is not None:
            courses = courses.filter(course_provider_id=provider_id)
        matching = list(courses.filter(course_guid=self.parameters.text("course_guid"))[:2])
        if len(matching) != 1:
            raise NotFound(f"{len(matching) or 'no'} courses have this course_guid")
        return matching[0]

    def _app(self) -> Access | None:
        """What an app pair beside the caller's own access opens: it chooses the provider, and must be of the realm."""
        mode = ScormCloudAppAuthentication()
        if not mode.is_presented(self.credentials):
            return None
        app = mode.open(self.credentials)
        if app.realm_id != self.access.realm_id:
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
