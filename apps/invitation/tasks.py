from celery import shared_task

from apps.invitation import set_up


@shared_task
def set_up_registrations(registration_ids: list[int]) -> None:
    """Make these registrations at their providers. A second run finds them made."""
    set_up.set_up(registration_ids)


@shared_task
def set_up_waiting() -> None:
    """Try once more what a provider refused, and what a lost task left undone."""
    set_up.set_up_due()
