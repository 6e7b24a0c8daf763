"""Bind parameters in a queryset that is compiled once and executed many times with other values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, Expression, F, Field, Func

from bright.access import Access

BOUND_VALUES = ("realm_id", "course_provider_id", "user_id", "email")  # of an Access


class BindName(str):
    """Stands among a compiled query's parameters for the value of this name."""


class BindParameter(Expression):
    """Stands in a queryset for a value that each execution brings."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return "%s", (BindName(self.name),)


def equals_any(column: str, name: str) -> Func:
    """`column = ANY(parameter)`: a list as one value, so that its length doesn't change the SQL."""
    array = BindParameter(name)
    return Func(F(column), array, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


def with_bind_parameters(access: Access, bind: Callable[[str], Any] = BindParameter) -> Access:
    """The same access with a bind parameter in place of each of its values: what a query is compiled from."""
    return replace(access, **{name: bind(name) for name in BOUND_VALUES if getattr(access, name) is not None})


def bound_values(access: Access) -> dict[str, Any]:
    return {name: getattr(access, name) for name in BOUND_VALUES}
