"""The sample courses, played in Chromium in a minimal LMS."""

import json
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from playwright.sync_api import FrameLocator, Page

from apps.scorm.importing.manifest import read_manifest
from apps.scorm.importing.unpacking import open_archive
from apps.start.samples import SAMPLES, build_sample
from tests.start.plain_lms import serve

CLOUD_PAGES, TEA_PAGES = 3, 2  # clicks on "Next" from the first page to the last one before the questions
RIGHT_BREWS = {"sencha": ("75", "1.5"), "assam": ("97", "4"), "oolong": ("90", "4")}


def open_course(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    course = page.frame_locator("#course")
    course.locator("body[data-ready]").wait_for()
    return course


def stored_cmi(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('cmi')"))


def click_next(course: FrameLocator, times: int = 1) -> None:
    for _ in range(times):
        course.locator("#next").click()


def answer(course: FrameLocator, number: int, right: bool = True) -> None:
    letter = course.locator(f"[data-question=question_{number}]").get_attribute("data-correct")
    if not right:
        letter = "b" if letter == "a" else "a"
    course.locator(f"#answer-{number}-{letter}").check()
    course.locator(f"#check-{number}").click()


def answer_all(course: FrameLocator, wrong: tuple[int, ...] = ()) -> None:
    for number in range(1, 6):
        answer(course, number, right=number not in wrong)
        click_next(course)


def pour(course: FrameLocator, tea: str, temperature: str, minutes: str) -> None:
    course.locator(f"#temperature-{tea}").fill(temperature)
    course.locator(f"#time-{tea}").fill(minutes)
    course.locator(f"#pour-{tea}").click()
    click_next(course)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_manifest_lists_exactly_the_files_and_the_zip_is_reproducible(name: str, tmp_path: Path) -> None:
    package = build_sample(name, tmp_path)
    first = package.read_bytes()
    assert build_sample(name, tmp_path).read_bytes() == first
    with ZipFile(package) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        assert {file.get("href") for file in manifest.iterfind(".//{*}file")} == {*archive.namelist()} - {
            "imsmanifest.xml"
        }
    assert manifest.findtext(".//{*}organization/{*}title") == SAMPLES[name]


@pytest.mark.parametrize(("name", "standard"), [("clouds", "scorm_12"), ("tea", "scorm_2004_4th_edition")])
def test_a_sample_is_imported_without_warnings(name: str, standard: str, tmp_path: Path) -> None:
    with open_archive(build_sample(name, tmp_path)) as archive:
        manifest = read_manifest(archive.manifest_bytes(), archive.members)
        assert (manifest.title, manifest.standard) == (SAMPLES[name], standard)
        assert [*archive.warnings, *manifest.warnings] == []
        assert len(manifest.launchables) == 1


def test_the_clouds_can_be_passed(page: Page, tmp_path: Path) -> None:
    with serve("clouds", tmp_path) as address:
        course = open_course(page, address)
        click_next(course, CLOUD_PAGES + 1)
        answer_all(course, wrong=(4,))
        assert course.locator("#score").text_content() == "80%"
        course.locator("#finish").click()
        course.locator("#goodbye").wait_for()
        cmi = stored_cmi(page)
        assert (cmi["core"]["lesson_status"], cmi["core"]["score"]["raw"], cmi["core"]["exit"]) == ("passed", "80", "")
        assert [row["result"] for row in cmi["interactions"].values()] == ["correct"] * 3 + ["wrong", "correct"]
        assert page.evaluate("localStorage.getItem('ended')") == "1"


def test_the_clouds_can_be_failed_and_then_passed(page: Page, tmp_path: Path) -> None:
    with serve("clouds", tmp_path) as address:
        course = open_course(page, address)
        click_next(course, CLOUD_PAGES + 1)
        answer_all(course, wrong=(1, 2))
        assert (stored_cmi(page)["core"]["lesson_status"], stored_cmi(page)["core"]["score"]["raw"]) == ("failed", "60")
        course.locator("#retry").click()
        answer_all(course)
        assert stored_cmi(page)["core"]["lesson_status"] == "passed"
        assert len(stored_cmi(page)["interactions"]) == 10


def test_the_clouds_resume_where_the_tab_was_closed(page: Page, tmp_path: Path) -> None:
    with serve("clouds", tmp_path) as address:
        course = open_course(page, address)
        click_next(course, CLOUD_PAGES + 1)
        answer(course, 1)
        click_next(course)
        page.goto("about:blank")
        course = open_course(page, address)
        assert course.locator("h2:visible").text_content() == "A ring"
        core = stored_cmi(page)["core"]
        assert (core["lesson_status"], core["score"]["raw"], core["exit"]) == ("incomplete", "20", "suspend")
        assert core["session_time"] != "00:00:00"
        course.locator("#back").click()
        assert course.locator("#feedback-1").text_content().startswith("Right.")


def test_the_tea_can_be_passed(page: Page, tmp_path: Path) -> None:
    with serve("tea", tmp_path) as address:
        course = open_course(page, address)
        click_next(course, TEA_PAGES + 1)
        for tea, dials in RIGHT_BREWS.items():
            pour(course, tea, *dials)
        course.locator("#finish").click()
        course.locator("#goodbye").wait_for()
        cmi = stored_cmi(page)
        assert (cmi["completion_status"], cmi["success_status"]) == ("completed", "passed")
        assert (float(cmi["score"]["scaled"]), float(cmi["progress_measure"]), cmi["exit"]) == (1, 1, "normal")
        objectives = {row["id"]: row["success_status"] for row in cmi["objectives"].values()}
        assert objectives == {"tea_made": "passed", "temperature": "passed", "time": "passed"}
        assert {row["result"] for row in cmi["interactions"].values()} == {"correct"}
        assert cmi["session_time"].startswith("PT")


def test_the_tea_can_be_failed(page: Page, tmp_path: Path) -> None:
    with serve("tea", tmp_path) as address:
        course = open_course(page, address)
        click_next(course, TEA_PAGES + 1)
        for tea in RIGHT_BREWS:
            pour(course, tea, "100", "4")
        cmi = stored_cmi(page)
        assert (cmi["completion_status"], cmi["success_status"]) == ("completed", "failed")
        assert float(cmi["score"]["scaled"]) == 0.5
        assert "Too hot" in course.locator("#feedback-sencha").text_content()


def test_the_tea_resumes_where_the_tab_was_closed(page: Page, tmp_path: Path) -> None:
    with serve("tea", tmp_path) as address:
        course = open_course(page, address)
        click_next(course, TEA_PAGES + 1)
        pour(course, "sencha", "75", "1.5")
        page.goto("about:blank")
        course = open_course(page, address)
        assert course.locator("h2:visible").text_content() == "Tom would like an Assam"
        assert (stored_cmi(page)["completion_status"], stored_cmi(page)["exit"]) == ("incomplete", "suspend")
