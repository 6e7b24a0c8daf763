"""What can go wrong with a stored query, beyond bright/errors.py."""

from dataclasses import dataclass

from bright.errors import BrightError, InvalidArgument


class SwitchedOff(BrightError):
    """The confinement is not in place, so nothing is run: 503, and the log says what the operator has to do."""

    status_code = 503


class Busy(BrightError):
    """All connections of the confined role are taken: 503, and trying again later helps."""

    status_code = 503


@dataclass(frozen=True)
class Place:
    """Where in a query's text something is wrong; both count from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class QueryRefused(InvalidArgument):
    """PostgreSQL, or one of our own checks, refuses the text or its run. The sentence is for the operator and the log;
    a caller of the API never sees it, since an error's text can carry data (`'secret'::int`)."""

    def __init__(self, sentence: str, place: Place | None = None) -> None:
        super().__init__(f"{sentence} ({place})" if place else sentence)
        self.sentence, self.place = sentence, place
