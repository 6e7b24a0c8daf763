"""Packages, and uploads of them."""

import io
import os

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.course import tasks
from apps.upload.models import Upload
from tests.conftest import Tenant
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import zipped

GOLF = zipped(package_files())
OTHER = zipped(package_files(**{"more.html": b"more"}))


def file_of(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "golf.zip"
    return file


def uploaded(tenant: Tenant, content: bytes = GOLF, **values: str) -> Upload:
    file = SimpleUploadedFile("golf.zip", content)
    return Upload.create_from_file(realm=tenant.realm, course_provider=tenant.provider, file=file, **values)


def run(upload: Upload) -> Upload:
    tasks.import_upload(upload.pk)
    upload.refresh_from_db()
    return upload


def incompressible(size: int) -> bytes:
    return zipped(package_files(**{"video.mp4": os.urandom(size)}))
