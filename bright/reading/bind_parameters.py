"""Places for values in a queryset that is compiled once and asked many times."""

from typing import Any

from django.db.models import Expression, Field


class Mark(str):
    """The place of a named value among a statement's parameters."""


class Slot(Expression):
    """Stands in a queryset for a value that each asking brings."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return "%s", (Mark(self.name),)
