"""The checks of `bright doctor`. Each returns a state and one sentence: what is wrong, and what to do."""

import contextlib
import http.client
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.customer.installed import missing_views
from apps.invitation.models import Seat
from apps.outbox.models import Heartbeat, OutboxMessage
from apps.registration.models import Registration
from apps.scorm.models import Attempt
from apps.stored_query.confinement import checks as stored_query_checks
from apps.user import second_factor
from apps.user.models import SecondFactor, User
from config import health
from config.celery import app

OK, WARN, FAIL = "ok", "warn", "FAIL"
HTTP_TIMEOUT_SECONDS = 2.5  # the doctor gives each check three
OLDEST_POSTGRESQL = 15
MEBIBYTE = 1024 * 1024
SPACE_FAIL, SPACE_WARN = 100 * MEBIBYTE, 1024 * MEBIBYTE
WAIT_WARN, WAIT_FAIL = timedelta(seconds=15), timedelta(seconds=60)
SILENCE_FAIL = timedelta(seconds=60)
OFTEN = 5  # failures in a row
SKEW_WARN, SKEW_FAIL = 5.0, 60.0
PRIVATE_FILES = ("secret_keys", "servers.json", "demo.json")
Outcome = tuple[str, str]  # state, sentence


@dataclass(frozen=True)
class HealthCheck:
    part: str
    run: Callable[[], Outcome]
    on_timeout: str  # what to do if there is no answer


def secrets() -> Outcome:
    """Key files are private, and stored secrets can be decrypted."""
    key_file = Path(os.getenv("BRIGHT_SECRET_KEYS_FILE", ""))
    for path in (key_file, *(settings.BRIGHT_HOME / name for name in PRIVATE_FILES)):
        if path.is_file() and path.stat().st_mode & 0o077:
            return FAIL, f"Other users of this machine can read {path}: run `chmod 600 {path}`."
    try:
        CourseProvider.objects.order_by("pk").first()  # reading it decrypts its secret
    except ValueError as error:
        return FAIL, str(error)
    keys = len(settings.BRIGHT_SECRET_KEYS)
    return OK, f"Keys in use: {keys}; stored secrets can be decrypted; keep a copy of the keys apart from the database."


SETTINGS = ("server_version_num", "server_encoding", "TimeZone", "fsync", "synchronous_commit")


def database() -> Outcome:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(name) FROM unnest(%s::text[]) AS name", [list(SETTINGS)])
        number, encoding, zone, fsync, commits = (value for (value,) in cursor.fetchall())
    major, minor = divmod(int(number), 10000)
    if major < OLDEST_POSTGRESQL:
        return FAIL, f"PostgreSQL {major} is too old: upgrade it to {OLDEST_POSTGRESQL} or newer."
    if encoding != "UTF8":
        return FAIL, f"The database's encoding is {encoding}: create one with `createdb -E UTF8 -T template0`."
    if zone != "UTC":
        return WARN, f"The connection's time zone is {zone}: set it to UTC, so that daily reports agree."
    if unapplied := MigrationExecutor(connection).migration_plan(_newest()):
        return FAIL, f"Unapplied migrations: {len(unapplied)}; run `bright migrate`."
    if "off" in (fsync, commits):
        return WARN, "fsync or synchronous_commit is off: a crash may lose data that was confirmed; set both to on."
    return OK, f"PostgreSQL {major}.{minor}, UTF8, UTC, migrated."


def _newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def load_celery() -> None:
    """Make Celery import what it needs now: that may take longer than a check is allowed."""
    assert app.control and app.amqp and app.connection_for_read().transport


def broker() -> Outcome:
    health.reach_broker()
    return OK, "The broker answers."


def worker() -> Outcome:
    workers = app.control.ping(timeout=0.7)
    if not workers:
        return FAIL, "No worker answers: start `bright worker`; until then background work waits, but is not lost."
    return OK, f"Workers that answer: {len(workers)}."


def relay() -> Outcome:
    oldest = OutboxMessage.objects.filter(due_at__lte=timezone.now()).order_by("due_at").first()
    waits = timezone.now() - oldest.due_at if oldest else timedelta()
    if waits > WAIT_WARN:
        sentence = f"Queued work has waited for {_duration(waits)}: start `bright relay`, and the broker if it is down."
        return (FAIL if waits > WAIT_FAIL else WARN), sentence
    return OK, "Queued work is handed over without delay."


def beat() -> Outcome:
    last = Heartbeat.objects.first()
    if last is None:
        return FAIL, "The schedule has not run yet: start one `bright beat`, and check again in ten seconds."
    silent = timezone.now() - last.at
    if silent > SILENCE_FAIL:
        return FAIL, f"The schedule last ran {_duration(silent)} ago: start one `bright beat`, and a worker."
    return OK, f"The schedule ran {_duration(silent)} ago."


def storage() -> Outcome:
    try:
        health.write_to_storage()
    except OSError as error:
        return FAIL, f"{settings.BRIGHT_MEDIA} can't be written to ({error.strerror}): fix that, or set BRIGHT_MEDIA."
    free = shutil.disk_usage(settings.BRIGHT_MEDIA).free
    if free < SPACE_WARN:
        sentence = f"Only {free // MEBIBYTE} MiB are free for {settings.BRIGHT_MEDIA}: free some, or uploads will fail."
        return (FAIL if free < SPACE_FAIL else WARN), sentence
    return OK, f"{settings.BRIGHT_MEDIA} can be written to; {free // (1024 * MEBIBYTE)} GiB are free."


