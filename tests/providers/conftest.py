"""A provider of each type that works, and packages to import."""

from collections.abc import Callable
from pathlib import Path

import pytest

from apps.course_provider.models import CourseProvider
from apps.course_provider.provider import Provider
from apps.course_provider.providers.fake import FakeProvider
from apps.realm.models import Realm
from tests.scorm_import.archives import course, manifest, zipped

WORKING_TYPES = ("embedded", "fake")


@pytest.fixture
def connect(db, settings, tmp_path) -> Callable[..., Provider]:
    """`connect(provider_type)`: a provider of that type, in a realm of its own unless one is given."""
    settings.BRIGHT_MEDIA = tmp_path / "media"

    def connect(provider_type: str, realm: Realm | None = None) -> Provider:
        realm = realm or Realm.create(f"Realm of {provider_type}")[0]
        name = f"Provider {realm.course_providers.count()}"
        return CourseProvider.objects.create(
            realm=realm, name=name, provider_type=provider_type, sc_secret_key="secret"
        ).connect()

    yield connect
    FakeProvider.accounts.clear()


@pytest.fixture(params=WORKING_TYPES)
def provider(connect, request) -> Provider:
    return connect(request.param)


@pytest.fixture
def package(tmp_path) -> Path:
    """One SCO; its manifest has the title Golf."""
    path = tmp_path / "Golf.zip"
    path.write_bytes(zipped(course()))
    return path


@pytest.fixture
def second_package(tmp_path) -> Path:
    """The same course, changed."""
    path = tmp_path / "Golf, changed.zip"
    path.write_bytes(zipped(course(**{"imsmanifest.xml": manifest(), "index.html": b"<!doctype html>changed"})))
    return path
