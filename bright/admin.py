"""What every admin list shares: plain fields may be edited, secrets never show, counting never reads a whole table."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import cached_property


class EstimatingPaginator(Paginator):
    """Takes PostgreSQL's own estimate for a large unfiltered table: an exact count would read all of it."""

    EXACT_BELOW = 10_000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        query = rows.query
        if not query.where:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
                    [f'"{query.model._meta.db_table}"'],
                )
                estimate = cursor.fetchone()[0]
            if estimate > self.EXACT_BELOW:
                return estimate
        return super().count


class OperatorAdmin(admin.ModelAdmin):
    """Records are made and changed by the acts that the API uses; forms here edit plain fields only."""

    paginator = EstimatingPaginator
    show_full_result_count = False
    list_per_page = 50
    editable: tuple[str, ...] = ()  # what a form may change

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in self.get_fields(request, obj) if name not in self.editable]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        hidden = set(self.exclude or ())
        return [field.name for field in self.model._meta.fields if field.name not in hidden]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
