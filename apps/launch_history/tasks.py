"""Periodic tasks. Their schedule is in config/celery.py."""

from collections import defaultdict
from datetime import datetime

from celery import shared_task

from apps.course_provider.models import CourseProvider
from apps.launch_history.models import LaunchHistory

BATCH = 1000


@shared_task
def record_exits() -> int:
    """Record the exits of launches that no result told of, such as a closed tab's; returns how many.

    Only of providers that keep their launches in our own database; the others are asked with their results.
    """
    rows = LaunchHistory.objects.watched().order_by("pk")
    changed = last = 0
    while batch := list(
        rows.filter(pk__gt=last).values_list("pk", "registration__course_provider", "provider_reference")[:BATCH]
    ):
        last = batch[-1][0]
        references: defaultdict[int, list[str]] = defaultdict(list)
        for _, provider_id, reference in batch:
            references[provider_id].append(reference)
        exits: dict[str, datetime | None] = {}
        for provider in map(CourseProvider.connect, CourseProvider.objects.filter(pk__in=references)):
            if provider.keeps_launches_here:
                exits |= provider.exits(references[provider.row.pk])
        changed += LaunchHistory.objects.filter(pk__in=[pk for pk, *_ in batch]).record_exits(exits)
    return changed
