"""Bind parameters in a queryset that is compiled once and executed with different values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, Expression, F, Field, Func

from bright.access import Access

BOUND_VALUES = ("realm_id", "course_provider_id", "user_id", "email")  # attributes of Access


class BindName(str):
    """The placeholder of a named value among the parameters of a compiled query."""


class BindParameter(Expression):
    """An expression in a queryset whose value is given at execution."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return "%s", (BindName(self.name),)


def equals_any(column: str, name: str) -> Func:
    """`column = ANY(array)`: unlike IN, the same SQL for any number of values."""
    array = BindParameter(name)
    return Func(F(column), array, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


def with_bind_parameters(access: Access, bind: Callable[[str], Any] = BindParameter) -> Access:
    """The access with bind parameters instead of its values, from which a query is compiled."""
    return replace(access, **{name: bind(name) for name in BOUND_VALUES if getattr(access, name) is not None})


def bound_values(access: Access) -> dict[str, Any]:
    """The values for the bind parameters of `with_bind_parameters`, by name."""
    return {name: getattr(access, name) for name in BOUND_VALUES}
