import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.decorators import action
from rest_framework.request import Request

from apps.course.models import Course
from apps.invitation.custom_text import CustomText
from apps.invitation.documents import RECORD, InvitationDocument
from apps.invitation.initialization import InitializationMode
from apps.invitation.models import Invitation
from apps.invitation.serializers import InvitationSerializer, LearnersSerializer
from apps.invitation.services import add_learners, amend_invitation, create_invitation, destroy_invitation
from bright.access import Scope
from bright.errors import NotFound
from bright.forms.parameters import Parameter
from bright.reading.documents import Fieldset
from bright.rest.viewsets import BrightViewSet

SET_UP = {
    "nodelay": Parameter("true: the course provider has the registrations before the answer comes", "boolean"),
    "skip_external_initialization": Parameter(
        "true: the course provider hears of a registration with its first launch only", "boolean"
    ),
}
COURSES = {
    "course_provider_id": Parameter("whose courses course_guids are, where two providers have the same guid", "integer")
}
CSV_COLUMNS = frozenset(("learners", "unlearners"))
FROZEN = "The invitation allows no updates."
UNKNOWN_COURSE = (
    "The realm has no course of one of these guids, or two providers have it and course_provider_id names none."
)
DISABLED = "The invitation is disabled, and takes in no learners."


class InvitationViewSet(BrightViewSet):
    document = InvitationDocument
    serializer_class = InvitationSerializer
    serializer_classes = {"add_learners": LearnersSerializer}
    lookup_field = "name"
    many_records_actions = frozenset(("add_learners",))
    required_scopes = dict.fromkeys(("list", "retrieve", "create", "update", "destroy", "add_learners"), Scope.REALM)
    action_parameters = {
        "create": {**SET_UP, **COURSES},
        "update": {**SET_UP, **COURSES},
        "add_learners": {
            **SET_UP,
            "name": Parameter("the invitation; 404 if the realm has none of this name", required=True),
            "api_template": "extended: the record, each learner's registrations, and what was done, in words",
            "show_registration_guids": Parameter("true: the same as api_template=extended", "boolean"),
        },
    }
    action_statuses = {
        "create": {403: DISABLED, 404: UNKNOWN_COURSE},
        "update": {403: f"{FROZEN} {DISABLED}"},
        "destroy": {403: FROZEN},
        "add_learners": {403: f"{FROZEN} {DISABLED}", 404: "The realm has no invitation of this name."},
    }

    def get_serializer_data(self) -> dict[str, str]:
        """The columns `learners` and `unlearners` of a CSV body, one address a line, are arrays of that name."""
        data = super().get_serializer_data()
        columns = self.parameters.records[0] if self.parameters.records else {}
        for name in CSV_COLUMNS.intersection(columns):
            data[name] = json.dumps([record[name] for record in self.parameters.records if record[name]])
        return data

    def perform_create(self, serializer: Any) -> tuple[Invitation, bool]:
        """An existing invitation of this name stays as it is, and is the answer: a write may arrive twice."""
        values = dict(serializer.validated_data)
        said = CustomText.parse(values.get("custom"))
        values.setdefault("license", said.license)
        guids, learners = values.pop("course_guids", said.course_guids), values.pop("learners", [])
        return create_invitation(
            self.access.realm_id, courses=self._courses(guids or []), learners=learners, mode=self._mode(), **values
        )

    def perform_update(self, serializer: Any) -> None:
        invitation, values = serializer.instance, dict(serializer.validated_data)
        guids, learners = values.pop("course_guids", None), values.pop("learners", [])
        if guids is None and "custom" in values:
            guids = newly_said(invitation.custom, values["custom"])
        courses = None if guids is None else self._courses(guids, invitation)
        amend_invitation(invitation, courses=courses, learners=learners, mode=self._mode(), **values)

    def perform_destroy(self, instance: Invitation) -> None:
        destroy_invitation(instance)

    @action(detail=False, methods=["get", "post"])
    def add_learners(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Add learners to the invitation called `name`, and remove others.

        See docs/contract/resources/invitation.md, "add_learners".
        """
        name = self.lookup_value()
        invitation = self.get_queryset().filter(name=name).first()
        if invitation is None:
            raise NotFound("no invitation has this name")
        values = self.get_valid_serializer().validated_data
        self.get_row_query()  # refuses a bad api_template before anything is changed
        messages = add_learners(invitation, values["learners"], values["unlearners"], self._mode())
        if not self._wants_all():
            return self.respond_with(invitation.pk)
        query, row = self.get_row_by_pk(invitation.pk)
        record = dict(zip(query.columns.names, row, strict=False))
        answer = {"record": record, "registration_guids": invitation.registrations_by_learner(), "messages": messages}
        return self.respond_with_document(answer)

    def get_fieldset(self) -> Fieldset:
        if self.action == "add_learners" and self._wants_all():
            return Fieldset(",".join(RECORD))
        return super().get_fieldset()

    def _wants_all(self) -> bool:
        return super().get_fieldset().template == "extended" or self.parameters.flag("show_registration_guids")

    def _mode(self) -> InitializationMode:
        if self.parameters.flag("skip_external_initialization"):
            return InitializationMode.AT_LAUNCH
        return InitializationMode.IMMEDIATE if self.parameters.flag("nodelay") else InitializationMode.BACKGROUND

    def _courses(self, guids: list[str], record: Invitation | None = None) -> list[Course]:
        """The courses of these guids, in this order; NotFound if one is nobody's, or two providers' and not told."""
        courses = Course.objects.visible_to(self.access).filter(course_guid__in=guids)
        provider_id = self.parameters.integer("course_provider_id")
        if provider_id is not None:
            courses = courses.filter(course_provider_id=provider_id)
        mine = set(record.courses.values_list("course_id", flat=True)) if record else set()
        return list(chosen(guids, courses, mine))


def chosen(guids: Iterable[str], courses: Iterable[Course], preferred: set[int]) -> Iterable[Course]:
    """One course for each guid. Of two with the same guid, the one that is preferred; NotFound without it."""
    by_guid: dict[str, list[Course]] = defaultdict(list)
    for course in courses:
        by_guid[course.course_guid].append(course)
    for guid in dict.fromkeys(guids):
        candidates = by_guid[guid]
        if len(candidates) > 1:
            candidates = [course for course in candidates if course.pk in preferred]
        if len(candidates) != 1:
            raise NotFound(f"{len(candidates) or 'no'} courses have the guid {guid[:100]!r}")
        yield candidates[0]


def newly_said(before: str | None, now: str) -> list[str] | None:
    """The courses that a new custom text names, if it names others than the text before it."""
    guids = CustomText.parse(now).course_guids
    return None if guids is None or guids == CustomText.parse(before).course_guids else guids
