from celery import shared_task

from apps.invitation import initialization


# Rows of the outbox and the beat schedule hold these names: they stay when a function is renamed.
@shared_task(name="apps.invitation.tasks.set_up_registrations")
def initialize_registrations(registration_ids: list[int]) -> None:
    """Create these registrations at their providers. Safe to run twice."""
    initialization.initialize(registration_ids)


@shared_task(name="apps.invitation.tasks.set_up_waiting")
def initialize_due() -> None:
    """Retry what a provider refused, and do what a lost task left undone."""
    initialization.initialize_due()
