"""What a Python view of an installed package is given, and what it may answer (docs/adding-a-customer-endpoint.md).

This file is a promise to packages outside of this repository: names here are added to, never changed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bright.access import Access
from bright.http.parameters import Parameters
from bright.reading.documents import Column

KINDS = ("integer", "float", "boolean", "datetime", "text")
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class CustomerRequest:
    """`access` is what the caller may see: give it to a model's `visible_to`. Credentials are in none of these."""

    access: Access
    parameters: Parameters
    method: str  # GET or POST
    path: str  # below customer/, without the format


@dataclass(frozen=True)
class Table:
    """Rows, streamed in every format. `columns`: name → integer, float, boolean, datetime or text."""

    columns: dict[str, str]
    rows: Iterable[tuple[Any, ...]]

    def __post_init__(self) -> None:
        for name, kind in self.columns.items():
            if kind not in KINDS:
                raise ValueError(f"The column {name!r} is of kind {kind!r}; there are {', '.join(KINDS)}.")

    @property
    def typed_columns(self) -> tuple[Column, ...]:
        return tuple(Column(name, kind) for name, kind in self.columns.items())

    def chunks(self) -> Iterator[list[tuple[Any, ...]]]:
        rows = iter(self.rows)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            yield some


View = Callable[[CustomerRequest], dict[str, Any] | Table]
