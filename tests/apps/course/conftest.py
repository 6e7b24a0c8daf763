import subprocess

import pytest

from tests.conftest import Tenant, create_tenant


@pytest.fixture
def embedded(db, settings, tmp_path) -> Tenant:
    settings.BRIGHT_MEDIA = tmp_path / "media"
    return create_tenant("Embedded", "embedded")


@pytest.fixture
def full_disk(settings, tmp_path):
    """BRIGHT_MEDIA on a disk of its own that has 64 KiB left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    settings.BRIGHT_MEDIA = disk
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
