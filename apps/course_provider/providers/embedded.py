"""The provider that comes with Bright: apps/scorm stores the courses and plays them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.dispatch import receiver

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
from apps.course_provider.references import reference
from apps.course_provider.signals import result_changed
from apps.scorm.importing.errors import PackageError, ReaderKilledError
from apps.scorm.importing.packages import (
    delete_packages,
    delete_unused_packages,
    import_package,
    unused_course_refs,
)
from apps.scorm.models import Attempt, Launch, Package
from apps.scorm.reporting.activity_tree import activity_tree
from apps.scorm.reporting.report import course_result
from apps.scorm.runtime.attempts import end_launches, get_or_create_attempt, latest_attempt, new_attempt
from apps.scorm.runtime.launches import create_launch
from apps.scorm.runtime.launches import exits as launch_exits
from apps.scorm.signals import attempt_committed
from bright.errors import DISK_FULL, Unavailable, is_disk_full


class EmbeddedProvider(Provider):
    provider_type = "embedded"
    keeps_launches_here = True

    def reference(self, guid: str) -> str:
        """The SCORM engine's id for a guid. Guids are unique per provider, and the engine does not know providers."""
        return reference(self.row.pk, guid)

    def courses(self) -> Iterable[ProviderCourse]:
        owned = Package.objects.filter(course_ref__startswith=self.reference(""))
        for package in owned.order_by("course_ref", "-version").distinct("course_ref"):
            yield provider_course(package)

    def import_course(self, package: Path, course_guid: str, progress: Progress = no_progress) -> ProviderCourse:
        with errors_as_provider_error():
            return provider_course(import_package(package, self.reference(course_guid), progress, only_new=True))

    def delete_course(self, course_guid: str) -> None:
        delete_packages(self.reference(course_guid))

    def register(self, registration_guid: str, course_guid: str, learner: Learner) -> None:
        package = Package.objects.filter(course_ref=self.reference(course_guid)).order_by("-version").first()
        if package is None:
            raise ProviderError("1", f"There is no course {course_guid} here.")
        name = ", ".join(part for part in (learner.last_name, learner.first_name) if part)
        get_or_create_attempt(self.reference(registration_guid), package, learner_id=learner.id, learner_name=name)

    def find_registration(self, course_guid: str, learner_id: str) -> str | None:
        of_course = Attempt.objects.filter(package__course_ref=self.reference(course_guid))
        newest = of_course.filter(learner_id__iexact=learner_id).order_by("-pk").first()
        return newest.registration_ref.partition("/")[2] if newest else None

    def launch(self, registration_guid: str, *, redirect_url: str = "", review: bool = False) -> LaunchLink:
        launch, url = create_launch(self._attempt(registration_guid), review=review, exit_url=redirect_url)
        return LaunchLink(url, str(launch.pk))

    def result(self, registration_guid: str) -> RegistrationResult:
        attempt = self._attempt(registration_guid)
        course = activity_tree(attempt)
        return RegistrationResult(
            complete=attempt.completion,
            success=attempt.success,
            score=attempt.score,
            totaltime=attempt.seconds,
            attempts=course.attempts,
            created_at=attempt.created_at,
            accessed_at=attempt.last_accessed_at,
            completed_at=attempt.completed_at,
            course_result=course_result(regid=registration_guid, instanceid=attempt.number, course=course),
        )

    def launches(self, registration_guid: str) -> Iterable[ProviderLaunch]:
        launches = Launch.objects.filter(attempt__registration_ref=self.reference(registration_guid))
        created = dict(launches.order_by("pk").values_list("pk", "created_at"))
        left = launch_exits(created)
        return [ProviderLaunch(str(pk), created_at, left.get(pk)) for pk, created_at in created.items()]

    def exits(self, references: Collection[str]) -> dict[str, datetime | None]:
        return {str(pk): left for pk, left in launch_exits(int(reference) for reference in references).items()}

    def reset(self, registration_guid: str) -> None:
        if new_attempt(self.reference(registration_guid)) is None:
            raise unknown_registration(registration_guid)

    def unregister(self, registration_guid: str) -> None:
        self.unregister_many([registration_guid])

    def unregister_many(self, registration_guids: Sequence[str]) -> None:
        end_launches([self.reference(guid) for guid in registration_guids])

    def _attempt(self, registration_guid: str) -> Attempt:
        attempt = latest_attempt(self.reference(registration_guid))
        if attempt is None:
            raise unknown_registration(registration_guid)
        return attempt


@contextmanager
def errors_as_provider_error() -> Iterator[None]:
    """The engine's errors in the words of every provider."""
    try:
        yield
    except PackageError as error:
        raise ProviderError("1", str(error)) from None
    except ReaderKilledError as error:
        raise Unavailable("The import was interrupted; try again.") from error
    except OSError as error:
        if not is_disk_full(error):
            raise
        raise Unavailable(DISK_FULL) from error


def unknown_registration(registration_guid: str) -> ProviderError:
    return ProviderError("2", f"There is no registration {registration_guid} here.")


def unused_courses(older_than: timedelta) -> Iterator[tuple[int, str]]:
    """The provider's id and the guid of courses that are stored, but were never registered for."""
    for course_ref in unused_course_refs(older_than):
        provider_id, _slash, guid = course_ref.partition("/")
        if provider_id.isdigit():
            yield int(provider_id), guid


def delete_unused_course(provider_id: int, guid: str, older_than: timedelta) -> None:
    delete_unused_packages(reference(provider_id, guid), older_than)


def provider_course(package: Package) -> ProviderCourse:
    manifest = package.manifest.get("metadata", {})
    fields = ("description", "duration", "typicaltime", "keywords")
    version = ProviderCourseVersion(
        number=package.version,
        reference=str(package.pk),
        standard=package.standard,
        size=package.size,
        digest=package.digest,
        sco_count=package.scos.count(),
        warnings=tuple(package.warnings),
    )
    return ProviderCourse(
        course_guid=package.course_ref.partition("/")[2],
        title=package.title,
        size=package.size,
        versions=package.version + 1,
        metadata={name: manifest.get(name) for name in fields},
        version=version,
    )


@receiver(attempt_committed)
def announce_result(registration_ref: str, **_: Any) -> None:
    """Turn the SCORM engine's signal into the one that every provider sends."""
    provider_id, _slash, guid = registration_ref.partition("/")
    result_changed.send(EmbeddedProvider, course_provider_id=int(provider_id), registration_guid=guid)
