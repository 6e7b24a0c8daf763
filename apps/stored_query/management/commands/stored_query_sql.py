"""`manage.py stored_query_sql`: SQL that an administrator runs once, where Bright's own role lacks the rights."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.stored_query.confinement.administrator_sql import administrator_sql


class Command(BaseCommand):
    help = "Print SQL that an administrator of the database runs once, to set up the confinement of stored queries."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(administrator_sql())
