"""Changes of invitations: each is one transaction that begins by locking the invitation's row.

Locks are always taken in the same order, which prevents deadlocks: invitation, registrations by id, users by address,
realm users, courses by id. Providers are called after COMMIT.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from apps.course.models import Course
from apps.invitation.course_set import set_courses
from apps.invitation.custom_text import CustomText
from apps.invitation.initialization import RETRY_DELAY, InitializationMode, enqueue_initialization, initialize_now
from apps.invitation.messages import not_on_invitation
from apps.invitation.models import Invitation, InvitationLearner, Seat
from apps.invitation.seats import SeatAllocator
from apps.registration.models import Registration
from bright.email_addresses import normalized_email

MANY_SEATS = 1000  # changed at once


def create_invitation(
    realm_id: int,
    name: str,
    *,
    courses: Sequence[Course],
    learners: Sequence[str],
    mode: InitializationMode,
    **values: Any,
) -> tuple[Invitation, bool]:
    """Create the realm's invitation of this name; return it and whether it is new. An existing one is left unchanged.

    `courses`: in the order given; `learners`: e-mail addresses; `values`: fields of Invitation.
    Raises Forbidden, InvalidArgument.
    """
    pending: list[int] = []
    with transaction.atomic():
        invitation, is_new = Invitation.objects.get_or_create(realm_id=realm_id, name=name)
        if is_new:
            pending = _change(invitation, values, courses, learners, mode)
    if mode is InitializationMode.IMMEDIATE:
        initialize_now(pending)
    return invitation, is_new


def amend_invitation(
    invitation: Invitation,
    *,
    courses: Sequence[Course] | None,
    learners: Sequence[str],
    mode: InitializationMode,
    **values: Any,
) -> None:
    """Set the given fields. `courses`: all that it is to have, None to keep them; `learners`: to be added.

    All learners are registered to an added course; registrations to a removed one are deactivated. Raises Forbidden
    if the invitation allows no updates, unless this update itself allows them: the flag only guards against mistakes.
    """
    with transaction.atomic():
        locked = Invitation.objects.locked(invitation.pk)
        if values.get("no_updates_allowed") is not False:
            locked.check_updates_allowed()
        pending = _change(locked, values, courses, learners, mode)
    if mode is InitializationMode.IMMEDIATE:
        initialize_now(pending)


def add_learners(
    invitation: Invitation, learners: Sequence[str], unlearners: Sequence[str], mode: InitializationMode
) -> list[str]:
    """Remove `unlearners`, then add `learners`; return a message for each change. Raises Forbidden.

    Idempotent: repeating the call takes no further seat.
    """
    with transaction.atomic():
        locked = Invitation.objects.locked(invitation.pk)
        locked.check_updates_allowed()
        removed, added = _remove_learners(locked, unlearners), _add_learners(locked, learners)
        links = list(locked.courses.select_related("course"))
        allocator = SeatAllocator(locked, links, [*removed, *added], _due_at(mode))
        allocator.release((learner.pk, link.course_id) for learner in removed for link in links)
        allocator.allocate(links, added)
        pending = _save(allocator, mode)
    emails = {learner.email for learner in removed}
    missing = [not_on_invitation(address, locked) for address in unlearners if normalized_email(address) not in emails]
    return missing + allocator.messages + (initialize_now(pending) if mode is InitializationMode.IMMEDIATE else [])


@transaction.atomic
def destroy_invitation(invitation: Invitation) -> None:
    """Release all seats and delete the invitation. Its registrations stay, inactive. Raises Forbidden."""
    locked = Invitation.objects.locked(invitation.pk)
    locked.check_updates_allowed()
    allocator = SeatAllocator(locked, list(locked.courses.select_related("course")), list(locked.learners.all()))
    allocator.release(list(allocator.seats))
    locked.delete()


def _change(
    invitation: Invitation,
    values: dict[str, Any],
    courses: Sequence[Course] | None,
    learners: Sequence[str],
    mode: InitializationMode,
) -> list[int]:
    """Set values, courses and learners of a locked invitation. Returns the registrations to create at providers."""
    previous = CustomText.parse(invitation.custom) if invitation.license else None
    invitation.assign(values)
    course_set = set_courses(invitation, courses, previous=previous)
    added = _add_learners(invitation, learners)
    courses_changed = bool(course_set.added or course_set.removed)
    affected = list(invitation.learners.filter(active=True)) if courses_changed else added
    allocator = SeatAllocator(invitation, [*course_set.links, *course_set.removed], affected, _due_at(mode))
    allocator.release((learner.pk, link.course_id) for learner in affected for link in course_set.removed)
    allocator.allocate(course_set.added, affected)
    allocator.allocate(course_set.kept, added)
    pending = _save(allocator, mode)
    invitation.courses.filter(pk__in=[link.pk for link in course_set.removed]).delete()
    return pending


def _remove_learners(invitation: Invitation, addresses: Iterable[str]) -> list[InvitationLearner]:
    """Deactivate the rows of these learners. Returns those that were active."""
    rows = invitation.learners.filter(email__in=[normalized_email(address) for address in addresses], active=True)
    removed = list(rows)
    rows.update(active=False)
    return removed


def _add_learners(invitation: Invitation, addresses: Sequence[str]) -> list[InvitationLearner]:
    """Create or reactivate these learners; their rows in the given order. An address stays as it was first sent."""
    if not addresses:
        return []
    invitation.check_enabled()
    wanted: dict[str, str] = {}
    for address in addresses:
        wanted.setdefault(normalized_email(address), address)
    rows = [InvitationLearner(invitation=invitation, email=email, address=sent) for email, sent in wanted.items()]
    InvitationLearner.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["invitation", "email"], update_fields=["active"]
    )
    learners = {learner.email: learner for learner in invitation.learners.filter(email__in=wanted)}
    return [learners[email] for email in wanted]


def _due_at(mode: InitializationMode) -> datetime | None:
    """When to check that the registrations are at their providers, in case the task that does it first is lost."""
    return None if mode is InitializationMode.AT_LAUNCH else timezone.now() + RETRY_DELAY


def _refresh_statistics() -> None:
    """Don't wait up to a minute for autovacuum: PostgreSQL would keep using query plans made for small tables."""
    tables = ", ".join(f'"{model._meta.db_table}"' for model in (Seat, InvitationLearner, Registration))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _save(allocator: SeatAllocator, mode: InitializationMode) -> list[int]:
    pending = allocator.save()
    if len(allocator.changed) >= MANY_SEATS:
        _refresh_statistics()
    if mode is InitializationMode.BACKGROUND:
        enqueue_initialization(pending)
    return pending
