"""What add_learners tells a buyer, in the manner of the seed's sample (5.4.1.5): two blanks after "Success!"."""

from apps.invitation.models import Invitation, InvitationCourse


def kind(invitation: Invitation) -> str:
    return "license" if invitation.license else "invitation"


def registered(how: str, guid: str, learner: str, link: InvitationCourse) -> str:
    """`how`: "Created registration", "Re-activated registration", "Found and reused existing registration"."""
    invitation = link.invitation
    return (
        f"Success!  {how} ({guid}) for {learner} on '{link.course.title}' "
        f"as part of {kind(invitation)} '{invitation.name}'."
    )


def already(guid: str, learner: str, link: InvitationCourse) -> str:
    invitation = link.invitation
    return (
        f"{learner} has a registration ({guid}) on '{link.course.title}' already "
        f"as part of {kind(invitation)} '{invitation.name}'."
    )


def full(learner: str, link: InvitationCourse) -> str:
    return (
        f"No seat for {learner} on '{link.course.title}': {link.seats_used} of {link.seats_total} seats are taken "
        f"on license '{link.invitation.name}'. The learner was added without a registration for this course."
    )


def ended(guid: str, learner: str, title: str, invitation: Invitation) -> str:
    what = f"Removed {learner} from '{title}' as part of {kind(invitation)} '{invitation.name}'"
    return f"{what}: registration ({guid}) is inactive now, and its seat is free again."


def kept(guid: str, learner: str, title: str, invitation: Invitation) -> str:
    what = f"Removed {learner} from '{title}' as part of {kind(invitation)} '{invitation.name}'"
    return f"{what}: its seat is free again; registration ({guid}) has other grounds, and stays active."


def absent(learner: str, invitation: Invitation) -> str:
    return f"{learner} is not on {kind(invitation)} '{invitation.name}': there was nothing to remove."


def not_set_up(guid: str, learner: str, title: str, reason: str) -> str:
    return (
        f"The course provider has not yet taken registration ({guid}) for {learner} on '{title}': {reason} "
        "It will be tried again, and when the course is launched."
    )
