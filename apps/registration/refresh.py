"""`crawl=t` and `refresh_if_launched=t`: fetch results from the provider before answering.

See docs/contract/resources/registration.md, "Results from the provider".
"""

from typing import Any

from apps.registration.models import Registration

MAX_CRAWLS = 100  # of one request, the newest; older ones are left to the crawler


def refresh(rows: Any, *, always: bool, newest_only: bool) -> None:
    """Crawl the registrations in `rows`; unless `always`, only those launched since their last crawl."""
    if newest_only:
        rows = Registration.objects.filter(pk__in=rows.newest().values("pk"))
    if not always:
        rows = rows.launched_since_crawl()
    for registration in rows.select_related("course_provider", "course").order_by("-pk")[:MAX_CRAWLS]:
        registration.crawl()
