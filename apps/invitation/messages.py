"""The messages of add_learners, in the style of the specification's sample (5.4.1.5), which has two spaces after
"Success!"."""

from apps.invitation.models import Invitation, InvitationCourse


def kind(invitation: Invitation) -> str:
    return "license" if invitation.license else "invitation"


def registered(how: str, guid: str, learner: str, link: InvitationCourse) -> str:
    """`how`: "Created registration", "Re-activated registration" or "Found and reused existing registration"."""
    invitation = link.invitation
    return (
        f"Success!  {how} ({guid}) for {learner} on '{link.course.title}' "
        f"as part of {kind(invitation)} '{invitation.name}'."
    )


def already_registered(guid: str, learner: str, link: InvitationCourse) -> str:
    invitation = link.invitation
    return (
        f"{learner} already has a registration ({guid}) on '{link.course.title}' "
        f"as part of {kind(invitation)} '{invitation.name}'."
    )


def no_seat_left(learner: str, link: InvitationCourse) -> str:
    return (
        f"No seat for {learner} on '{link.course.title}': {link.seats_used} of {link.seats_total} seats are taken "
        f"on license '{link.invitation.name}'. The learner was added without a registration for this course."
    )


def registration_ended(guid: str, learner: str, title: str, invitation: Invitation) -> str:
    removed = f"Removed {learner} from '{title}' as part of {kind(invitation)} '{invitation.name}'"
    return f"{removed}: registration ({guid}) is now inactive, and its seat is free again."


def registration_kept(guid: str, learner: str, title: str, invitation: Invitation) -> str:
    removed = f"Removed {learner} from '{title}' as part of {kind(invitation)} '{invitation.name}'"
    return f"{removed}: the seat is free again; registration ({guid}) stays active, since it is also used elsewhere."


def not_on_invitation(learner: str, invitation: Invitation) -> str:
    return f"{learner} is not on {kind(invitation)} '{invitation.name}': there was nothing to remove."


def not_initialized(guid: str, learner: str, title: str, reason: str) -> str:
    return (
        f"The course provider has not yet accepted registration ({guid}) for {learner} on '{title}': {reason} "
        "This will be retried, at the latest when the course is launched."
    )


def left_to_background(count: int) -> str:
    which = "1 registration is" if count == 1 else f"{count} registrations are"
    return f"There was no time to tell the course provider of all: {which} being created there in the background."
