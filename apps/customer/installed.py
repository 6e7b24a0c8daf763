"""The Python views that installed packages register through the entry points of the group `bright.customer`.

A view is known as `package:name`, so that two packages may use one name, and a missing one says what to install.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from typing import TypeVar

from apps.customer.interface import View
from apps.customer.models import CustomerEndpoint

GROUP = "bright.customer"
T = TypeVar("T")


@cache
def views() -> dict[str, metadata.EntryPoint]:
    """`package:name` → its entry point. Looked up once: a package that is installed later needs a restart."""
    points = (point for point in metadata.entry_points(group=GROUP) if point.dist)
    return {f"{point.dist.name}:{point.name}": point for point in points if point.dist}


def load(view: str) -> View | None:
    """The callable, None if its package is not installed. Raises what importing it raises."""
    point = views().get(view)
    return point.load() if point else None


def problem(view: str) -> str:
    """Why this view can't answer, in a few words; empty if it can."""
    try:
        return "" if load(view) else f"needs the package {view.partition(':')[0]}, which is not installed"
    except Exception as error:
        return f"can't be imported: {type(error).__name__}: {error}"


def missing_views() -> list[str]:
    """A sentence for each published endpoint whose view can't answer, for `bright doctor`."""
    rows = CustomerEndpoint.objects.filter(enabled=True).exclude(view="").select_related("realm").order_by("pk")
    return [
        f"{row} of the realm {row.realm} {wrong}: install the package and restart, or switch the endpoint off."
        for row in rows
        if (wrong := problem(row.view))
    ]


@contextmanager
def blamed_on(view: str) -> Iterator[None]:
    """An error that is let out says in the log whose code it came from."""
    try:
        yield
    except Exception as error:
        note = f"In the customer view {view} {version_of(view)}, which is no part of Bright."
        if note not in getattr(error, "__notes__", ()):
            error.add_note(note)
        raise


def blamed_rows(view: str, chunks: Iterator[T]) -> Iterator[T]:
    """The same; rows are still made while they are sent, when the view has returned."""
    with blamed_on(view):
        yield from chunks


def version_of(view: str) -> str:
    point = views().get(view)
    return point.dist.version if point and point.dist else "(not installed)"
