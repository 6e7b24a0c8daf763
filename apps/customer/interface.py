"""What a Python view of an installed package receives and may return (docs/adding-a-customer-endpoint.md).

Packages outside this repository depend on this file: names may be added here, never changed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bright.access import Access
from bright.http.parameters import Parameters
from bright.reading.documents import Column

KINDS = ("integer", "float", "boolean", "datetime", "text")
CHUNK_ROWS = 500


@dataclass(frozen=True)
class CustomerRequest:
    """`access` is what the caller may see: pass it to a model's `visible_to`. None of the fields holds credentials."""

    access: Access
    parameters: Parameters
    method: str  # GET or POST
    path: str  # below customer/, without the format


@dataclass(frozen=True)
class Table:
    """Rows, streamed in every format. `columns`: name → kind, one of integer, float, boolean, datetime, text."""

    columns: dict[str, str]
    rows: Iterable[tuple[Any, ...]]

    def __post_init__(self) -> None:
        for name, kind in self.columns.items():
            if kind not in KINDS:
                raise ValueError(f"The column {name!r} has the unknown kind {kind!r}; use one of {', '.join(KINDS)}.")

    @property
    def typed_columns(self) -> tuple[Column, ...]:
        return tuple(Column(name, kind) for name, kind in self.columns.items())

    def chunks(self) -> Iterator[list[tuple[Any, ...]]]:
        rows = iter(self.rows)
        while chunk := list(islice(rows, CHUNK_ROWS)):
            yield chunk


View = Callable[[CustomerRequest], dict[str, Any] | Table]
