"""Exact and `_re` filters for whatever a document marks; `limit`, `offset`, `after` (bright-v2.md 4)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Regex

from bright.errors import InvalidArgument
from bright.http.parameters import Parameters
from bright.reading.bind_parameters import Slot
from bright.reading.documents import Document, Field

PATTERN_NAME = re.compile(r"(?P<field>\w+?)_re(?P<number>\d{0,3})", re.ASCII)
MOST_PATTERNS, LONGEST_PATTERN = 10, 512


Condition = tuple[str, tuple[tuple[str, str], ...]]  # lookup, (column, slot) pairs of which one must match


@dataclass
class Selection:
    """Which rows: conditions, which decide the query's shape, and their values by slot."""

    conditions: list[Condition] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    has_patterns: bool = False
    limit: int | None = None
    offset: int = 0

    @property
    def shape(self) -> tuple[Condition, ...]:
        return tuple(self.conditions)

    def add(self, lookup: str, pairs: list[tuple[str, Any]]) -> None:
        """Rows in which one of the columns matches its value; no row at all if there are no pairs."""
        slots = [(column, f"v{len(self.values) + index}") for index, (column, _) in enumerate(pairs)]
        self.conditions.append((lookup, tuple(slots)))
        self.values.update({slot: value for (_, slot), (_, value) in zip(slots, pairs, strict=True)})

    def past(self, pk: int) -> "Selection":
        """The same selection's rows after this one."""
        return replace(
            self, conditions=[*self.conditions, ("gt", (("pk", "past"),))], values={**self.values, "past": pk}
        )

    def apply(self, queryset: QuerySet, place: Callable[[str], Any] = Slot) -> QuerySet:
        """The rows selected. `place` puts a slot, or at once the slot's value, where a value belongs."""
        for lookup, pairs in self.conditions:
            alternatives = [condition(lookup, column, place(slot)) for column, slot in pairs]
            queryset = queryset.filter(reduce(or_, alternatives)) if alternatives else queryset.none()
        return queryset


def condition(lookup: str, column: str, value: Any) -> Q:
    """A pattern is put to the column's text: by name, a foreign key would have no such lookup."""
    return Q(Regex(F(column), value)) if lookup == "regex" else Q(**{f"{column}__{lookup}": value})


def read(document: type[Document], parameters: Parameters, minimum_only: bool = False) -> Selection:
    """What the parameters select. Names that are no filter of the document are ignored.

    `minimum_only`: by fields of the minimum only, since who can filter by a field can find out what it holds.
    """
    selection = Selection()
    for name, texts in parameters.values.items():
        pattern = PATTERN_NAME.fullmatch(name) if name not in document.fields and "_re" in name else None
        declared = document.fields.get(pattern["field"] if pattern else name)
        if declared is None or (minimum_only and not declared.minimum):
            continue
        if pattern:
            _add_patterns(selection, document, declared, texts)
        else:
            _add_exact(selection, document, declared, texts[-1])
    after = parameters.integer("after")
    if after is not None:
        selection.add("gt", [("pk", after)])
    selection.limit, selection.offset = parameters.integer("limit"), parameters.integer("offset") or 0
    return selection


def compared(document: type[Document], declared: Field) -> list[Field]:
    """The fields that a filter by this one looks at; none if it is no filter."""
    names = declared.filter
    if isinstance(names, bool):
        return [declared] if names else []
    return [document.fields[name] for name in names]


def _add_exact(selection: Selection, document: type[Document], declared: Field, text: str) -> None:
    fields = compared(document, declared)
    if fields:
        parsed = [(field.compare, field.parse(text)) for field in fields]
        selection.add("exact", [(column, value) for column, value in parsed if value is not None])


def _add_patterns(selection: Selection, document: type[Document], declared: Field, patterns: list[str]) -> None:
    """PostgreSQL regular expressions on the column's text; all of them must match."""
    columns = [str(field.source) for field in compared(document, declared)]
    if not columns:
        return
    for pattern in patterns:
        if len(pattern) > LONGEST_PATTERN or pattern.startswith("***"):
            raise InvalidArgument(f"{declared.name}_re is too long, or begins with ***")
        selection.add("regex", [(column, pattern) for column in columns])
    selection.has_patterns = True
    if sum(lookup == "regex" for lookup, _ in selection.conditions) > MOST_PATTERNS:
        raise InvalidArgument("too many regular expressions")
