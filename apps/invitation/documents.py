"""The two documents of an invitation in the specification (5.4.1.5), with the keys in the order of its samples."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from apps.invitation.models import Invitation, InvitationCourse, InvitationLearner, Seat
from bright.access import Access
from bright.reading.documents import Boolean, Datetime, Document, Integer, Strings, Text


def learners(document: type[Document], access: Access) -> Any:
    rows = InvitationLearner.objects.filter(invitation=OuterRef("pk"), active=True)
    return ArraySubquery(rows.order_by("pk").values("address"))


def course_guids(document: type[Document], access: Access) -> Any:
    rows = InvitationCourse.objects.filter(invitation=OuterRef("pk"), course__deleted_at=None)
    return ArraySubquery(rows.order_by("position", "pk").values("course__course_guid"))


def registration_guids(document: type[Document], access: Access) -> Any:
    rows = Seat.objects.in_use().filter(learner__invitation=OuterRef("pk"))
    return ArraySubquery(rows.order_by("registration_id").values("registration__registration_guid"))


class InvitationDocument(Document):
    element = "invitation"
    model = Invitation

    id = Integer(minimum=True)
    license = Boolean(minimum=True, filter=True, help="true: seats are limited; custom states how many")
    avoid_duplicate_registrations = Boolean(help="true: a learner's existing active registration is reused")
    custom = Text(help="the client's own text, byte for byte; for a license, JSON with license_data or seats_available")
    description = Text()
    enabled = Boolean(minimum=True, filter=True, help="false: no learners can be added")
    learners = Strings(learners, help="its learners, with or without a seat, in the order in which they were added")
    name = Text(minimum=True, filter=True, help="unique within the realm")
    no_updates_allowed = Boolean(help="true: every change except setting this to false is refused with 403")
    course_guids = Strings(course_guids, help="its courses, in the client's order")
    registration_guids = Strings(registration_guids, help="the active registrations that its learners have through it")
    realm_id = Integer()
    created_at = Datetime(extended=True)
    updated_at = Datetime(extended=True)
    invitation_template_id = Integer(extended=True, help="always null; part of the specification's sample")


# The order of the keys of `record` in the extended answer of add_learners.
RECORD = (
    "id", "created_at", "updated_at", "realm_id", "name", "description", "enabled", "custom",
    "avoid_duplicate_registrations", "no_updates_allowed", "invitation_template_id", "license", "course_guids",
    "learners",
)  # fmt: skip
