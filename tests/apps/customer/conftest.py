"""A package with customer views, really installed, into a directory on the path of this process and a live server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from apps.customer import installed
from apps.customer.models import CustomerEndpoint
from tests.conftest import Tenant

PACKAGE = Path(__file__).parent / "example_package"


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pip installed the example package, built from a copy because building leaves files behind."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for file in PACKAGE.iterdir():
        if file.is_file():
            (source / file.name).write_bytes(file.read_bytes())
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", *offline, "--target", str(target), str(source)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def example_package(site_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Installed in this process while the test runs."""
    monkeypatch.syspath_prepend(str(site_folder))
    installed.installed_views.cache_clear()
    yield
    installed.installed_views.cache_clear()
    sys.modules.pop("example_customer_views", None)


def publish(
    tenant: Tenant, path: str, view: str = "", of: str = "example-customer-views", **values: Any
) -> CustomerEndpoint:
    """Publish a view of the package `of`, or the `stored_query` among `values`, under this path."""
    if view:
        values["view"] = f"{of}:{view}"
    endpoint = CustomerEndpoint(realm=tenant.realm, path=path, **values)
    endpoint.full_clean()
    endpoint.save()
    return endpoint
