"""`manage.py stored_query_sql`: what an administrator of the database runs once, where our own role may not."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.stored_query.installation import administrators_sql


class Command(BaseCommand):
    help = "Print the SQL that an administrator of the database runs once, so that stored queries are confined."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(administrators_sql())
