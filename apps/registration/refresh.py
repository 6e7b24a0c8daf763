"""Crawling many registrations: before a list is answered (`crawl=t`, `refresh_if_launched=t`), and by the schedule.

See docs/contract/resources/registration.md, "Results from the provider".
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from apps.registration.models import Registration

log = logging.getLogger(__name__)
MAX_CRAWLS = 100  # of one request, the newest; older ones are left to the schedule
BATCH = 500  # of one scheduled run
SWEEP_SECONDS = 45.0  # of one scheduled run, which starts once a minute
SWEEP_INTERVAL, FIRST_RETRY_DELAY, MAX_RETRY_DELAY = timedelta(hours=1), timedelta(minutes=5), timedelta(days=1)
MAX_TRIES = 12


def refresh(rows: Any, *, always: bool, newest_only: bool) -> int:
    """Crawl the registrations in `rows`; unless `always`, only those launched since their last crawl.

    Whatever there is no time for (BRIGHT_PROVIDER_SECONDS) becomes due in the background; returns how many.
    """
    if newest_only:
        rows = Registration.objects.filter(pk__in=rows.newest().values("pk"))
    if not always:
        rows = rows.launched_since_crawl()
    ends_at = time.monotonic() + settings.BRIGHT_PROVIDER_SECONDS
    waiting = list(rows.order_by("-pk").values_list("pk", flat=True)[:MAX_CRAWLS])
    while waiting and time.monotonic() < ends_at:
        crawl_one(waiting.pop(0))
    Registration.objects.filter(pk__in=waiting).update(next_crawl_at=timezone.now())
    return len(waiting)


def crawl_due() -> int:
    """Crawl the registrations whose `next_crawl_at` has come, as many as there is time for; returns how many."""
    ends_at, now = time.monotonic() + SWEEP_SECONDS, timezone.now()
    due = Registration.objects.filter(deleted=None, next_crawl_at__lte=now).order_by("next_crawl_at", "pk")
    crawled = 0
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        if time.monotonic() > ends_at:
            break
        # Postponed first: two runs don't crawl the same one, and one that kills its worker is not the next again.
        if due.filter(pk=pk).update(next_crawl_at=now + SWEEP_INTERVAL):
            is_read = crawl_one(pk)
            for registration in Registration.objects.filter(pk=pk):
                Registration.objects.filter(pk=pk).update(next_crawl_at=_next_crawl(registration, is_read))
            crawled += 1
    return crawled


def crawl_one(registration_id: int) -> bool:
    """Crawl one registration. False if that failed in an unforeseen way: one bad row must not hold up the others."""
    try:
        Registration.objects.select_related("course_provider").get(pk=registration_id).crawl()
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing is wrong with the row
    except Exception:
        log.exception("Registration %s could not be crawled; it will be tried again.", registration_id)
        return False
    return True


def _next_crawl(registration: Registration, is_read: bool) -> datetime | None:
    """None if nothing more is to be expected before the next launch."""
    now, errors = timezone.now(), registration.number_of_crawl_errors
    if registration.ignore:
        return None
    if registration.crawl_status == "error" or not is_read:
        return now + min(FIRST_RETRY_DELAY * 2 ** min(errors, 20), MAX_RETRY_DELAY) if errors < MAX_TRIES else None
    moments = [moment for moment in (registration.launched_at, registration.provider_accessed_at) if moment]
    return now + SWEEP_INTERVAL if moments and max(moments) > now - SWEEP_INTERVAL else None
