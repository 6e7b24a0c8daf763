import time

import pytest
import requests

from tests.live import LiveBright

TOKEN = "a-launch-token-that-nobody-else-may-see-0123456789"


@pytest.mark.django_db(transaction=True)
def test_the_access_log_grants_nothing(live_bright: LiveBright) -> None:
    requests.get(f"{live_bright.content_url}/play/{TOKEN}/?realm_secret_key=hush", timeout=30)
    deadline = time.monotonic() + 10
    while "GET /play/…" not in live_bright.log.read_text():
        assert time.monotonic() < deadline, live_bright.log.read_text()
        time.sleep(0.05)
    assert TOKEN not in live_bright.log.read_text() and "hush" not in live_bright.log.read_text()