def host_names() -> Outcome:
    """Both host names lead here, and each serves its own pages: a proxy that hides the name would mix them up."""
    base, content = settings.BRIGHT_BASE_URL, settings.BRIGHT_CONTENT_URL
    if urlsplit(base).hostname == urlsplit(content).hostname:
        return FAIL, "BRIGHT_BASE_URL and BRIGHT_CONTENT_URL name one host: use two, or courses can read our cookies."
    pages = ((base, "/livez", "alive\n"), (content, "/livez", "alive\n"), (content, "/", health.content_host_text()))
    for url, path, expected in pages:
        if problem := _problem_at(url, path, expected):
            return FAIL, f"{url} {problem}."
    return OK, f"{base} and {content} lead here."


def _problem_at(url: str, path: str, expected: str) -> str:
    """What is wrong with the URL, and what to do; empty if it serves the expected text."""
    try:
        text, _ = _get(url + path)
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        return f"does not lead to Bright ({reason}): check DNS, the proxy, and that `bright web` runs there"
    return "" if text == expected else "serves the pages of the other host: make the proxy pass on the Host header"


def clock() -> Outcome:
    """This machine's clock against those of the database and the web server: the expiry of links, keys and sessions
    depends on all three.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        skews = {"database": abs((cursor.fetchone()[0] - timezone.now()).total_seconds())}
    with contextlib.suppress(OSError, ValueError, TypeError):  # the check of host names reports that
        skews["web server"] = abs((_get(settings.BRIGHT_BASE_URL + "/livez")[1] - timezone.now()).total_seconds())
    whose, skew = max(skews.items(), key=lambda item: item[1])
    if skew > SKEW_WARN:
        state = FAIL if skew > SKEW_FAIL else WARN
        return state, f"The {whose}'s clock is {skew:.0f} s off this machine's: set both by NTP."
    return OK, f"Agrees with: {', '.join(skews)}."


def stored_queries() -> Outcome:
    if wrong := stored_query_checks.check():
        return FAIL, f"Stored queries are disabled: {' '.join(wrong)}"
    return OK, "Stored queries are confined."


def operators() -> Outcome:
    staff = User.objects.filter(is_staff=True, is_active=True)
    without = staff.exclude(pk__in=SecondFactor.objects.filter(confirmed=True).values("user_id")).count()
    if not staff.exists():
        return WARN, "Nobody can sign in: create an operator with `python manage.py createsuperuser`."
    if not second_factor.is_required():
        is_public = urlsplit(settings.BRIGHT_BASE_URL).scheme == "https"
        return (WARN if is_public else OK), "No second factor is required: BRIGHT_SECOND_FACTOR=required changes that."
    if without:
        return WARN, f"Operators without a second factor: {without}; each sets one up at the next sign-in."
    return OK, "Every operator has a second factor."


def customer_endpoints() -> Outcome:
    """The packages whose views are published are installed."""
    missing = missing_views()
    return (WARN, " ".join(missing)) if missing else (OK, "Every published view is installed.")


def bad_rows() -> Outcome:
    """What was put aside since it failed several times; the log has the reasons."""
    counts = {
        "results that no registration has taken": Attempt.objects.filter(
            report_errors__gte=OFTEN, reported_revision__lt=F("revision")
        ).count(),
        "registrations that their course provider has not accepted": Seat.objects.filter(
            initialization_due_at__isnull=False, initialization_errors__gte=OFTEN
        ).count(),
        "registrations whose result can't be fetched": Registration.objects.filter(
            deleted=None, next_crawl_at__isnull=False, number_of_crawl_errors__gte=OFTEN
        ).count(),
    }
    parts = [f"{what}: {count}" for what, count in counts.items() if count]
    if parts:
        return WARN, f"Failed several times, and will be tried again: {', '.join(parts)}; the log says why."
    return OK, "Nothing was put aside."


def _get(url: str) -> tuple[str, datetime]:
    """The text at one of our own URLs and the server's time. Ignores the environment's proxy settings."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=HTTP_TIMEOUT_SECONDS) as response:
            return response.read(1000).decode("utf-8", "replace"), parsedate_to_datetime(response.headers["Date"])
    except urllib.error.HTTPError as error:  # something listens there and answers
        return f"status {error.code}", datetime.now(UTC)


def _duration(time: timedelta) -> str:
    seconds = int(time.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"


DATABASE_HANGS = "check whether the database hangs"
CHECKS = (
    HealthCheck("secrets", secrets, DATABASE_HANGS),
    HealthCheck("database", database, "restart it, or correct DATABASE_URL"),
    HealthCheck("broker", broker, "restart it, or correct BROKER_URL"),
    HealthCheck("worker", worker, "restart the broker and `bright worker`"),
    HealthCheck("relay", relay, DATABASE_HANGS),
    HealthCheck("beat", beat, DATABASE_HANGS),
    HealthCheck("storage", storage, "check whether its disk hangs"),
    HealthCheck("host names", host_names, "restart `bright web`, and check the proxy in front of it"),
    HealthCheck("clock", clock, DATABASE_HANGS),
    HealthCheck("stored queries", stored_queries, DATABASE_HANGS),
    HealthCheck("customer endpoints", customer_endpoints, "check whether importing a customer view's package hangs"),
    HealthCheck("bad rows", bad_rows, DATABASE_HANGS),
    HealthCheck("operators", operators, DATABASE_HANGS),
)
