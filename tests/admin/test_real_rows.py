"""Every list and every record of the console in Chromium, with a real row of every model.

Django's admin draws "-" for a value that it could not read: the exception is swallowed. So a "-" stands only where
there is no value, and what an admin class computes raises nothing.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import lookup_field, unquote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from playwright.sync_api import Page

from apps.api_key.models import ApiKey
from apps.course.models import CourseVersion
from apps.customer.models import CustomerEndpoint
from apps.invitation.models import Invitation, InvitationCourse, InvitationLearner, Seat
from apps.launch_history.models import LaunchHistory
from apps.outbox.models import Heartbeat, OutboxMessage
from apps.registration.models import Registration
from apps.request_log.models import RequestLog
from apps.stored_query.models import StoredQuery
from apps.tagging.models import add_tags
from apps.template.models import Template
from apps.upload.models import Upload
from apps.user.models import SecondFactor, User
from apps.user.sign_in import sign_in_url
from tests.apps.records import ANN
from tests.conftest import Tenant
from tests.live import LiveBright

pytestmark = pytest.mark.django_db(transaction=True)
EMPTY = (None, "", [], {}, ())
LAUNCHED_AT, EXITED_AT = "2026-01-02T03:04:05Z", "2026-01-02T05:06:07Z"


@pytest.fixture
def rows(tenant: Tenant, registration: Registration, operator: User) -> None:
    """At least one row of every model that has an admin page, with a value in as many fields as can be."""
    realm, provider, course = tenant.realm, tenant.provider, registration.course
    for _ in range(2):
        registration.launch(facts={"launch_source": "bright.js", "remote_addr": "192.0.2.1"})
    LaunchHistory.objects.update(created_at=parse_datetime(LAUNCHED_AT))
    LaunchHistory.objects.filter(pk=LaunchHistory.objects.latest("pk").pk).update(exited_at=parse_datetime(EXITED_AT))
    Registration.objects.update(score=80.5, last_crawled_at=timezone.now(), custom="own", next_crawl_at=timezone.now())
    CourseVersion.objects.create(course=course, number=0, reference="1", standard="scorm_12", warnings=["No icon."])
    ApiKey.issue(realm=realm, course_provider=provider)
    Template.objects.get_or_create(realm=realm, name="page")
    add_tags(realm.pk, "course", course.pk, ["yoga"])
    Upload.objects.create(
        realm=realm, course_provider=provider, user=operator, file_name="a.zip", path="/nowhere/a.zip", size=1,
        state="refused", error="It is empty.", warnings=["No icon."],
    )  # fmt: skip
    query = StoredQuery.objects.create(realm=realm, name="mine", sql="SELECT 1 AS one", description="One.")
    CustomerEndpoint.objects.create(realm=realm, path="mine", stored_query=query)
    invitation = Invitation.objects.create(realm=realm, name="spring", custom="{}")
    InvitationCourse.objects.create(invitation=invitation, course=course, position=0, seats_total=5, seats_used=1)
    learner = InvitationLearner.objects.create(invitation=invitation, email=ANN, address=ANN)
    Seat.objects.create(learner=learner, course=course, registration=registration)
    RequestLog.objects.create(
        at=timezone.now(), request_id="r" * 32, method="GET", path="/bright", status=401, reason="wrong key"
    )
    OutboxMessage.objects.create(task="nothing", arguments=[1], due_at=timezone.now() + timedelta(days=1))
    Heartbeat.record()
    SecondFactor.objects.create(user=operator, name="app", confirmed=False)
    AccessAttempt.objects.create(username="x@example.com", ip_address="192.0.2.1", failures_since_start=3)
    LogEntry.objects.create(
        user=operator, content_type=ContentType.objects.get_for_model(Registration), object_id=str(registration.pk),
        object_repr="it", action_flag=CHANGE, change_message="Repaired it.",
    )  # fmt: skip


@pytest.fixture
def console_page(start_bright: Callable[..., LiveBright], rows: None, page: Page, operator: User) -> Iterator[Page]:
    """A signed-in page; it fails the test on an error of any page, script or request."""
    live_bright = start_bright()  # a new server: others have cached ids of content types that a flush has changed
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    page.goto(live_bright.base_url + sign_in_url(operator).removeprefix(settings.BRIGHT_BASE_URL))
    page.base_url = live_bright.base_url  # type: ignore[attr-defined]
    yield page
    assert errors == []


def test_no_page_draws_a_dash_for_a_value(console_page: Page) -> None:
    lost = []
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label):
        records = list(model._default_manager.order_by("-pk")[:2])
        assert records, f"{model._meta.label} has no row here: add one to `rows`"
        lost += dashes(console_page, "changelist", model)
        for record in records:
            lost += dashes(console_page, "change", model, record.pk)
            visit(console_page, model, "history", record.pk)
    assert lost == []


def test_a_registrations_page_shows_its_launches(console_page: Page, registration: Registration) -> None:
    visit(console_page, Registration, "change", registration.pk)
    assert console_page.locator(".field-newest_launches .readonly").inner_text().splitlines() == [
        "2026-01-02 03:04 UTC, until 2026-01-02 05:06 UTC, bright.js",
        "2026-01-02 03:04 UTC, still open, bright.js",
    ]


def visit(page: Page, model: type[Model], kind: str, *args: Any) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}"
    page.goto(page.base_url + reverse(name, args=args))  # type: ignore[attr-defined]


def dashes(page: Page, kind: str, model: type[Model], *args: Any) -> list[str]:
    """The fields that the page draws as "-" though the record, or the first one of the list, has a value there."""
    visit(page, model, kind, *args)
    row = "#result_list tbody tr:first-child"
    if kind == "changelist":
        link = page.locator(f"{row} a").first.get_attribute("href") or ""
        args = (unquote(link.rsplit("/", 3)[-3]),)
    record = model._default_manager.get(pk=args[0])
    drawn = page.locator(f"{row} [class^=field-]" if kind == "changelist" else ".readonly").evaluate_all(
        "cells => cells.map(cell => [cell.closest('[class*=field-]').className, cell.innerText.trim()])"
    )
    names = {
        word.removeprefix("field-")
        for classes, text in drawn
        for word in classes.split()
        if word.startswith("field-") and text == "-"
    }
    values = {name: lookup_field(name, record, admin.site._registry[model])[2] for name in names}
    return [f"{model._meta.label}.{name} ({kind})" for name, value in values.items() if value not in EMPTY]
