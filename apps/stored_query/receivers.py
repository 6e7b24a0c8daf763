"""Around each migration: the views make way for it, and are made again, with the role and the built-ins."""

import logging
from typing import Any

from django.db import ProgrammingError, transaction

from apps.stored_query import confinement, soundness
from apps.stored_query.models import StoredQuery

logger = logging.getLogger("bright.stored_query")


def make_way(plan: Any = (), **_: Any) -> None:
    if plan:
        confinement.remove_views()


def settle(plan: Any = None, **_: Any) -> None:
    """All rooms' tables are there now, unless somebody migrates to an earlier state. `flush`, which only empties them,
    has no plan."""
    soundness.forget()
    try:
        with transaction.atomic():
            if plan is not None:
                confinement.install()
            StoredQuery.objects.initialize()
    except ProgrammingError as error:
        logger.warning(
            "event=stored_query_confinement stored queries are off until all migrations are applied: %s",
            str(error).strip().splitlines()[0],
        )
