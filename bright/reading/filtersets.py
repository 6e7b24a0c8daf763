"""Filters as conditions, on which the SQL depends, and their values, on which it does not.

See docs/contract/filters-and-paging.md.
"""

import re
from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Regex

from bright.errors import InvalidArgument
from bright.http.parameters import Parameters
from bright.reading.bind_parameters import BindParameter
from bright.reading.documents import Document, Field

PATTERN_NAME = re.compile(r"(?P<field>\w+?)_re(?P<number>\d{0,3})", re.ASCII)
MAX_PATTERNS, MAX_PATTERN_LENGTH = 10, 512
Condition = tuple[str, tuple[tuple[str, str], ...]]  # lookup, (column, name of its value) pairs, joined by OR


class FilterSet:
    """Conditions, their values by name, and a page: `limit` rows after the first `offset`."""

    def __init__(self, limit: int | None = None, offset: int = 0) -> None:
        self.conditions: list[Condition] = []
        self.values: dict[str, Any] = {}
        self.has_patterns = False
        self.limit, self.offset = limit, offset

    @property
    def cache_key(self) -> tuple[Condition, ...]:
        """Equal for filter sets that differ only in values and page."""
        return tuple(self.conditions)

    def add(self, lookup: str, pairs: list[tuple[str, Any]]) -> "FilterSet":
        """Add a condition: one of the (column, value) pairs must match. Without pairs, no row matches."""
        names = [(column, f"v{len(self.values) + index}") for index, (column, _) in enumerate(pairs)]
        self.conditions.append((lookup, tuple(names)))
        self.values.update({name: value for (_, name), (_, value) in zip(names, pairs, strict=True)})
        return self

    def after(self, pk: int) -> "FilterSet":
        """The same conditions for rows after this one, without a page."""
        rest = FilterSet()
        rest.conditions = [*self.conditions, ("gt", (("pk", "past"),))]
        rest.values = {**self.values, "past": pk}
        return rest

    def apply(self, queryset: QuerySet, bind: Callable[[str], Any] = BindParameter) -> QuerySet:
        """The queryset with the conditions. `bind`: name → bind parameter or value."""
        for lookup, pairs in self.conditions:
            alternatives = [condition(lookup, column, bind(name)) for column, name in pairs]
            queryset = queryset.filter(reduce(or_, alternatives)) if alternatives else queryset.none()
        return queryset

    def apply_values(self, queryset: QuerySet) -> QuerySet:
        """The queryset with the conditions and their values."""
        return self.apply(queryset, self.values.__getitem__)


def condition(lookup: str, column: str, value: Any) -> Q:
    """The condition as a Q. `F` makes regular expressions work on foreign keys, too, which have no such lookup."""
    return Q(Regex(F(column), value)) if lookup == "regex" else Q(**{f"{column}__{lookup}": value})


def filterset_of(document: type[Document], parameters: Parameters, minimum_only: bool = False) -> FilterSet:
    """The filters and the page that the parameters describe. Names that are no filters are ignored.

    `minimum_only`: only by fields of the template `public_minimum`, since a filter can reveal a field's value.
    Raises InvalidArgument for a value that its field can't have, and for bad patterns.
    """
    filterset = FilterSet()
    for name, texts in parameters.values.items():
        pattern = PATTERN_NAME.fullmatch(name) if name not in document.fields and "_re" in name else None
        field = document.fields.get(pattern["field"] if pattern else name)
        if field is None or (minimum_only and not field.minimum):
            continue
        if pattern:
            _add_patterns(filterset, document, field, texts)
        else:
            _add_exact(filterset, document, field, texts[-1])
    after = parameters.integer("after")
    if after is not None:
        filterset.add("gt", [("pk", after)])
    filterset.limit, filterset.offset = parameters.integer("limit"), parameters.integer("offset") or 0
    return filterset


def compared_fields(document: type[Document], field: Field) -> list[Field]:
    """The fields that a filter by this one compares; none if it is no filter."""
    if isinstance(field.filter, bool):
        return [field] if field.filter else []
    return [document.fields[name] for name in field.filter]


def _add_exact(filterset: FilterSet, document: type[Document], field: Field, text: str) -> None:
    fields = compared_fields(document, field)
    if fields:
        parsed = [(each.compare, each.parse(text)) for each in fields]
        filterset.add("exact", [(column, value) for column, value in parsed if value is not None])


def _add_patterns(filterset: FilterSet, document: type[Document], field: Field, patterns: list[str]) -> None:
    """PostgreSQL regular expressions on the column's text; all of them must match."""
    columns = [str(each.source) for each in compared_fields(document, field)]
    if not columns:
        return
    for pattern in patterns:
        if len(pattern) > MAX_PATTERN_LENGTH or pattern.startswith("***"):
            raise InvalidArgument(f"{field.name}_re is too long, or begins with ***")
        filterset.add("regex", [(column, pattern) for column in columns])
    filterset.has_patterns = True
    if sum(lookup == "regex" for lookup, _ in filterset.conditions) > MAX_PATTERNS:
        raise InvalidArgument("too many regular expressions")
