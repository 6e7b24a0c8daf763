"""Parts of what a person who uploads a course reads. Pure."""

from collections.abc import Sequence

MOST_OF_A_KIND = 20


def quoted(name: str) -> str:
    """For a sentence: printable, and short."""
    text = ascii(name)[1:-1] if not name.isprintable() else name
    return f"`{text[:117]}…`" if len(text) > 120 else f"`{text}`"


def shortened(warnings: Sequence[str]) -> list[str]:
    """Warnings of one kind: the first twenty, and how many more there are."""
    more = len(warnings) - MOST_OF_A_KIND
    if more <= 0:
        return list(warnings)
    return [*warnings[:MOST_OF_A_KIND], f"More warnings of this kind: {more:,}."]
