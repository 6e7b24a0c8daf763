"""What is done to an invitation: each act is one transaction that begins with the lock on the invitation's row.

Locks come in one order, so that no two acts can wait for each other: invitation, registrations by id, people by
address, members, courses by id. Providers hear of registrations after COMMIT.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from apps.course.models import Course
from apps.invitation.custom import Custom
from apps.invitation.models import Invitation, InvitationLearner, Seat
from apps.invitation.offer import arrange
from apps.invitation.seats import Seating
from apps.invitation.sentences import absent
from apps.invitation.set_up import BATCH, RETRY, When, set_up
from apps.outbox.models import enqueue_many
from apps.registration.models import Registration

MANY = 1000  # seats that change at once
TASK = "apps.invitation.tasks.set_up_registrations"


def create_invitation(
    realm_id: int, name: str, *, courses: Sequence[Course], learners: Sequence[str], when: When, **values: Any
) -> tuple[Invitation, bool]:
    """The realm's invitation of this name, and whether it is new; one that is there stays as it is."""
    waiting: list[int] = []
    with transaction.atomic():
        invitation, is_new = Invitation.objects.get_or_create(realm_id=realm_id, name=name)
        if is_new:
            waiting = _change(invitation, values, courses, learners, when)
    if when is When.NOW:
        set_up(waiting)
    return invitation, is_new


def amend_invitation(
    invitation: Invitation, *, courses: Sequence[Course] | None, learners: Sequence[str], when: When, **values: Any
) -> None:
    """Set what is given. `courses` are all that it is to have, None: as they are; `learners` are added.

    A course that comes registers everybody who is there; one that goes ends its registrations. Raises Forbidden,
    unless the update itself allows updates again: that flag guards against slips, and who asks is its owner.
    """
    with transaction.atomic():
        locked = Invitation.objects.locked(invitation.pk)
        if values.get("no_updates_allowed") is not False:
            locked.refuse_if_frozen()
        waiting = _change(locked, values, courses, learners, when)
    if when is When.NOW:
        set_up(waiting)


def add_learners(invitation: Invitation, learners: Sequence[str], unlearners: Sequence[str], when: When) -> list[str]:
    """Remove `unlearners`, then add `learners`; what became of each, in sentences. Raises Forbidden.

    The same call again finds all of it done, and takes no further seat.
    """
    with transaction.atomic():
        locked = Invitation.objects.locked(invitation.pk)
        locked.refuse_if_frozen()
        leaving, joining = _leave(locked, unlearners), _join(locked, learners)
        links = list(locked.courses.select_related("course"))
        seating = Seating(locked, links, [*leaving, *joining], _due(when))
        seating.release((learner.pk, link.course_id) for learner in leaving for link in links)
        seating.admit(links, joining)
        waiting = _saved(seating, when)
    gone = {learner.email for learner in leaving}
    missing = [absent(address, locked) for address in unlearners if address.lower() not in gone]
    return missing + seating.messages + (set_up(waiting) if when is When.NOW else [])


@transaction.atomic
def destroy_invitation(invitation: Invitation) -> None:
    """Give back all seats, and forget the invitation. Its registrations stay, inactive. Raises Forbidden."""
    locked = Invitation.objects.locked(invitation.pk)
    locked.refuse_if_frozen()
    seating = Seating(locked, list(locked.courses.select_related("course")), list(locked.learners.all()))
    seating.release(list(seating.seats))
    locked.delete()


def _change(
    invitation: Invitation,
    values: dict[str, Any],
    courses: Sequence[Course] | None,
    learners: Sequence[str],
    when: When,
) -> list[int]:
    """Set values, courses and learners of a locked invitation; the registrations that wait for their provider."""
    before = Custom.read(invitation.custom) if invitation.license else None
    invitation.assign(values)
    offer = arrange(invitation, courses, before=before)
    joining = _join(invitation, learners)
    everybody = list(invitation.learners.filter(active=True)) if offer.added or offer.gone else joining
    seating = Seating(invitation, [*offer.links, *offer.gone], everybody, _due(when))
    seating.release((learner.pk, link.course_id) for learner in everybody for link in offer.gone)
    seating.admit(offer.added, everybody)
    seating.admit(offer.kept, joining)
    waiting = _saved(seating, when)
    invitation.courses.filter(pk__in=[link.pk for link in offer.gone]).delete()
    return waiting


def _leave(invitation: Invitation, addresses: Iterable[str]) -> list[InvitationLearner]:
    """Those of these learners who were there, and aren't any more."""
    rows = invitation.learners.filter(email__in=[address.lower() for address in addresses], active=True)
    leaving = list(rows)
    rows.update(active=False)
    return leaving


def _join(invitation: Invitation, addresses: Sequence[str]) -> list[InvitationLearner]:
    """The rows of these learners in the order given, made or made active again; an address stays as first sent."""
    if not addresses:
        return []
    invitation.refuse_if_disabled()
    wanted: dict[str, str] = {}
    for address in addresses:
        wanted.setdefault(address.lower(), address)
    rows = [InvitationLearner(invitation=invitation, email=email, address=sent) for email, sent in wanted.items()]
    InvitationLearner.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["invitation", "email"], update_fields=["active"]
    )
    found = {learner.email: learner for learner in invitation.learners.filter(email__in=wanted)}
    return [found[email] for email in wanted]


def _due(when: When) -> datetime | None:
    """When to look whether the provider has been asked: a task of its own comes first, and may get lost."""
    return None if when is When.NEVER else timezone.now() + RETRY


def _refresh_statistics() -> None:
    """Plans that were made for small tables must not outlive them: autovacuum would look within a minute only."""
    tables = ", ".join(f'"{model._meta.db_table}"' for model in (Seat, InvitationLearner, Registration))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _saved(seating: Seating, when: When) -> list[int]:
    waiting = seating.save()
    if len(seating.changed) >= MANY:
        _refresh_statistics()
    if when is When.LATER:
        enqueue_many(TASK, ([waiting[start : start + BATCH]] for start in range(0, len(waiting), BATCH)))
    return waiting
