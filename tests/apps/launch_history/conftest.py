import pytest

from apps.registration.models import Registration
from tests.apps.launch_history.embedded import register_ann
from tests.conftest import create_tenant


@pytest.fixture
def registration(db: None, tmp_path, settings) -> Registration:
    """Of the embedded provider."""
    settings.BRIGHT_MEDIA = tmp_path
    return register_ann(create_tenant("Acme", "embedded"), tmp_path)
