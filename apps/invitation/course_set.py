"""Which courses an invitation has, and how many seats on each."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.course.models import Course
from apps.invitation.custom_text import CustomText
from apps.invitation.models import Invitation, InvitationCourse


@dataclass(frozen=True)
class CourseSet:
    """The courses of an invitation after a change, compared with those before it."""

    kept: list[InvitationCourse]
    added: list[InvitationCourse]
    removed: list[InvitationCourse]  # still in the database: their seats are released first

    @property
    def links(self) -> list[InvitationCourse]:
        return sorted([*self.kept, *self.added], key=lambda link: link.position)


def set_courses(invitation: Invitation, courses: Sequence[Course] | None, *, previous: CustomText | None) -> CourseSet:
    """Give the invitation these courses, in this order, and set their limits. `courses` None: keep its courses.

    `previous`: the custom text that set the limits until now; None if the invitation was no license.
    Raises InvalidArgument if the custom text of a license does not say how many seats a course has.
    """
    current = {link.course_id: link for link in invitation.courses.select_related("course")}
    wanted = [link.course for link in current.values()] if courses is None else courses
    links = {}
    for course in wanted:
        links[course.pk] = current.get(course.pk) or InvitationCourse(invitation=invitation, course=course)
    added = [link for link in links.values() if link.pk is None]
    kept = [link for link in links.values() if link.pk is not None]
    for position, link in enumerate(links.values()):
        link.position = position
    _set_limits(invitation, [*kept, *added], previous)
    InvitationCourse.objects.bulk_create(added)
    InvitationCourse.objects.bulk_update(kept, ["position", "seats_total"])
    return CourseSet(kept, added, [link for pk, link in current.items() if pk not in links])


def _set_limits(invitation: Invitation, links: Sequence[InvitationCourse], previous: CustomText | None) -> None:
    """Set the total seats: those taken plus those that the custom text of a license says are left.

    A number that the previous text had too is not applied again: seats taken since then would be given away twice.
    Deleted courses keep their limit: nobody can be added to them, and clients no longer see them.
    """
    custom = CustomText.parse_license(invitation.custom) if invitation.license else None
    for link in links:
        guid = link.course.course_guid
        if custom is None:
            link.seats_total = None
        elif link.course.deleted_at is None:
            left = custom.seats_available(guid)
            if link.pk is None or previous is None or previous.stated_seats(guid) != left:
                link.seats_total = link.seats_used + left
