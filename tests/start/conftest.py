"""An operator who is signed in, and a realm with the embedded course provider."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.course.models import Course
from apps.course.tasks import import_upload
from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.start.samples import build_sample, sample_guid
from apps.upload.models import Upload
from apps.user.models import User


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    """Pages refer to the source files, since collectstatic was not run."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@example.com", "a long password")


@pytest.fixture
def realm(db: None) -> Realm:
    realm, _ = Realm.create("Demo")
    CourseProvider.create_embedded(realm)
    return realm


@pytest.fixture
def signed_in(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


@pytest.fixture
def import_sample(realm: Realm, tmp_path: Path) -> Callable[[str], Course]:
    def import_one(name: str) -> Course:
        package = build_sample(name, tmp_path)
        provider = realm.course_providers.get()
        file = SimpleUploadedFile(package.name, package.read_bytes())
        upload = Upload.create_from_file(
            realm=realm, course_provider=provider, file=file, course_guid=sample_guid(name)
        )
        import_upload(upload.pk)
        return Course.objects.get(course_guid=sample_guid(name))

    return import_one
