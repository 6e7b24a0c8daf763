from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate, pre_migrate


class StoredQueryConfig(AppConfig):
    name = "apps.stored_query"
    label = "stored_query"
    verbose_name = "Stored queries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They import models, which are not there before this.
        from apps.stored_query import receivers  # noqa: PLC0415

        pre_migrate.connect(_only_here(receivers.make_way), sender=self, weak=False)
        post_migrate.connect(_only_here(receivers.settle), sender=self, weak=False)


def _only_here(receiver: Any) -> Any:
    def receive(using: str, **facts: Any) -> None:
        if using == DEFAULT_DB_ALIAS:
            receiver(**facts)

    return receive
