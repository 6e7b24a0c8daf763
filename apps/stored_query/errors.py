"""Errors of stored queries, besides those of bright/errors.py."""

from dataclasses import dataclass

from bright.errors import BrightError, InvalidArgument


class ConfinementMissing(BrightError):
    """The confinement is not in place, so no query runs: 503. The log says what the operator must do."""

    status_code = 503


class AllConnectionsBusy(BrightError):
    """All connections of the confined role are in use: 503; the caller should try again later."""

    status_code = 503


@dataclass(frozen=True)
class TextPosition:
    """Where in a query's text something is wrong; both numbers count from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class QueryRefused(InvalidArgument):
    """PostgreSQL or one of our own checks refuses the text or its run.

    The message is for operators and the log. API callers never see it: it can contain data (`'secret'::int`).
    """

    def __init__(self, message: str, position: TextPosition | None = None) -> None:
        super().__init__(f"{message} ({position})" if position else message)
        self.position = position
