"""How a view finds records: model instances to change, and rows to answer with, which take the compiled path."""

from collections.abc import Sequence
from typing import Any, ClassVar

from bright.access import Access, Scope
from bright.errors import InvalidArgument, NotFound
from bright.reading.documents import Document, Fieldset
from bright.reading.filtersets import FilterSet
from bright.reading.row_query import RowQuery, visible_rows
from bright.reading.rows import Row


class RecordsMixin:
    """Of a DRF view with a `document`."""

    document: ClassVar[type[Document]]
    lookup_field: str
    kwargs: dict[str, Any]
    access: Access
    parameters: Any  # Parameters

    def get_queryset(self) -> Any:
        """The records that the caller may see."""
        return visible_rows(self.document.model, self.access)

    def get_object(self) -> Any:
        """The record that the path's id, or else the lookup parameter, identifies. Raises NotFound."""
        id = self.kwargs.get("id")
        for lookup in self.get_lookups(self.lookup_value() if id is None else id, by_number=id is not None):
            if records := list(lookup.apply_values(self.get_queryset())[:2]):
                return only(records)
        raise NotFound("no record has this id")

    def lookup_value(self) -> str:
        """The lookup field's value among the parameters (`gupdate` without an id). Raises NotFound if it is missing."""
        value = self.parameters.text(self.lookup_field)
        if not value:
            raise NotFound(f"no {self.lookup_field} given")
        return value

    def get_row_query(self, filterset: FilterSet | None = None) -> RowQuery:
        """The query for the rows that the caller may see, with the fields that the parameters select."""
        columns = self.document.select(self.get_fieldset(), self.access.is_bound_to_user)
        return RowQuery(self.document, columns, self.access, filterset)

    def get_row(self, id: str) -> tuple[RowQuery, Row]:
        """The query and the row that `id` identifies: one round trip if it is a guid. Raises NotFound."""
        try:
            queries = [self.get_row_query(lookup) for lookup in self.get_lookups(id)]
        except InvalidArgument:
            self.get_object()  # a missing record is a 404, whatever fields are requested
            raise
        for query in queries:
            if rows := query.fetch(2):
                return query, only(rows)
        raise NotFound("no record has this id")

    def get_row_by_pk(self, pk: int) -> tuple[RowQuery, Row]:
        """The query and the row with this key. Raises NotFound."""
        query = self.get_row_query(FilterSet().add("exact", [("pk", pk)]))
        row = query.first()
        if row is None:
            raise NotFound("deleted meanwhile")
        return query, row

    def get_lookups(self, id: str, by_number: bool = True) -> Sequence[FilterSet]:
        """The filters by which `id` may identify a record, in order: guid or natural key first, then the number."""
        provider = None
        if "course_provider_id" in self.document.fields:
            provider = self.parameters.integer("course_provider_id")
        pairs = []
        field = self.document.fields.get(self.lookup_field)
        if field is not None:
            pairs.append((field.compare, field.parse(id)))
        if by_number and id.isascii() and id.isdigit() and len(id) <= 18:
            pairs.append(("pk", int(id)))
        lookups = [FilterSet().add("exact", [pair]) for pair in pairs]
        if provider is not None:
            lookups = [lookup.add("exact", [("course_provider_id", provider)]) for lookup in lookups]
        return lookups

    def get_fieldset(self) -> Fieldset:
        """The fields that the parameters select."""
        if self.access.scope is Scope.ANONYMOUS_KEY:
            return Fieldset(template="public_minimum")
        template = self.parameters.text("api_template") or (
            "" if "template" in self.document.fields else self.parameters.text("template")
        )
        included = (name for control, name in self.document.includes.items() if self.parameters.flag(control))
        return Fieldset(self.parameters.text("fields"), template, frozenset(included))


def only(records: list[Any]) -> Any:
    """The single record of the list. Raises NotFound if there are two."""
    if len(records) > 1:
        raise NotFound("two records have this id")
    return records[0]
