"""What the command line does for operators. Import it only once Django is set up; refusals are Failures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.course.actions import import_course
from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.scorm.unpacking import PackageError
from config.embedded.failure import Failure


@transaction.atomic
def create_realm(name: str) -> dict[str, Any]:
    try:
        realm, realm_secret = Realm.establish(name)
    except ValidationError as error:
        raise Failure(error.messages[0]) from None
    provider, provider_secret = CourseProvider.open_embedded(realm)
    return {
        "realm_guid": realm.realm_guid,
        "realm_secret_key": realm_secret,
        "sc_app_id": provider.sc_app_id,
        "sc_secret_key": provider_secret,
        "course_provider_id": provider.pk,
    }


def import_package(
    file: Path, realm_name: str, course_guid: str | None, on_progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    if not file.is_file():
        raise Failure(f"There is no file {file}.")
    provider = _provider_of(realm_name)
    try:
        course = import_course(provider, file, course_guid=course_guid, on_progress=on_progress)
    except PackageError as error:
        raise Failure(str(error)) from None
    version = course.latest_version()
    assert version, "an import makes one"
    return {
        "course_guid": course.course_guid,
        "title": course.title,
        "standard": version.standard,
        "warnings": version.warnings,
    }


def _provider_of(realm_name: str) -> CourseProvider:
    realm = Realm.objects.filter(name=realm_name).first()
    if realm is None:
        raise Failure(f"There is no realm named {realm_name!r}: make it with `bright realm create`.")
    provider = realm.course_providers.order_by("pk").first()
    if provider is None:
        raise Failure(f"The realm {realm_name!r} has no course provider: add one in the admin.")
    return provider
