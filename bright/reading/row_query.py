"""The query for a document's rows: compiled, bound, and fetched at once or in chunks."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import Model, QuerySet

from bright.access import Access
from bright.reading.bind_parameters import bound_values, equals_any, with_bind_parameters
from bright.reading.compiled import CompiledQuery, query_cache, select
from bright.reading.documents import Document, SelectedColumns
from bright.reading.filtersets import FilterSet
from bright.reading.rows import PROBE_ROWS, Row, fetch, stream

FIRST_LIST = 50


class RowQuery:
    """The rows of a document that `access` may see; filter backends get it instead of a QuerySet.

    `methods`: methods of the model's QuerySet to call last. `timeout`: of each statement.
    """

    def __init__(
        self, document: type[Document], columns: SelectedColumns, access: Access, filterset: FilterSet | None = None
    ) -> None:
        self.document, self.columns, self.access = document, columns, access
        self.filterset = FilterSet() if filterset is None else filterset
        self.methods: tuple[str, ...] = ()
        self.timeout: timedelta | None = None

    def chunks(self) -> Iterator[list[Row]]:
        """Lists of rows: the first ones by one query, the rest from a server cursor. Nested columns are iterators."""
        for rows in self._own_chunks():
            if rows:
                yield self._with_nested(rows) if self.columns.nested else rows

    def first(self) -> Row | None:
        """The first row, if there is one."""
        rows = self.fetch(1)
        return rows[0] if rows else None

    def fetch(self, limit: int) -> list[Row]:
        """The first `limit` rows, by one round trip; nested records take one more."""
        rows = fetch(*self._limited(limit), self.timeout)
        return self._with_nested(rows) if rows and self.columns.nested else rows

    def last_before_more(self) -> int | None:
        """The id of the last row of this page; None if there is no next page."""
        limit = self.filterset.limit
        if not limit or self.compiled.sliced:
            return None
        edge = f'SELECT "c{len(self.columns.flat)}" FROM ({self.compiled.sql}) AS page LIMIT 2 OFFSET %s'
        keys = fetch(edge, [*self._values(), self.filterset.offset + limit - 1], self.timeout)
        return keys[0][0] if len(keys) == 2 else None

    def _own_chunks(self) -> Iterator[list[Row]]:
        limit, offset = self.filterset.limit, self.filterset.offset
        if self.compiled.sliced:
            return iter([fetch(self.compiled.sql, self._values(), self.timeout)])
        if limit is not None or offset:
            sql, values = self.compiled.sql + " LIMIT %s OFFSET %s", [*self._values(), limit, offset]
            is_small = limit is not None and limit <= PROBE_ROWS
            return iter([fetch(sql, values, self.timeout)]) if is_small else stream(sql, values, self.timeout)
        return self._probe_then_stream()

    def _probe_then_stream(self) -> Iterator[list[Row]]:
        """The first rows by one round trip, in short lists, to send the first byte early; the rest by a cursor."""
        rows = fetch(*self._limited(PROBE_ROWS + 1), self.timeout)
        step = PROBE_ROWS + 1 if self.columns.nested else FIRST_LIST  # nested records are fetched list by list
        yield from (rows[start : start + step] for start in range(0, len(rows), step))
        if len(rows) > PROBE_ROWS:
            rest = self._after(rows[-1][-1])
            yield from stream(rest.compiled.sql, rest._values(), self.timeout)

    def _after(self, pk: int) -> "RowQuery":
        rest = RowQuery(self.document, self.columns, self.access, self.filterset.after(pk))
        rest.methods = self.methods
        return rest

    def _limited(self, limit: int) -> tuple[str, list[Any]]:
        sql = self.compiled.sql
        return sql if self.compiled.sliced else f"{sql} LIMIT {limit}", self._values()

    @cached_property
    def compiled(self) -> CompiledQuery:
        """The SQL, from the cache or built now."""
        key = (self.document, self.columns, self.access.cache_key, self.filterset.cache_key, self.methods)
        return query_cache.get(key, self._build)

    def _values(self) -> list[Any]:
        return self.compiled.bind({**bound_values(self.access), **self.filterset.values})

    def _build(self) -> QuerySet:
        access = with_bind_parameters(self.access)
        visible = visible_rows(self.document.model, access)
        queryset = select(self.filterset.apply(visible), self.document, self.columns, access, "pk").order_by("pk")
        for method in self.methods:
            queryset = getattr(queryset, method)()
        return queryset

    def _with_nested(self, rows: list[Row]) -> list[Row]:
        place = self.columns.names.index(self.columns.nested.name) if self.columns.nested else 0
        nested = NestedRows(self._nested_chunks([row[-1] for row in rows]))
        return [(*row[:place], nested.of(row[-1]), *row[place:]) for row in rows]

    def _nested_chunks(self, parents: list[Any]) -> Iterator[list[Row]]:
        column = self.columns.nested
        assert column and column.related and column.nested
        key = (self.document, column.nested, self.access.cache_key)
        compiled = query_cache.get(key, self._build_nested)
        values = compiled.bind({**bound_values(self.access), "parents": parents})
        if column.nested.single:
            return iter([fetch(compiled.sql, values)])
        return stream(compiled.sql, values)

    def _build_nested(self) -> QuerySet:
        column = self.columns.nested
        assert column and column.related and column.nested
        access, by, document = with_bind_parameters(self.access), column.related.by, column.related.document
        queryset = visible_rows(document.model, access).filter(equals_any(by, "parents"))
        queryset = select(queryset, document, column.nested, access, by)
        return queryset.order_by(by, "-pk").distinct(by) if column.nested.single else queryset.order_by(by, "pk")


class NestedRows:
    """Nested rows, sorted by parent (their last value), one parent at a time."""

    def __init__(self, chunks: Iterator[list[Row]]) -> None:
        self.chunks, self.start = chunks, 0
        self.rows: list[Row] = []

    def of(self, parent: Any) -> Iterator[list[Row]]:
        """The rows of this parent; to be called once for each parent, in their order."""
        while self.start < len(self.rows) or self._next_chunk():
            end = bisect_right(self.rows, parent, lo=self.start, key=itemgetter(-1))
            if end == self.start:
                return
            rows, self.start = self.rows[self.start : end], end
            yield rows

    def _next_chunk(self) -> bool:
        self.rows, self.start = next(self.chunks, []), 0
        return bool(self.rows)


def visible_rows(model: type[Model], access: Access) -> QuerySet:
    """The rows of a model that an access may see. Only the model's own `visible_to` decides that."""
    return model._default_manager.visible_to(access)  # type: ignore[attr-defined]
