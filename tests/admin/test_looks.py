"""The console in Chromium: it fits a phone, in light and dark, and does not violate its Content-Security-Policy.

With BRIGHT_PICTURES=folder every page is kept as a picture, to be looked at.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from apps.registration.models import Registration
from apps.request_log.models import RequestLog
from apps.user.models import SecondFactor, User
from apps.user.sign_in import sign_in_url
from tests.admin.test_sign_in import code_of
from tests.live import LiveBright

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BRIGHT_PICTURES")
LOOKS = [("light", 1280), ("dark", 390), *([("dark", 1280), ("light", 390)] if PICTURES else [])]


def pages(registration: Registration) -> dict[str, str]:
    return {
        "front": "/admin/",
        "list": "/admin/registration/registration/",
        "record": f"/admin/registration/registration/{registration.pk}/change/",
        "course": f"/admin/course/course/{registration.course_id}/change/",
        "repair": f"/admin/registration/registration/{registration.pk}/repair/",
        "new-key": "/admin/api_key/apikey/add/",
        "realm": f"/admin/realm/realm/{registration.realm_id}/change/",
        "enrol": "/second-factor/enrol/",
    }


@pytest.fixture
def refused(db: None) -> None:
    for number in range(4):
        RequestLog.objects.create(
            at=timezone.now(), request_id=f"{number}" * 32, method="GET", path="/bright/api/v2/course.json", status=401,
            reason="api_key: api token not found",
        )  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_fits_and_keeps_its_policy(
    live_bright: LiveBright,
    browser: Any,
    operator: User,
    registration: Registration,
    refused: None,
    scheme: str,
    width: int,
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    look(page, live_bright.base_url + "/admin/login/", "login", scheme, width)
    page.goto(live_bright.base_url + sign_in_url(operator).removeprefix(settings.BRIGHT_BASE_URL))
    for name, path in pages(registration).items():
        look(page, live_bright.base_url + path, name, scheme, width)
    context.close()
    assert complaints == []


def test_an_operator_enrols_and_acts(
    start_bright: Callable[..., LiveBright], page: Any, operator: User, registration: Registration
) -> None:
    live_bright = start_bright()  # a new server: others have cached ids of content types that a flush has changed
    page.goto(live_bright.base_url + sign_in_url(operator).removeprefix(settings.BRIGHT_BASE_URL))
    page.goto(f"{live_bright.base_url}/second-factor/enrol/?next=/admin/")
    page.fill("#code", code_of(SecondFactor.objects.get()))
    page.click("text=Set it up")
    expect(page.locator(".codes li")).to_have_count(SecondFactor.BACKUP_CODES)
    fits(page, "backup-codes")
    code = page.locator(".codes li").first.inner_text()
    page.click("text=I have saved them")
    expect(page.locator("#health [data-state=ready]")).to_have_count(3)
    page.click("text=Log out")
    operator.refresh_from_db()  # signing in has changed last_login, which the link covers
    page.goto(live_bright.base_url + sign_in_url(operator).removeprefix(settings.BRIGHT_BASE_URL))
    fits(page, "challenge")
    page.fill("#code", code)
    page.click("text=Continue")
    page.goto(f"{live_bright.base_url}/admin/registration/registration/{registration.pk}/change/")
    page.click("text=Delete")
    fits(page, "confirm")
    page.click("input[value=Delete]")
    expect(page.locator(".messagelist .success")).to_contain_text("is deleted")
    assert Registration.objects.get().deleted == 1


def look(page: Any, address: str, name: str, scheme: str, width: int) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    fits(page, name, scheme, width)


def fits(page: Any, name: str, scheme: str = "light", width: int = 1280) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}-{width}.png", full_page=True)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{name} is {too_wide} px wider than the window"
