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


def arrange(invitation: Invitation, courses: Sequence[Course] | None, *, before: Custom | None) -> Offer:
    """Give the invitation these courses in this order (None: those that it has), and each its seats.

    `before`: what the licence said until now, None if it begins. A number that is another one counts from now.
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
    _allot(invitation, [*kept, *added], before)
    InvitationCourse.objects.bulk_create(added)
    InvitationCourse.objects.bulk_update(kept, ["position", "seats_total"])
    return Offer(kept, added, [link for pk, link in known.items() if pk not in links])


def _allot(invitation: Invitation, links: Sequence[InvitationCourse], before: Custom | None) -> None:
    """A licence's custom says how many seats are left to take, beside those that are taken. Raises InvalidArgument.

    A hidden course keeps its limit: nobody joins it, and clients no longer see it.
    """
    said = Custom.of_license(invitation.custom) if invitation.license else None
    for link in links:
        guid = link.course.course_guid
        if said is None:
            link.seats_total = None
        elif link.course.deleted_at is None:
            left = said.seats_available(guid)
            if link.pk is None or before is None or before.seats_said(guid) != left:
                link.seats_total = link.seats_used + left
