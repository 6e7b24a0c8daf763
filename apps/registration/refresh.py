"""`crawl=t` and `refresh_if_launched=t`: ask the provider before answering (bright-v2.md 4)."""

from typing import Any

from apps.registration.models import Registration

AT_ONCE = 100  # a caller waits for so many, the newest; older ones are the crawler's


def refresh(rows: Any, *, always: bool, newest_only: bool) -> None:
    """Crawl the rows, or those that were launched since their last crawl."""
    if newest_only:
        rows = Registration.objects.filter(pk__in=rows.newest().values("pk"))
    if not always:
        rows = rows.launched_since_crawl()
    for registration in rows.select_related("course_provider", "course").order_by("-pk")[:AT_ONCE]:
        registration.crawl()
