"""Querysets compiled once for each shape of question, and kept: (SQL, order of its parameters).

Building a queryset costs more than all the rest of a small request (docs/decisions/0002). A question is built from
markers in the places of its values; asking it again only swaps values in. The cache is bounded.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, F, Func, Model, QuerySet

from bright.access import ACCESS_VALUES, Access, markers
from bright.reading.bind_parameters import Mark, Slot
from bright.reading.documents import Document, Shape
from bright.reading.filtersets import Selection
from bright.reading.rows import PROBE_ROWS, Row, fetch, stream

FIRST_LIST = 50


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str  # "" if no row can match
    parameters: tuple[Any, ...]
    sliced: bool  # says itself how many rows it wants

    def bind(self, values: Mapping[str, Any]) -> list[Any]:
        return [values[given] if type(given) is Mark else given for given in self.parameters]


def is_any(column: str, slot: str) -> Func:
    """`column = ANY(slot)`: a list as one value, so that its length doesn't change the statement."""
    return Func(F(column), Slot(slot), template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


class Compiled:
    """A bounded memory of statements. A key says everything that `build` depends on but the values."""

    def __init__(self, size: int = 2000) -> None:
        self.size = size
        self.known: dict[Hashable, Statement] = {}

    def get(self, key: Hashable, build: Callable[[], QuerySet]) -> Statement:
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= self.size:
                self.known.clear()
            found = self.known[key] = _statement(build())
        return found

    def clear(self) -> None:
        self.known.clear()


compiled = Compiled()


def _statement(queryset: QuerySet) -> Statement:
    try:
        sql, parameters = queryset.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return Statement("", (), True)
    return Statement(sql, tuple(parameters), queryset.query.is_sliced)


def select(queryset: QuerySet, document: type[Document], shape: Shape, access: Access, hidden: str) -> QuerySet:
    """The queryset that asks for just the shape's own columns, then for the hidden one."""
    columns = [column.source for column in shape.flat]
    expressions = [source(document, access) if callable(source) else F(str(source)) for source in columns]
    named = {f"c{index}": expression for index, expression in enumerate([*expressions, F(hidden)])}
    return queryset.annotate(**named).values_list(*named)


class Children:
    """Nested rows, sorted by parent (their last value), handed out parent by parent."""

    def __init__(self, chunks: Iterator[list[Row]]) -> None:
        self.chunks, self.start = chunks, 0
        self.rows: list[Row] = []

    def of(self, parent: Any) -> Iterator[list[Row]]:
        while self.start < len(self.rows) or self._more():
            end = bisect_right(self.rows, parent, lo=self.start, key=itemgetter(-1))
            if end == self.start:
                return
            found, self.start = self.rows[self.start : end], end
            yield found

    def _more(self) -> bool:
        self.rows, self.start = next(self.chunks, []), 0
        return bool(self.rows)


@dataclass(frozen=True)
class Question:
    """What a caller wants to read: whose rows, which of them, and which columns."""

    document: type[Document]
    shape: Shape
    access: Access
    selection: Selection
    controls: tuple[str, ...] = ()  # methods of the model's QuerySet, applied last
    timeout: timedelta | None = None

    def chunks(self) -> Iterator[list[Row]]:
        """Lists of rows: one if the answer is small, else from a server cursor. Nested columns hold iterators."""
        for rows in self._own_chunks():
            if rows:
                yield self._with_children(rows) if self.shape.nested else rows

    def first(self) -> list[Row]:
        """The first row, if there is one."""
        rows = fetch(*self._asked(1), self.timeout)
        return self._with_children(rows) if rows and self.shape.nested else rows

    def last_before_more(self) -> int | None:
        """The last id within the limit, if there are rows past it."""
        limit = self.selection.limit
        if not limit or self.statement.sliced:
            return None
        edge = f'SELECT "c{len(self.shape.flat)}" FROM ({self.statement.sql}) AS page LIMIT 2 OFFSET %s'
        found = fetch(edge, [*self._values(), self.selection.offset + limit - 1], self.timeout)
        return found[0][0] if len(found) == 2 else None

    def _own_chunks(self) -> Iterator[list[Row]]:
        limit = self.selection.limit
        if self.statement.sliced:
            return iter([fetch(self.statement.sql, self._values(), self.timeout)])
        if limit is not None or self.selection.offset:
            sql, values = self.statement.sql + " LIMIT %s OFFSET %s", [*self._values(), limit, self.selection.offset]
            small = limit is not None and limit <= PROBE_ROWS
            return iter([fetch(sql, values, self.timeout)]) if small else stream(sql, values, self.timeout)
        return self._probe_then_stream()

    def _probe_then_stream(self) -> Iterator[list[Row]]:
        """The first rows by one round trip, in short lists so that the first byte is soon; the rest by a cursor."""
        rows = fetch(*self._asked(PROBE_ROWS + 1), self.timeout)
        step = PROBE_ROWS + 1 if self.shape.nested else FIRST_LIST  # nested records are fetched list by list
        yield from (rows[start : start + step] for start in range(0, len(rows), step))
        if len(rows) > PROBE_ROWS:
            rest = replace(self, selection=self.selection.past(rows[-1][-1]))
            yield from stream(rest.statement.sql, rest._values(), self.timeout)

    def _asked(self, most: int) -> tuple[str, list[Any]]:
        sql = self.statement.sql
        return sql if self.statement.sliced else f"{sql} LIMIT {most}", self._values()

    @cached_property
    def statement(self) -> Statement:
        key = (self.document, self.shape, self.access.shape, self.selection.shape, self.controls)
        return compiled.get(key, self._queryset)

    def _values(self) -> list[Any]:
        return self.statement.bind({**self._access_values(), **self.selection.values})

    def _access_values(self) -> dict[str, Any]:
        return {name: getattr(self.access, name) for name in ACCESS_VALUES}

    def _queryset(self) -> QuerySet:
        access = markers(self.access, Slot)
        visible = visible_rows(self.document.model, access)
        queryset = select(self.selection.apply(visible), self.document, self.shape, access, "pk").order_by("pk")
        for method in self.controls:
            queryset = getattr(queryset, method)()
        return queryset

    def _with_children(self, rows: list[Row]) -> list[Row]:
        place = self.shape.names.index(self.shape.nested.name) if self.shape.nested else 0
        children = Children(self._children([row[-1] for row in rows]))
        return [(*row[:place], children.of(row[-1]), *row[place:]) for row in rows]

    def _children(self, parents: list[Any]) -> Iterator[list[Row]]:
        column = self.shape.nested
        assert column and column.related and column.nested
        key = (self.document, column.nested, self.access.shape)
        found = compiled.get(key, self._children_queryset)
        values = found.bind({**self._access_values(), "parents": parents})
        if column.nested.single:
            return iter([fetch(found.sql, values)])
        return stream(found.sql, values)

    def _children_queryset(self) -> QuerySet:
        column = self.shape.nested
        assert column and column.related and column.nested
        access, by, document = markers(self.access, Slot), column.related.by, column.related.document
        queryset = visible_rows(document.model, access).filter(is_any(by, "parents"))
        queryset = select(queryset, document, column.nested, access, by)
        return queryset.order_by(by, "-pk").distinct(by) if column.nested.single else queryset.order_by(by, "pk")


def visible_rows(model: type[Model], access: Access) -> QuerySet:
    """What an access may see of a model: the model's own `visible_to`, the only place that says so."""
    return model._default_manager.visible_to(access)  # type: ignore[attr-defined]
