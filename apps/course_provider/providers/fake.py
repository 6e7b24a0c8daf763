"""A fake provider in memory, for tests and for trying things out. It passes the same test suite as the real ones.

Only a fake has `play`, which stands in for the learner.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from django.utils import timezone

from apps.course_provider.provider import (
    LaunchLink,
    Learner,
    Progress,
    Provider,
    ProviderCourse,
    ProviderCourseVersion,
    ProviderError,
    ProviderLaunch,
    RegistrationResult,
    no_progress,
)
from apps.course_provider.signals import result_changed


@dataclass
class FakeRegistration:
    course_guid: str
    learner: Learner
    result: RegistrationResult = field(default_factory=lambda: RegistrationResult(created_at=timezone.now()))
    launches: list[ProviderLaunch] = field(default_factory=list)

    def end_launches(self) -> None:
        self.launches = [replace(launch, exited_at=launch.exited_at or timezone.now()) for launch in self.launches]


@dataclass
class FakeAccount:
    courses: dict[str, ProviderCourse] = field(default_factory=dict)
    registrations: dict[str, FakeRegistration] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))


class FakeProvider(Provider):
    provider_type = "fake"
    accounts: dict[int, FakeAccount] = defaultdict(FakeAccount)

    @property
    def account(self) -> FakeAccount:
        return self.accounts[self.row.pk]

    def courses(self) -> Iterable[ProviderCourse]:
        return list(self.account.courses.values())

    def import_course(self, package: Path, course_guid: str, progress: Progress = no_progress) -> ProviderCourse:
        content = package.read_bytes()
        digest, existing = hashlib.sha256(content).hexdigest(), self.account.courses.get(course_guid)
        progress("storing files", 1, 1)
        if existing and existing.version and existing.version.digest == digest:
            return existing
        version = ProviderCourseVersion(0, f"{course_guid}@0", "scorm_12", len(content), digest, sco_count=1)
        course = ProviderCourse(course_guid, package.stem, len(content), 1, version=version)
        if self.account.courses.setdefault(course_guid, course) is not course:
            raise ProviderError("1", f"There is another package under {course_guid}.")
        return course

    def delete_course(self, course_guid: str) -> None:
        self.account.courses.pop(course_guid, None)
        registrations = self.account.registrations.items()
        self.account.registrations = {guid: one for guid, one in registrations if one.course_guid != course_guid}

    def register(self, registration_guid: str, course_guid: str, learner: Learner) -> None:
        if course_guid not in self.account.courses:
            raise ProviderError("1", f"There is no course {course_guid} here.")
        self.account.registrations.setdefault(registration_guid, FakeRegistration(course_guid, learner))

    def find_registration(self, course_guid: str, learner_id: str) -> str | None:
        for guid, registration in reversed(self.account.registrations.items()):
            if (registration.course_guid, registration.learner.id.lower()) == (course_guid, learner_id.lower()):
                return guid
        return None

    def launch(self, registration_guid: str, *, redirect_url: str = "", review: bool = False) -> LaunchLink:
        registration = self._registration(registration_guid)
        reference = str(next(self.account.numbers))
        registration.launches.append(ProviderLaunch(reference, timezone.now()))
        return LaunchLink(f"https://fake.example/launch/{reference}", reference)

    def result(self, registration_guid: str) -> RegistrationResult:
        return self._registration(registration_guid).result

    def launches(self, registration_guid: str) -> Iterable[ProviderLaunch]:
        return list(self._registration(registration_guid).launches)

    def reset(self, registration_guid: str) -> None:
        registration = self._registration(registration_guid)
        registration.end_launches()
        registration.result = RegistrationResult(created_at=timezone.now())

    def unregister(self, registration_guid: str) -> None:
        if registration_guid in self.account.registrations:
            self._registration(registration_guid).end_launches()

    def play(self, registration_guid: str, **result: Any) -> None:
        """The learner gets this result, fields of RegistrationResult, and exits; the provider announces it."""
        registration = self._registration(registration_guid)
        registration.result = replace(registration.result, accessed_at=timezone.now(), **result)
        registration.end_launches()
        result_changed.send(FakeProvider, course_provider_id=self.row.pk, registration_guid=registration_guid)

    def _registration(self, guid: str) -> FakeRegistration:
        if guid not in self.account.registrations:
            raise ProviderError("2", f"There is no registration {guid} here.")
        return self.account.registrations[guid]
