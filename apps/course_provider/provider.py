"""What every course provider can do, and the words that all of them must translate into.

Nobody outside a provider's own file reads its XML or JSON. How to add one: docs/adding-a-course-provider.md.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bright.errors import ProviderRefused

if TYPE_CHECKING:
    from apps.course_provider.models import CourseProvider

Progress = Callable[[str, int, int], None]


class ProviderError(ProviderRefused):
    """The provider refused or failed: its own code and message, and the URL without secrets."""


class NotSupported(ProviderError):
    """This kind of provider can't do that."""

    def __init__(self, verb: str) -> None:
        super().__init__("0", f"This course provider does not support {verb}.")


@dataclass(frozen=True)
class CourseFound:
    """A course as the provider has it now."""

    course_guid: str
    title: str
    size: int = 0  # bytes
    versions: int = -1  # -1: the provider keeps none
    metadata: dict[str, str | None] = field(default_factory=dict)  # title, description, duration, typicaltime, keywords
    version: "VersionFound | None" = None


@dataclass(frozen=True)
class VersionFound:
    """One version of a course: `number` counts from 0, `reference` is the provider's own name for it."""

    number: int
    reference: str
    standard: str
    size: int
    digest: str = ""
    sco_count: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Learner:
    id: str
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True)
class Result:
    """What the provider says about a registration now."""

    complete: str = "unknown"  # complete, incomplete, unknown
    success: str = "unknown"  # passed, failed, unknown
    score: float | None = None  # 0 to 100
    totaltime: float = 0.0  # seconds
    attempts: int = 0
    created_at: datetime | None = None
    accessed_at: datetime | None = None
    completed_at: datetime | None = None
    course_result: str = ""  # registrationreport, format="course", in its envelope
    full_result: str | None = None


@dataclass(frozen=True)
class LaunchFound:
    """A launch as the provider remembers it."""

    reference: str
    launched_at: datetime
    exited_at: datetime | None = None


@dataclass(frozen=True)
class LaunchReady:
    """A launch that was just prepared: where to send the browser, and the provider's own name for it."""

    url: str
    reference: str = ""


def no_progress(step: str, done: int, total: int) -> None:
    """For callers who don't watch."""


class Provider(ABC):
    """A live connection to one course provider. Every verb may be called twice; guids are the provider's own."""

    kind: str
    keeps_launches_here = False  # in our own database: ending them is then part of the transaction that wants it

    def __init__(self, row: "CourseProvider") -> None:
        self.row = row

    @abstractmethod
    def courses(self) -> Iterable[CourseFound]:
        """Every course that the provider has."""

    @abstractmethod
    def import_course(self, package: Path, course_guid: str, progress: Progress = no_progress) -> CourseFound:
        """Take in a package. The same package again changes nothing; another one becomes a new version."""

    @abstractmethod
    def register(self, registration_guid: str, course_guid: str, learner: Learner) -> None:
        """Make the registration there, or find it made already."""

    @abstractmethod
    def find_registration(self, course_guid: str, learner_id: str) -> str | None:
        """The guid of the learner's newest registration to the course there, None if there is none."""

    @abstractmethod
    def launch(self, registration_guid: str, *, redirect_url: str = "", review: bool = False) -> LaunchReady:
        """Prepare one launch."""

    @abstractmethod
    def result(self, registration_guid: str) -> Result:
        """What is known now. ProviderError if there is no such registration."""

    @abstractmethod
    def launches(self, registration_guid: str) -> Iterable[LaunchFound]:
        """The registration's launches, oldest first."""

    def reset(self, registration_guid: str) -> None:
        """Begin anew: the result is as of one never played, and open launches end. Again at once changes nothing."""
        raise NotSupported("reset")

    @abstractmethod
    def unregister(self, registration_guid: str) -> None:
        """End the registration's open launches; its results stay. One that isn't there is no error."""

    def unregister_many(self, registration_guids: Sequence[str]) -> None:
        """The same for many; a kind that keeps launches here does it in few statements."""
        for guid in registration_guids:
            self.unregister(guid)
