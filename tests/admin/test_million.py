"""The console reads a page's worth of rows, however large the tables are: 30,000 here, a million in `make soak`.

Every statement of every page is put to EXPLAIN ANALYZE: what a scan has read of a large table is counted.
"""

import json
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.api_key.models import ApiKey
from apps.launch_history.models import LaunchHistory
from apps.realm_user.models import RealmUser
from apps.registration.models import Registration
from apps.request_log.models import RequestLog
from apps.tagging.models import Tag, add_tags
from apps.user.models import User
from bright.admin.filters import NewestRowsFilter
from bright.admin.paginator import BoundedPaginator
from tests.conftest import Tenant

ROWS = 1_000_000 if os.environ.get("BRIGHT_SOAK") else 30_000
LARGE = {model._meta.db_table for model in (Registration, LaunchHistory, RealmUser, User, RequestLog, ApiKey, Tag)}
MOST_READ = max(NewestRowsFilter.LIMIT, BoundedPaginator.LIMIT) + 100  # rows of a large table, by one scan
MOST_STATEMENTS = 22
REGISTRATIONS, LAUNCHES = "/admin/registration/registration/", "/admin/launch_history/launchhistory/"
PEOPLE, MEMBERS, LOG = "/admin/user/user/", "/admin/realm_user/realmuser/", "/admin/request_log/requestlog/"
KEYS, TAGS = "/admin/api_key/apikey/", "/admin/tagging/tag/"


def multiply(record: Any, times: int, **columns: str) -> None:
    """Insert copies of the record's row. `columns` has SQL for those that differ; `i` is the number of the copy."""
    fields = [field for field in record._meta.local_fields if not (field.primary_key or field.generated)]
    names = [connection.ops.quote_name(field.column) for field in fields]
    values = [columns.get(field.column, f"t.{name}") for field, name in zip(fields, names, strict=True)]
    table = record._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} "
            f"FROM {table} t, generate_series(1, {times}) i WHERE t.id = {record.pk}"
        )
        cursor.execute(f"ANALYZE {table}")


