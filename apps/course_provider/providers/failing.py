"""A provider that refuses everything in SCORM Cloud's words, for tests of how callers cope."""

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from apps.course_provider.provider import (
    LaunchLink,
    Learner,
    Progress,
    Provider,
    ProviderCourse,
    ProviderError,
    ProviderLaunch,
    RegistrationResult,
    no_progress,
)


class FailingProvider(Provider):
    provider_type = "failing"

    def refuse(self) -> NoReturn:
        raise ProviderError("4", "The maximum number of registrations has been reached.", "https://failing.example/api")

    def courses(self) -> Iterable[ProviderCourse]:
        self.refuse()

    def import_course(self, package: Path, course_guid: str, progress: Progress = no_progress) -> ProviderCourse:
        self.refuse()

    def delete_course(self, course_guid: str) -> None:
        self.refuse()

    def register(self, registration_guid: str, course_guid: str, learner: Learner) -> None:
        self.refuse()

    def find_registration(self, course_guid: str, learner_id: str) -> str | None:
        self.refuse()

    def launch(self, registration_guid: str, *, redirect_url: str = "", review: bool = False) -> LaunchLink:
        self.refuse()

    def result(self, registration_guid: str) -> RegistrationResult:
        self.refuse()

    def launches(self, registration_guid: str) -> Iterable[ProviderLaunch]:
        self.refuse()

    def reset(self, registration_guid: str) -> None:
        self.refuse()

    def unregister(self, registration_guid: str) -> None:
        self.refuse()
