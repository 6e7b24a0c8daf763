from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from apps.invitation.forms import InvitationForm, LearnersForm, NewInvitationForm
from apps.invitation.initialization import InitializationMode
from apps.invitation.models import Invitation, InvitationCourse, InvitationLearner, Seat
from apps.invitation.services import add_learners, amend_invitation, create_invitation, destroy_invitation
from apps.realm.admin import RealmFilter
from bright.admin.actions import AdminAction
from bright.admin.audit import audit
from bright.admin.model_admin import OperatorAdmin
from bright.errors import BrightError

LEARNERS_SHOWN = 100  # on an invitation's page, the newest
MESSAGES_SHOWN = 20  # after a change of learners
CHANGE = "admin:invitation_invitation_change"


def setting(**values: Any) -> Any:
    """A function for an admin action that sets these fields."""

    def amend(invitation: Invitation) -> None:
        amend_invitation(invitation, courses=None, learners=[], mode=InitializationMode.BACKGROUND, **values)

    return amend


RECORD_ACTIONS = (
    AdminAction(
        "enable",
        "Enable",
        setting(enabled=True),
        "accepts new learners",
        is_available=lambda record: not record.enabled,
    ),
    AdminAction(
        "disable",
        "Disable",
        setting(enabled=False),
        "accepts no new learners; its current learners continue",
        is_available=lambda record: record.enabled,
    ),
    AdminAction(
        "allow_updates",
        "Allow updates",
        setting(no_updates_allowed=False),
        "can be changed again",
        is_available=lambda record: record.no_updates_allowed,
    ),
    AdminAction(
        "destroy",
        "Delete",
        destroy_invitation,
        "is deleted",
        warning="The invitation and its list of learners are deleted for good. Its registrations become inactive: "
        "they can no longer be launched, but stay in reports.",
        on_lists=False,
        is_available=lambda record: not record.no_updates_allowed,
    ),
)


@admin.register(Invitation)
class InvitationAdmin(OperatorAdmin):
    list_display = (
        "name", "realm", "license", "enabled", "course_count", "learner_count", "seats_taken", "seats_left",
    )  # fmt: skip
    list_select_related = ("realm",)
    list_filter = (RealmFilter,)
    search_fields = ("name", "owner_email")
    search_help_text = "The complete name, or the owner's complete e-mail address in lower case."
    editable = ("description", "custom")
    extra = ("courses_and_seats", "newest_learners")
    form = InvitationForm
    add_form = NewInvitationForm
    record_actions = RECORD_ACTIONS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        """The numbers in the columns of the list are computed in the same query."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                courses_=total(InvitationCourse.objects.all(), Count("pk")),
                learners_=total(InvitationLearner.objects.filter(active=True), Count("pk")),
                taken_=total(InvitationCourse.objects.all(), Sum("seats_used")),
                total_=total(InvitationCourse.objects.all(), Sum("seats_total")),
            )
        )

    @admin.display(description="courses")
    def course_count(self, invitation: Any) -> int:
        return invitation.courses_

    @admin.display(description="learners")
    def learner_count(self, invitation: Any) -> int:
        return invitation.learners_

    @admin.display
    def seats_taken(self, invitation: Any) -> int:
        return invitation.taken_

    @admin.display
    def seats_left(self, invitation: Any) -> int | str:
        return invitation.total_ - invitation.taken_ if invitation.license else "no limit"

    @admin.display(description="courses, seats taken")
    def courses_and_seats(self, invitation: Invitation) -> SafeString | str:
        links = invitation.courses.select_related("course")
        lines = ((link.course.title, link.seats_used, describe_limit(link)) for link in links)
        return format_html_join("", "<div>{}: {} taken, {}</div>", lines) or "none"

    @admin.display(description=f"the newest {LEARNERS_SHOWN} learners")
    def newest_learners(self, invitation: Invitation) -> SafeString | str:
        rows = list(invitation.learners.order_by("-pk")[:LEARNERS_SHOWN])
        held = dict(Seat.objects.filter(learner__in=rows, taken=True).values_list("learner").annotate(Count("pk")))
        lines = ((row.address, "" if row.active else " (removed)", held.get(row.pk, 0)) for row in rows)
        return format_html_join("", "<div>{}{}, seats taken: {}</div>", lines) or "none"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saves through the same service as an update over the API."""
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        amend_invitation(obj, courses=None, learners=[], mode=InitializationMode.BACKGROUND, **values)

    def create_record(self, request: HttpRequest, values: dict[str, Any]) -> tuple[Invitation, dict[str, str]]:
        realm = values.pop("realm")
        invitation, is_new = create_invitation(realm.pk, **values, learners=[], mode=InitializationMode.BACKGROUND)
        if not is_new:
            raise ValidationError("This realm already has an invitation with this name.")
        return invitation, {}

    # --- Learners

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.learners_view)
        return [path("<int:pk>/learners/", view, name="invitation_invitation_learners"), *super().get_urls()]

    def links(self, record: Invitation) -> Sequence[tuple[str, str]]:
        return [("Add or remove learners", reverse("admin:invitation_invitation_learners", args=[record.pk]))]

    def learners_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = Invitation.objects.select_related("realm").filter(pk=pk).first()
        if not self.has_change_permission(request, invitation):
            raise PermissionDenied
        if invitation is None:
            raise Http404
        form = LearnersForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    messages = add_learners(invitation, **form.cleaned_data, mode=InitializationMode.BACKGROUND)
                    first = " ".join(messages[:3])
                    audit(request, invitation, f"Changed learners, {len(messages)} changes, starting with: {first}")
            except BrightError as refusal:
                form.add_error(None, refusal.reason)
            else:
                return self._report(request, invitation, messages)
        return self.form_page(request, form, title=f"Learners of {invitation}", submit="Change")

    def _report(self, request: HttpRequest, invitation: Invitation, messages: list[str]) -> HttpResponse:
        for message in messages[:MESSAGES_SHOWN]:
            self.message_user(request, message)
        if len(messages) > MESSAGES_SHOWN:
            self.message_user(request, f"And {len(messages) - MESSAGES_SHOWN} more.")
        return HttpResponseRedirect(reverse(CHANGE, args=[invitation.pk]))


def total(rows: QuerySet, aggregate: Any) -> Coalesce:
    """The aggregate over the rows of an invitation, 0 if there are none."""
    grouped = rows.filter(invitation=OuterRef("pk")).order_by().values("invitation").annotate(total=aggregate)
    return Coalesce(Subquery(grouped.values("total")), 0)


def describe_limit(link: InvitationCourse) -> str:
    return "no limit" if link.seats_total is None else f"{link.seats_total - link.seats_used} left"
