"""A person at the forms and in the reference, in Chromium, without any script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.course.models import Course
from apps.registration.models import Registration
from tests.apps.records import make_course
from tests.conftest import Tenant, create_tenant
from tests.live import LiveBright
from tests.scorm_import.archives import course, zipped

pytestmark = pytest.mark.django_db(transaction=True)
API = "/bright/api/v2/"


@pytest.fixture
def tenant(transactional_db: None) -> Tenant:
    return create_tenant("Acme", "embedded")


@pytest.fixture
def plain(browser: Browser):
    """A page of a browser that runs no script."""
    context = browser.new_context(
        java_script_enabled=False, color_scheme="dark", viewport={"width": 1280, "height": 900}
    )
    yield context.new_page()
    context.close()


def address(live: LiveBright, path: str, tenant: Tenant) -> str:
    pair = "&".join(f"{name}={value}" for name, value in tenant.pair.credentials.items())
    return f"{live.base_url}{API}{path}?{pair}"


def test_a_course_is_made_changed_and_followed_by_another(live_bright, plain: Page, tenant: Tenant, tmp_path: Path):
    package = tmp_path / "golf.zip"
    package.write_bytes(zipped(course()))
    plain.goto(address(live_bright, "course/new", tenant))
    plain.get_by_label("Title").fill("Golf & <tea>")
    plain.get_by_role("button", name="Create").click()
    expect(plain.locator("[role=alert]")).to_have_text("No file part with a package")
    assert "?" not in plain.url
    expect(plain.get_by_label("Title")).to_have_value("Golf & <tea>")
    plain.get_by_label("File").set_input_files(package)
    plain.get_by_role("button", name="Create").click()
    expect(plain.locator("h1")).to_have_text("Created")
    expect(plain.locator("table")).to_contain_text("Golf & <tea>")
    plain.get_by_role("button", name="Edit it").click()
    plain.get_by_label("Title").fill("Golf")
    plain.get_by_label("Custom").fill("one\ntwo")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator("h1")).to_have_text("Saved")
    made = Course.objects.get()
    assert (made.title, made.custom) == ("Golf", "one\ntwo")
    plain.get_by_role("button", name="Create another").click()
    expect(plain.locator("h1")).to_have_text("New course")
    assert tenant.secret not in plain.url


def test_the_keyboard_is_at_the_first_wrong_input(live_bright, plain: Page, tenant: Tenant):
    make_course(tenant)
    plain.goto(address(live_bright, "registration/new", tenant))
    plain.get_by_label("Fname").fill("Ann")
    plain.get_by_label("Learner id").fill("nobody")
    plain.keyboard.press("Enter")
    expect(plain.locator("#learner_id")).to_be_focused()
    expect(plain.locator("#learner_id-wrong")).to_have_text("Enter a valid email address.")
    expect(plain.get_by_label("Fname")).to_have_value("Ann")
    assert not Registration.objects.exists()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_window(live_bright, page: Page, tenant: Tenant, width: int):
    make_course(tenant)
    page.set_viewport_size({"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    forms = [address(live_bright, path, tenant) for path in ("course/new", "registration/new", "invitation/new")]
    docs = [f"{live_bright.base_url}/docs{name}" for name in ("", "/course", "/registration", "/stored_query")]
    for url in (*forms, *docs):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
    assert all(url.startswith(live_bright.base_url) for url in asked)
