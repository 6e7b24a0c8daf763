"""What every course provider can do, and the types that each of them must translate its own data into.

Only a provider's own module reads its XML or JSON. How to add one: docs/adding-a-course-provider.md.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bright.errors import ProviderRefused

Progress = Callable[[str, int, int], None]  # (step, units done, units in total)


class ProviderError(ProviderRefused):
    """The provider refused or failed: its own code and message, and the URL of the request, without secrets."""


class NotSupported(ProviderError):
    """This type of provider can't do that."""

    def __init__(self, verb: str) -> None:
        super().__init__("0", f"This course provider does not support {verb}.")


@dataclass(frozen=True)
class ProviderCourse:
    """A course as the provider describes it now."""

    course_guid: str
    title: str
    size: int = 0  # bytes
    versions: int = -1  # how many; -1: the provider keeps none
    metadata: dict[str, str | None] = field(default_factory=dict)  # description, duration, typicaltime, keywords
    version: "ProviderCourseVersion | None" = None


@dataclass(frozen=True)
class ProviderCourseVersion:
    """One version of a course: `number` counts from 0, `reference` is the provider's id for it."""

    number: int
    reference: str
    standard: str
    size: int  # bytes
    digest: str = ""
    sco_count: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Learner:
    id: str
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True)
class RegistrationResult:
    """The result of a registration as the provider reports it now."""

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
class ProviderLaunch:
    """A launch in the provider's own history. `reference` is the provider's id for it."""

    reference: str
    launched_at: datetime
    exited_at: datetime | None = None


@dataclass(frozen=True)
class LaunchLink:
    """A new launch: the URL to send the browser to, and the provider's id for it."""

    url: str
    reference: str = ""


def no_progress(step: str, done: int, total: int) -> None:
    """For callers that show no progress."""


class ProviderAccount(Protocol):
    """The fields of a CourseProvider row that a provider reads. A protocol, since the models import this module."""

    @property
    def pk(self) -> Any: ...
    @property
    def sc_app_id(self) -> str: ...
    @property
    def sc_secret_key(self) -> str: ...
    @property
    def api_url(self) -> str: ...


class Provider(ABC):
    """A connection to one course provider. Every method is idempotent; guids are the provider's own."""

    provider_type: str
    keeps_launches_here = False  # in our own database: ending them is then part of the transaction that wants it

    def __init__(self, row: ProviderAccount) -> None:
        self.row = row

    @abstractmethod
    def courses(self) -> Iterable[ProviderCourse]:
        """Every course that the provider has."""

    @abstractmethod
    def import_course(self, package: Path, course_guid: str, progress: Progress = no_progress) -> ProviderCourse:
        """Import the zip file `package`. The same package again changes nothing.

        ProviderError, with one sentence in `message`, if the package can't be used, or another one has this guid, also
        if both come at once. Unavailable if the same call may succeed later.
        """

    def delete_course(self, course_guid: str) -> None:
        """Delete all that is kept of the course: packages, files, registrations. An unknown course is no error."""
        raise NotSupported("delete_course")

    @abstractmethod
    def register(self, registration_guid: str, course_guid: str, learner: Learner) -> None:
        """Create the registration at the provider, unless it exists."""

    @abstractmethod
    def find_registration(self, course_guid: str, learner_id: str) -> str | None:
        """The guid of the learner's newest registration for the course at the provider; None if there is none."""

    @abstractmethod
    def launch(self, registration_guid: str, *, redirect_url: str = "", review: bool = False) -> LaunchLink:
        """Create a launch. `redirect_url`: where the learner goes on exit; `review`: without saving results."""

    @abstractmethod
    def result(self, registration_guid: str) -> RegistrationResult:
        """The registration's result now. ProviderError if there is no such registration."""

    @abstractmethod
    def launches(self, registration_guid: str) -> Iterable[ProviderLaunch]:
        """The registration's launches, oldest first."""

    def exits(self, references: Collection[str]) -> dict[str, datetime | None]:
        """When the learner left each of these launches, None while it is open; of unknown ones, nothing.

        Only for a provider with `keeps_launches_here`, which can tell without asking another server.
        """
        raise NotSupported("exits")

    def reset(self, registration_guid: str) -> None:
        """Start over: the result becomes that of a registration never launched, and open launches end."""
        raise NotSupported("reset")

    @abstractmethod
    def unregister(self, registration_guid: str) -> None:
        """End the registration's open launches; its results stay. An unknown one is no error."""

    def unregister_many(self, registration_guids: Sequence[str]) -> None:
        """The same for many. A provider with `keeps_launches_here` does it in a few statements."""
        for guid in registration_guids:
            self.unregister(guid)
