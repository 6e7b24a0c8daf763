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
        # Imported here, because they import models, which are not loaded before.
        from apps.stored_query import receivers  # noqa: PLC0415

        pre_migrate.connect(_default_database_only(receivers.remove_views), sender=self, weak=False)
        post_migrate.connect(_default_database_only(receivers.install), sender=self, weak=False)


def _default_database_only(receiver: Any) -> Any:
    def receive(using: str, **kwargs: Any) -> None:
        if using == DEFAULT_DB_ALIAS:
            receiver(**kwargs)

    return receive
