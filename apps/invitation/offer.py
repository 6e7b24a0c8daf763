"""Which courses an invitation offers, and how many seats each has."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.course.models import Course
from apps.invitation.custom import Custom
from apps.invitation.models import Invitation, InvitationCourse


@dataclass(frozen=True)
class Offer:
    kept: list[InvitationCourse]
    added: list[InvitationCourse]
    gone: list[InvitationCourse]  # still in the database, for who sits there

    @property
    def links(self) -> list[InvitationCourse]:
        return sorted([*self.kept, *self.added], key=lambda link: link.position)


def arrange(invitation: Invitation, courses: Sequence[Course] | None, *, restated: bool) -> Offer:
    """Give the invitation these courses in this order (None: those that it has), and each its seats.

    `restated`: its custom was written, or its licence begins, so that the numbers in the custom count from now.
    """
    known = {link.course_id: link for link in invitation.courses.select_related("course")}
    wanted = [link.course for link in known.values()] if courses is None else courses
    links = {}
    for course in wanted:
        links[course.pk] = known.get(course.pk) or InvitationCourse(invitation=invitation, course=course)
    added = [link for link in links.values() if link.pk is None]
    kept = [link for link in links.values() if link.pk is not None]
    for position, link in enumerate(links.values()):
        link.position = position
    _allot(invitation, [*kept, *added] if restated else added)
    InvitationCourse.objects.bulk_create(added)
    InvitationCourse.objects.bulk_update(kept, ["position", "seats_total"])
    return Offer(kept, added, [link for pk, link in known.items() if pk not in links])


def _allot(invitation: Invitation, links: Sequence[InvitationCourse]) -> None:
    """A licence's custom says how many seats are left to take, beside those that are taken. Raises InvalidArgument.

    A hidden course keeps its limit: nobody joins it, and clients no longer see it.
    """
    said = Custom.of_license(invitation.custom) if invitation.license else None
    for link in links:
        if said is None:
            link.seats_total = None
        elif link.course.deleted_at is None:
            link.seats_total = link.seats_used + said.seats_available(link.course.course_guid)
