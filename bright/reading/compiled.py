"""Querysets compiled to SQL once for each combination of columns and filters, and kept in a bounded cache.

Building a queryset takes longer than the rest of a small request (docs/decisions/0002). So it is built with bind
parameters instead of values; to execute it again, only the values are bound.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, QuerySet

from bright.access import Access
from bright.reading.bind_parameters import BindName
from bright.reading.documents import Document, SelectedColumns


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """SQL and its parameters, some of which are placeholders for values."""

    sql: str  # "" if no row can match
    parameters: tuple[Any, ...]
    sliced: bool  # whether it already has a LIMIT

    def bind(self, values: Mapping[str, Any]) -> list[Any]:
        """The parameters with `values` in the place of their names."""
        return [values[each] if type(each) is BindName else each for each in self.parameters]


class QueryCache:
    """Keeps at most `size` compiled queries. A key contains everything that the SQL depends on."""

    def __init__(self, size: int = 2000) -> None:
        self.size = size
        self.queries: dict[Hashable, CompiledQuery] = {}

    def get(self, key: Hashable, build: Callable[[], QuerySet]) -> CompiledQuery:
        """The query of this key, compiled from `build()` if it is new."""
        query = self.queries.get(key)
        if query is None:
            if len(self.queries) >= self.size:
                self.queries.clear()
            query = self.queries[key] = compile_queryset(build())
        return query

    def clear(self) -> None:
        self.queries.clear()


query_cache = QueryCache()


def compile_queryset(queryset: QuerySet) -> CompiledQuery:
    """The SQL of the queryset, without executing it."""
    try:
        sql, parameters = queryset.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return CompiledQuery("", (), True)
    return CompiledQuery(sql, tuple(parameters), queryset.query.is_sliced)


def select(
    queryset: QuerySet, document: type[Document], selected: SelectedColumns, access: Access, key: str
) -> QuerySet:
    """The queryset limited to the selected columns, with `key` as the last one."""
    sources = [column.source for column in selected.flat]
    expressions = [source(document, access) if callable(source) else F(str(source)) for source in sources]
    named = {f"c{index}": expression for index, expression in enumerate([*expressions, F(key)])}
    return queryset.annotate(**named).values_list(*named)
