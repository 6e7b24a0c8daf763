from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db.models import Q
from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from apps.course.documents import CourseDocument
from apps.course.models import Course
from apps.course.serializers import CourseSerializer
from apps.course.services import import_course
from apps.course_provider.models import CourseProvider
from apps.scorm.importing.unpacking import PackageError
from apps.upload.models import Upload
from bright.access import Scope
from bright.errors import InvalidArgument, NotFound, ProviderRefused
from bright.forms.parameters import Parameter
from bright.rest.viewsets import BrightViewSet

AUTOCOMPLETE_ROWS = 50


class CourseViewSet(BrightViewSet):
    document = CourseDocument
    serializer_class = CourseSerializer
    lookup_field = "course_guid"
    required_scopes = {
        "list": Scope.ANYONE,
        "retrieve": Scope.KNOWN,
        "autocomplete": Scope.KNOWN,
        "create": Scope.ADMINISTRATOR,
        "update": Scope.ADMINISTRATOR,
        "destroy": Scope.ADMINISTRATOR,
        "progress": Scope.ADMINISTRATOR,
    }
    safe_actions = BrightViewSet.safe_actions | {"autocomplete", "progress"}
    action_parameters = {
        "create": {
            "file": Parameter("the package, a .zip: the first file part, under any name", "file", required=True),
            "course_provider_id": Parameter("who takes the course, if not the first", "integer"),
            "async": Parameter("true: answer at once, with the address that tells the progress", "boolean"),
        },
        "autocomplete": {"q": "what the title, guid or custom text holds; not given: every course, 50 at most"},
    }
    action_statuses = {
        "create": {
            202: "With async=true: the package is received; `progress_url` tells how far its import is.",
            403: "The package is refused; `error_message` says why.",
        },
    }

    def create(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.parameters.flag("async"):
            upload = self._receive(self.get_valid_serializer().validated_data)
            path = f"/bright/api/v2/course/{upload.token}/progress"
            return self.respond_with_values(202, progress_url=settings.BRIGHT_BASE_URL + path)
        return super().create(request, *args, **kwargs)

    @action(detail=True)
    def progress(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """How far an upload with `async=true` is: state, step, percent, error, course_guid, title."""
        upload = Upload.objects.visible_to(self.access).filter(token=self.kwargs["id"]).first()
        if upload is None:
            raise NotFound("no such upload")
        names = ("state", "step", "percent", "error", "course_guid", "title")
        return self.respond_with_values(200, **{name: str(getattr(upload, name)) for name in names})

    @action(detail=False)
    def autocomplete(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """`["Title (GUID: guid)", …]` of courses whose title, guid or custom text holds `q`.

        See docs/contract/resources/course.md, "Autocomplete".
        """
        part = self.parameters.text("q")
        matching = Q(title__icontains=part) | Q(course_guid__icontains=part) | Q(custom__icontains=part)
        courses = self.get_queryset().filter(matching).order_by("title", "pk").values_list("title", "course_guid")
        return self.respond_with_json([f"{title} (GUID: {guid})" for title, guid in courses[:AUTOCOMPLETE_ROWS]])

    def perform_create(self, serializer: Any) -> tuple[Course, bool]:
        provider, values = self._provider(), serializer.validated_data
        guid = values.get("course_guid")
        exists = bool(guid) and Course.objects.filter(course_provider=provider, course_guid=guid).exists()
        with on_disk(self._package()) as path:
            try:
                return import_course(provider, path, **values), not exists
            except PackageError as error:
                raise ProviderRefused("1", str(error)) from None

    def perform_destroy(self, instance: Course) -> None:
        instance.soft_delete()

    def _receive(self, values: dict[str, Any]) -> Upload:
        provider = self._provider()
        return Upload.create_from_file(
            realm=provider.realm,
            course_provider=provider,
            file=self._package(),
            course_guid=values.get("course_guid", ""),
            title=values.get("title", ""),
            custom=values.get("custom"),
        )

    def _provider(self) -> CourseProvider:
        """The provider that takes the course: the one asked for, else the first that the caller may see."""
        visible = CourseProvider.objects.visible_to(self.access).select_related("realm").order_by("pk")
        asked = self.parameters.integer("course_provider_id")
        provider = (visible.filter(pk=asked) if asked is not None else visible).first()
        if provider is None:
            raise NotFound("no such course provider")
        return provider

    def _package(self) -> UploadedFile:
        if not self.parameters.files:
            raise InvalidArgument("no file part with a package")
        return self.parameters.files[0]


@contextmanager
def on_disk(file: UploadedFile) -> Iterator[Path]:
    """The upload as a file with a path: Django keeps small ones in memory."""
    if isinstance(file, TemporaryUploadedFile):
        yield Path(file.temporary_file_path())
        return
    with NamedTemporaryFile(suffix=".zip") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
