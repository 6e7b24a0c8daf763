"""The Python views that installed packages register as entry points of the group `bright.customer`.

A view is identified as `package:name`: two packages may use the same name, and the identifier of a missing view shows
what to install.
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
def installed_views() -> dict[str, metadata.EntryPoint]:
    """`package:name` → its entry point. Looked up once: a package installed later needs a restart."""
    points = (point for point in metadata.entry_points(group=GROUP) if point.dist)
    return {f"{point.dist.name}:{point.name}": point for point in points if point.dist}


def load(view: str) -> View | None:
    """The view's callable; None if its package is not installed. Raises whatever importing it raises."""
    point = installed_views().get(view)
    return point.load() if point else None


def problem_of(view: str) -> str:
    """Why this view can't answer, as the end of a sentence; empty if it can."""
    try:
        return "" if load(view) else f"needs the package {view.partition(':')[0]}, which is not installed"
    except Exception as error:
        return f"can't be imported: {type(error).__name__}: {error}"


def missing_views() -> list[str]:
    """One sentence for each published endpoint whose view can't answer, for `bright doctor`."""
    rows = CustomerEndpoint.objects.filter(enabled=True).exclude(view="").select_related("realm").order_by("pk")
    return [
        f"{row} of the realm {row.realm} {problem}: install the package and restart, or disable the endpoint."
        for row in rows
        if (problem := problem_of(row.view))
    ]


@contextmanager
def errors_attributed_to(view: str) -> Iterator[None]:
    """Add to any error raised inside a note, shown in the log, that names the view's package and version."""
    try:
        yield
    except Exception as error:
        note = f"In the customer view {view} {version_of(view)}, which is not part of Bright."
        if note not in getattr(error, "__notes__", ()):
            error.add_note(note)
        raise


def attributed_rows(view: str, chunks: Iterator[T]) -> Iterator[T]:
    """As above, for rows that are produced while the answer is sent, after the view has returned."""
    with errors_attributed_to(view):
        yield from chunks


def version_of(view: str) -> str:
    """The version of the package that provides the view."""
    point = installed_views().get(view)
    return point.dist.version if point and point.dist else "(not installed)"
