"""What `bright doctor` looks at, part by part: each check gives a state and one sentence that says what to do."""

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
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.customer.installed import missing_views
from apps.outbox.models import Heartbeat, Promise
from apps.stored_query.confinement import checks as stored_query_checks
from apps.user import second_factor
from apps.user.models import SecondFactor, User
from config import health
from config.celery import app

OK, WARN, FAIL = "ok", "warn", "FAIL"
ANSWER_SECONDS = 2.5  # of another server; the doctor gives each check three
OLDEST_POSTGRESQL = 15
MEBIBYTE = 1024 * 1024
SPACE_FAIL, SPACE_WARN = 100 * MEBIBYTE, 1024 * MEBIBYTE
WAIT_WARN, WAIT_FAIL = timedelta(seconds=15), timedelta(seconds=60)
SILENCE_FAIL = timedelta(seconds=60)
SKEW_WARN, SKEW_FAIL = 5.0, 60.0
PRIVATE_FILES = ("secret_keys", "servers.json", "demo.json")
Verdict = tuple[str, str]


@dataclass(frozen=True)
class Check:
    part: str
    look: Callable[[], Verdict]
    if_it_hangs: str  # what to do then


def secrets() -> Verdict:
    """Key files are private; what is stored can still be opened."""
    named = Path(os.getenv("BRIGHT_SECRET_KEYS_FILE", ""))
    for path in (named, *(settings.BRIGHT_HOME / name for name in PRIVATE_FILES)):
        if path.is_file() and path.stat().st_mode & 0o077:
            return FAIL, f"Other users of this machine can read {path}: run `chmod 600 {path}`."
    try:
        CourseProvider.objects.order_by("pk").first()  # reading it opens its secret
    except ValueError as error:
        return FAIL, str(error)
    keys = len(settings.BRIGHT_SECRET_KEYS)
    return OK, f"Keys in use: {keys}; stored secrets open. Keep a copy of them apart from the database."


SETTINGS = ("server_version_num", "server_encoding", "TimeZone", "fsync", "synchronous_commit")


def database() -> Verdict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(name) FROM unnest(%s::text[]) AS name", [list(SETTINGS)])
        number, encoding, zone, fsync, commits = (value for (value,) in cursor.fetchall())
    major, minor = divmod(int(number), 10000)
    if major < OLDEST_POSTGRESQL:
        return FAIL, f"PostgreSQL {major} is too old: Bright needs {OLDEST_POSTGRESQL} or newer."
    if encoding != "UTF8":
        return FAIL, f"The database's encoding is {encoding}: make one with `createdb -E UTF8 -T template0`."
    if zone != "UTC":
        return WARN, f"The connection's time zone is {zone}: set it to UTC, so that reports by day agree."
    if waiting := MigrationExecutor(connection).migration_plan(_newest()):
        return FAIL, f"{len(waiting)} migrations wait: run `bright migrate`."
    if "off" in (fsync, commits):
        return WARN, "fsync or synchronous_commit is off: a crash may lose what was answered; set both to on."
    return OK, f"PostgreSQL {major}.{minor}, UTF8, UTC, migrated."


def _newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def load_celery() -> None:
    """It imports what it needs when it is first used, which may take longer than a check has."""
    assert app.control and app.amqp and app.connection_for_read().transport


def broker() -> Verdict:
    health.reach_broker()
    return OK, "It answers."


def worker() -> Verdict:
    found = app.control.ping(timeout=0.7)
    if not found:
        return FAIL, "No worker answers: start `bright worker`; until then background work waits, and nothing is lost."
    return OK, f"Workers that answer: {len(found)}."


def relay() -> Verdict:
    oldest = Promise.objects.filter(due_at__lte=timezone.now()).order_by("due_at").first()
    waits = timezone.now() - oldest.due_at if oldest else timedelta()
    if waits > WAIT_WARN:
        sentence = f"Promised work has waited for {_words(waits)}: start `bright relay`, and the broker if it is away."
        return (FAIL if waits > WAIT_FAIL else WARN), sentence
    return OK, "Promised work is handed over as it comes."


def beat() -> Verdict:
    last = Heartbeat.objects.first()
    if last is None:
        return FAIL, "The timetable has not run yet: start `bright beat`, one in all, and look again in ten seconds."
    silent = timezone.now() - last.at
    if silent > SILENCE_FAIL:
        return FAIL, f"The timetable last ran {_words(silent)} ago: start `bright beat`, one in all, and a worker."
    return OK, f"The timetable ran {_words(silent)} ago."


