"""Packages that are costly to read are refused, and others are answered meanwhile, on the real web server."""

import statistics
import threading
import time
from pathlib import Path

import pytest
import requests

from tests.conftest import create_tenant
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import manifest_2004, zipped
from tests.scorm_import.test_reading import punycode_bomb

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def amplifier() -> bytes:
    """A collection of long rules, to which each of 2,000 items refers: 300 MB from a zip of a few kB."""
    rules = f'<imsss:rollupRule childActivitySet="{"x" * 3_900}"/>' * 40
    items = '<item><imsss:sequencing IDRef="c"/></item>' * 2_000
    collection = f'<imsss:sequencing ID="c"><imsss:rollupRules>{rules}</imsss:rollupRules></imsss:sequencing>'
    text = manifest_2004(item=items, after=f"<sequencingCollection>{collection}</sequencingCollection>")
    return zipped(package_files(**{"imsmanifest.xml": text}))


@pytest.mark.parametrize("bomb", [punycode_bomb, amplifier])
def test_others_are_answered_meanwhile(bomb, live_bright, call_on, tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    archive.write_bytes(bomb())
    assert archive.stat().st_size < 10_000
    other, refusals = create_tenant("Other"), []

    def attack() -> None:
        url = f"{live_bright.base_url}/bright/api/v2/course"
        data = call_on(live_bright).tenant.pair.credentials
        refusals.append(requests.post(url, data=data, files={"file": archive.read_bytes()}, timeout=60))

    attackers = [threading.Thread(target=attack) for _ in range(4)]
    for attacker in attackers:
        attacker.start()
    seconds = []
    while any(attacker.is_alive() for attacker in attackers) or not seconds:
        started = time.monotonic()
        url = f"{live_bright.base_url}/bright/api/v2/course.json"
        assert requests.get(url, params=other.pair.credentials, timeout=30).status_code == 200
        seconds.append(time.monotonic() - started)
    assert [answer.status_code for answer in refusals] == [403] * 4
    assert all(answer.json()["error_message"].startswith(("imsmanifest.xml", "This package")) for answer in refusals)
    assert statistics.median(seconds) < 0.5, seconds
