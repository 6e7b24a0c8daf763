"""Helpers for the error messages and warnings that the person who uploads a course reads. Pure."""

from collections.abc import Sequence

MAX_PER_KIND = 20


def quoted(name: str) -> str:
    """`name` in backquotes for a message: printable, and at most 120 characters long."""
    text = ascii(name)[1:-1] if not name.isprintable() else name
    return f"`{text[:117]}…`" if len(text) > 120 else f"`{text}`"


def first_warnings(warnings: Sequence[str]) -> list[str]:
    """The first twenty warnings of one kind, and how many more there are."""
    more = len(warnings) - MAX_PER_KIND
    if more <= 0:
        return list(warnings)
    return [*warnings[:MAX_PER_KIND], f"More warnings of this kind: {more:,}."]