def storage() -> Verdict:
    try:
        health.write_to_storage()
    except OSError as error:
        return FAIL, f"{settings.BRIGHT_MEDIA} can't be written to ({error.strerror}): correct it, or set BRIGHT_MEDIA."
    free = shutil.disk_usage(settings.BRIGHT_MEDIA).free
    if free < SPACE_WARN:
        sentence = f"Only {free // MEBIBYTE} MiB are free for {settings.BRIGHT_MEDIA}: make room, or uploads will fail."
        return (FAIL if free < SPACE_FAIL else WARN), sentence
    return OK, f"{settings.BRIGHT_MEDIA} can be written to; {free // (1024 * MEBIBYTE)} GiB are free."


def host_names() -> Verdict:
    """Both names lead here, and each to its own door: a proxy that hides the name would mix them up."""
    base, content = settings.BRIGHT_BASE_URL, settings.BRIGHT_CONTENT_URL
    if urlsplit(base).hostname == urlsplit(content).hostname:
        return FAIL, "BRIGHT_BASE_URL and BRIGHT_CONTENT_URL name one host: courses could read operators' cookies."
    pages = ((base, "/livez", "alive\n"), (content, "/livez", "alive\n"), (content, "/", health.content_host_text()))
    for url, path, expected in pages:
        if wrong := _wrong_at(url, path, expected):
            return FAIL, f"{url} {wrong}."
    return OK, f"{base} and {content} lead here."


def _wrong_at(url: str, path: str, expected: str) -> str:
    """Where the address leads instead, and what to do; empty if it leads to the text expected."""
    try:
        text, _ = _get(url + path)
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        return f"does not lead to Bright ({reason}): see DNS, the proxy, and whether `bright web` runs there"
    return "" if text == expected else "leads to the wrong door: have the proxy pass the Host header on"


def clock() -> Verdict:
    """Ours against the database's and the web server's: links, keys and sessions end by them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        skews = {"database": abs((cursor.fetchone()[0] - timezone.now()).total_seconds())}
    with contextlib.suppress(OSError, ValueError, TypeError):  # the line about host names says so
        skews["web server"] = abs((_get(settings.BRIGHT_BASE_URL + "/livez")[1] - timezone.now()).total_seconds())
    whose, skew = max(skews.items(), key=lambda item: item[1])
    if skew > SKEW_WARN:
        return (FAIL if skew > SKEW_FAIL else WARN), f"The {whose}'s clock is {skew:.0f} s off ours: set both by NTP."
    return OK, f"In agreement with: {', '.join(skews)}."


def stored_queries() -> Verdict:
    if wrong := stored_query_checks.check():
        return FAIL, f"They are switched off: {' '.join(wrong)}"
    return OK, "They are confined."


def operators() -> Verdict:
    staff = User.objects.filter(is_staff=True, is_active=True)
    without = staff.exclude(pk__in=SecondFactor.objects.filter(confirmed=True).values("user_id")).count()
    if not staff.exists():
        return WARN, "Nobody can sign in: make an operator with `python manage.py createsuperuser`."
    if not second_factor.is_required():
        needed = urlsplit(settings.BRIGHT_BASE_URL).scheme == "https"
        return (WARN if needed else OK), "No second factor is asked for: BRIGHT_SECOND_FACTOR=required asks for one."
    if without:
        return WARN, f"Operators without a second factor: {without}; each enrols at the next sign-in."
    return OK, "Every operator has a second factor."


def customer_endpoints() -> Verdict:
    """The packages whose views are published are installed."""
    missing = missing_views()
    return (WARN, " ".join(missing)) if missing else (OK, "Every published view is installed.")


def _get(url: str) -> tuple[str, datetime]:
    """The text at our own address, past any proxy meant for others, and the server's time."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=ANSWER_SECONDS) as answer:
            return answer.read(1000).decode("utf-8", "replace"), parsedate_to_datetime(answer.headers["Date"])
    except urllib.error.HTTPError as error:  # an answer, and so something that listens
        return f"status {error.code}", datetime.now(UTC)


def _words(time: timedelta) -> str:
    seconds = int(time.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"


DATABASE_HANGS = "see whether the database hangs"
CHECKS = (
    Check("secrets", secrets, DATABASE_HANGS),
    Check("database", database, "restart it, or correct DATABASE_URL"),
    Check("broker", broker, "restart it, or correct BROKER_URL"),
    Check("worker", worker, "restart the broker and `bright worker`"),
    Check("relay", relay, DATABASE_HANGS),
    Check("beat", beat, DATABASE_HANGS),
    Check("storage", storage, "see whether its disk hangs"),
    Check("host names", host_names, "restart `bright web`, and see the proxy before it"),
    Check("clock", clock, DATABASE_HANGS),
    Check("stored queries", stored_queries, DATABASE_HANGS),
    Check("customer endpoints", customer_endpoints, "see whether a customer view's package hangs while it is imported"),
    Check("operators", operators, DATABASE_HANGS),
)
