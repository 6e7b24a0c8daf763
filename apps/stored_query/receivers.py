"""Before each migration the views are removed; afterwards views, role and built-ins are installed again."""

import logging
from typing import Any

from django.db import ProgrammingError, transaction

from apps.stored_query.confinement import checks, installation
from apps.stored_query.models import StoredQuery

logger = logging.getLogger("bright.stored_query")


def remove_views(plan: Any = (), **_: Any) -> None:
    if plan:
        installation.remove_views()


def install(plan: Any = None, **_: Any) -> None:
    """The tables of all apps exist now, unless the migration went back to an earlier state.

    `flush` calls this without a plan, and only empties the tables.
    """
    checks.clear_cache()
    try:
        with transaction.atomic():
            if plan is not None:
                installation.install()
            StoredQuery.objects.initialize()
    except ProgrammingError as error:
        logger.warning(
            "event=stored_query_confinement stored queries are disabled until all migrations are applied: %s",
            str(error).strip().splitlines()[0],
        )
