"""A new operator on the start page (docs/contract/clients.md, "A newcomer"), in Chromium, on the real processes."""

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from apps.course.models import Course
from apps.realm.models import Realm
from apps.registration.services import register
from apps.user.models import User
from apps.user.sign_in import sign_in_url
from tests.live import LiveBright, LiveProcess
from tests.scorm_import.archives import course, manifest, zipped

pytestmark = pytest.mark.django_db(transaction=True)

STORY_IS_MISSING = """<resource identifier="res_1" type="webcontent" adlcp:scormtype="sco" href="index.html">
    <file href="index.html"/><file href="story.html"/></resource>"""
CLOUD_PAGES = 4  # "Next" clicks from the first page to the first question
IMPORT_MILLISECONDS = 30_000


@pytest.fixture
def start_page(live_bright: LiveBright, page: Page, operator: User, realm: Realm) -> Page:
    """Opened by the one-time link that `bright up` prints."""
    page.goto(live_bright.base_url + sign_in_url(operator).removeprefix(settings.BRIGHT_BASE_URL))
    return page


@pytest.fixture
def import_worker(celery_worker_process: LiveProcess, relay_process: LiveProcess) -> None:
    """Uploads are imported."""


def outcome(page: Page) -> Locator:
    return page.locator("#upload-outcome")


def test_an_upload_ends_with_what_was_imported_and_its_warnings(
    start_page: Page, import_worker: None, tmp_path: Path
) -> None:
    package = tmp_path / "golf.zip"
    package.write_bytes(zipped(course(**{"imsmanifest.xml": manifest(resources=STORY_IS_MISSING)})))
    start_page.set_input_files("#package", package)
    expect(outcome(start_page).locator("h3")).to_have_text("Golf", timeout=IMPORT_MILLISECONDS)
    expect(outcome(start_page)).to_contain_text("SCORM 1.2; 1 SCO")
    expect(outcome(start_page).locator(".warnings li")).to_contain_text(["story.html"])
    assert Course.objects.get().title == "Golf"


def test_the_progress_bar_shows_bytes_and_then_the_servers_steps(
    start_page: Page, import_worker: None, tmp_path: Path
) -> None:
    package = tmp_path / "large.zip"
    package.write_bytes(zipped(course(**{"film.mp4": bytes(12_000_000)}), method=0))
    start_page.evaluate(
        """() => {
            window.figures = new Set();
            const note = () => window.figures.add(document.getElementById("upload-figures").textContent);
            new MutationObserver(note).observe(document.getElementById("upload-figures"), {childList: true});
        }"""
    )
    start_page.set_input_files("#package", package)
    expect(outcome(start_page).locator("h3")).to_be_visible(timeout=IMPORT_MILLISECONDS)
    figures = start_page.evaluate("[...window.figures]")
    assert "12.0 MB of 12.0 MB, 100%" in figures


def test_a_dropped_file_that_is_not_a_course_is_refused_in_one_sentence(start_page: Page, import_worker: None) -> None:
    dropped = start_page.evaluate_handle(
        """() => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(["%PDF-1.7"], "handbook.pdf", {type: "application/pdf"}));
            return dropped;
        }"""
    )
    start_page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    refused = outcome(start_page).locator(".refused")
    expect(refused).to_contain_text("not a", timeout=IMPORT_MILLISECONDS)
    assert "Traceback" not in refused.inner_text()
    expect(start_page.locator("#drop")).to_be_visible()
    assert not Course.objects.exists()


def test_the_sample_opens_in_its_own_window_and_its_results_appear_without_a_reload(
    start_page: Page, import_sample: Callable[[str], Course], operator: User
) -> None:
    import_sample("clouds")
    start_page.reload()
    with start_page.expect_popup() as opened:
        start_page.click("#try-sample")
    player = opened.value
    assert player.evaluate("window.opener") is None
    clouds = player.frame_locator("iframe")
    clouds.locator("body[data-ready]").wait_for()
    for _ in range(CLOUD_PAGES):
        clouds.locator("#next").click()
    clouds.locator("#answer-1-b").check()
    clouds.locator("#check-1").click()
    player.close(run_before_unload=True)
    row = start_page.locator("#recent tbody tr")
    expect(row.locator("th")).to_have_text(operator.email)
    expect(row.locator("[data-label=Completion]")).to_have_text("incomplete")
    expect(row.locator("[data-label=Score]")).to_have_text("20")
    expect(row.locator("[data-label=Launches]")).to_have_text("1")


def test_the_curl_command_works(start_page: Page, import_sample: Callable[[str], Course], operator: User) -> None:
    register(import_sample("clouds"), operator.email)
    start_page.click("#make-line")
    line = start_page.locator("#curl-line")
    expect(line).to_contain_text("registration.json")
    start_page.check("input[name=format][value=csv]")
    expect(line).to_contain_text("registration.csv")
    answer = subprocess.run(line.inner_text(), shell=True, capture_output=True, text=True, timeout=20)
    rows = csv.DictReader(io.StringIO(answer.stdout))
    assert [row["learner_id"] for row in rows] == [operator.email]
