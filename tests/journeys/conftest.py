"""A realm whose courses are played by Bright, used over HTTP on the real web server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from apps.course.models import Course
from apps.course.services import import_course
from server.embedded.valkey import Valkey
from tests.conftest import Tenant, create_tenant
from tests.live import LiveBright
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import zipped


@dataclass
class Caller:
    """Calls the Bright API over one persistent connection, with the realm's own pair."""

    bright: LiveBright
    tenant: Tenant
    session: requests.Session

    def __call__(self, method: str, path: str, *, upload: Path | None = None, **values: Any) -> requests.Response:
        url = f"{self.bright.base_url}/bright/api/v2/{path}"
        values = {**self.tenant.pair.credentials, **values}
        files = {"file": upload.open("rb")} if upload else None
        place = {"data": values} if method in ("POST", "PUT") else {"params": values}
        return self.session.request(method, url, files=files, timeout=30, **place)


@pytest.fixture
def embedded_tenant(transactional_db) -> Tenant:
    return create_tenant("Embedded", "embedded")


@pytest.fixture
def package(tmp_path) -> Path:
    """SCORM 1.2, one SCO, entitled Golf."""
    path = tmp_path / "golf.zip"
    path.write_bytes(zipped(package_files()))
    return path


@pytest.fixture
def course(embedded_tenant, package) -> Course:
    return import_course(embedded_tenant.provider, package, course_guid="golf")


@pytest.fixture
def call_on(embedded_tenant):
    """`call_on(bright)` makes a caller of that web server."""
    with requests.Session() as session:
        yield lambda bright: Caller(bright, embedded_tenant, session)


@pytest.fixture
def valkey(tmp_path) -> Valkey:
    """A broker that the test may stop and start again."""
    server = Valkey(tmp_path / "valkey", tmp_path / "valkey.log")
    server.start()
    yield server
    server.stop()