def trust_the_copies() -> None:
    """Turn off foreign key checks until the end of the test, if we are allowed to: they take most of the time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        if cursor.fetchone()[0] == "on":
            cursor.execute("SET LOCAL session_replication_role = replica")


@pytest.fixture
def crowd(tenant: Tenant, other_tenant: Tenant, registration: Registration) -> Registration:
    """ROWS rows in each table that grows."""
    registration.launch()
    trust_the_copies()
    member = RealmUser.objects.get_or_create_by_email(tenant.realm.pk, "ann@example.com")[0]
    key, _ = ApiKey.issue(realm=tenant.realm, user=member.user)
    ApiKey.issue(realm=other_tenant.realm)
    add_tags(tenant.realm.pk, "course", registration.course_id, ["yoga"])
    seen = RequestLog.objects.create(at=timezone.now(), request_id="r", method="GET", path="/bright/x", status=200)
    multiply(member.user, ROWS, email="'learner' || i || '@example.com'")
    multiply(member, ROWS, user_id=f"(SELECT max(id) FROM user_user) - {ROWS} + i")
    multiply(
        registration,
        ROWS,
        registration_guid="'g' || i",
        learner_id="'Learner' || i || '@example.com'",
        complete="(ARRAY['complete', 'incomplete', 'unknown'])[i % 3 + 1]",
        dedup_key="NULL",
    )
    multiply(LaunchHistory.objects.get(), ROWS, registration_id=f"{registration.pk} + i")
    multiply(key, ROWS, token_hash="md5(i::text)", user_id=f"(SELECT max(id) FROM user_user) - {ROWS} + i")
    multiply(Tag.objects.get(), ROWS, tagged_id="i", name="'tag' || i")
    multiply(
        seen, ROWS, request_id="'request' || i", status="CASE WHEN i % 100 = 0 THEN 403 ELSE 200 END", realm_id="i % 7"
    )
    return registration


def addresses(registration: Registration) -> Iterator[str]:
    course, realm = registration.course_id, registration.realm_id
    yield from ("/admin/", REGISTRATIONS, f"{REGISTRATIONS}?p=2", f"{REGISTRATIONS}?p={BoundedPaginator.LIMIT // 50}")
    for term in ("g777", "learner777@example.com", "nobody@example.com"):
        yield f"{REGISTRATIONS}?q={term}"
        yield f"{LAUNCHES}?q={term}"
        yield f"{MEMBERS}?q={term}"
        yield f"{PEOPLE}?q={term}"
        yield f"{KEYS}?q={term}"
    for chosen in ("", f"course={course}&", f"realm={realm}&", f"realm={realm + 1}&"):
        yield f"{REGISTRATIONS}?{chosen}"
        for narrowed in ("complete=complete", "success=passed", "state=deleted", "state=crawl failed"):
            yield f"{REGISTRATIONS}?{chosen}{narrowed}"
    for page in ("change", "history"):
        yield f"{REGISTRATIONS}{registration.pk}/{page}/"
    yield f"{REGISTRATIONS}{registration.pk}/repair/"
    yield f"/admin/course/course/{course}/change/"
    yield f"/admin/realm/realm/{realm}/change/"
    yield from (LAUNCHES, f"{LAUNCHES}?registration={registration.pk}", PEOPLE, f"{PEOPLE}?who=operators")
    yield from (MEMBERS, f"{MEMBERS}?realm={realm}", f"{MEMBERS}?realm={realm + 1}")
    yield from (KEYS, f"{KEYS}?realm={realm}", f"{KEYS}?holder=none", f"{KEYS}?q=7")
    yield from (TAGS, f"{TAGS}?realm={realm}", f"{TAGS}?q=tag777")
    yield LOG
    for term in ("request777", "403", "/bright/x", "/nothing", "realm:3", "realm:99"):
        yield f"{LOG}?q={term}"
    yield from (f"{LOG}?outcome=4", f"{LOG}?outcome=5", "/admin/admin/logentry/", "/admin/admin/logentry/?q=g777")


def scans(plan: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Table, rows read, kind of each scan of a large table in a plan of EXPLAIN (ANALYZE, FORMAT JSON)."""
    if plan.get("Relation Name") in LARGE:
        read = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        yield plan["Relation Name"], int(read * plan["Actual Loops"]), plan["Node Type"]
    for below in plan.get("Plans", ()):
        yield from scans(below)


def too_much_of(statement: str) -> list[tuple[str, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + statement.replace("%", "%%"), [])
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return [scan for scan in scans(plan) if scan[1] > MOST_READ]


@pytest.mark.timeout(1800)  # a million rows take minutes to make
def test_every_page_reads_few_rows_of_large_tables(console: Client, crowd: Registration) -> None:
    LogEntry.objects.log_actions(User.objects.get(is_staff=True).pk, [crowd], 2, change_message="x", single_object=True)
    times, wrong = {}, []
    for address in addresses(crowd):
        with CaptureQueriesContext(connection) as seen:
            answer, times[address] = timed(console, address)
        assert answer.status_code == 200, address
        statements = [query["sql"] for query in seen if query["sql"].startswith("SELECT")]
        wrong += [(address, len(statements), "statements")] if len(statements) > MOST_STATEMENTS else []
        wrong += [(address, scan, sql) for sql in statements for scan in too_much_of(sql)]
    if os.environ.get("BRIGHT_SOAK"):
        times = {address: timed(console, address)[1] for address in times}  # warm
    for address, seconds in sorted(times.items(), key=lambda item: -item[1])[:8]:
        print(f"{seconds * 1000:6.0f} ms {address}")
    assert not wrong, "\n".join(map(str, wrong))
    searches_find_what_they_look_for(console)


def timed(console: Client, address: str) -> tuple[Any, float]:
    started = time.perf_counter()
    return console.get(address), time.perf_counter() - started


def searches_find_what_they_look_for(console: Client) -> None:
    for term in ("g777", "LEARNER777@example.com"):
        assert ">g777<" in console.get(REGISTRATIONS, {"q": term}).text
    assert "learner777@example.com" in console.get(MEMBERS, {"q": "learner777@example.com"}).text
    assert "only the first" in console.get(REGISTRATIONS).text.lower()
    assert "request777" in console.get(LOG, {"q": "request777"}).text
