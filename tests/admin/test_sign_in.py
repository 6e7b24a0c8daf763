"""Signing in: password, second factor, backup codes, and the wait after wrong passwords."""

import re
import threading
import time
from base64 import b32decode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings as settings_module
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django_otp.oath import TOTP

from apps.user import second_factor
from apps.user.lockout import attempted_name
from apps.user.models import SecondFactor, User
from apps.user.sign_in import sign_in_url

PASSWORD = "a long password"
ENROL = "/second-factor/enrol/"


@pytest.fixture
def required(settings) -> None:
    settings.BRIGHT_SECOND_FACTOR = "required"


def code_of(factor: SecondFactor, *, steps: int = 0) -> str:
    """The code that the app shows `steps` half-minutes from now."""
    totp = TOTP(b32decode(factor.secret))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def sign_in(client: Client, operator: User, password: str = PASSWORD, **headers: str):
    values = {"username": operator.email, "password": password, "next": "/admin/"}
    return client.post("/admin/login/", values, headers=headers)


def enrol(client: Client, operator: User) -> list[str]:
    """The backup codes."""
    client.get(ENROL)
    page = client.post(ENROL, {"code": code_of(SecondFactor.objects.get(user=operator, confirmed=False))})
    return re.findall(r"<li><code>([0-9a-f-]{11})</code>", page.text)


@pytest.fixture
def codes(client: Client, operator: User, required: None) -> list[str]:
    """The operator has a second factor and is signed out again. Returns the backup codes."""
    sign_in(client, operator)
    codes = enrol(client, operator)
    client.post("/admin/logout/")
    return codes


@pytest.mark.parametrize("path", ["/admin/", "/", "/admin/course/course/", "/admin/password_change/", "/start/upload"])
def test_where_it_is_required_an_operator_enrols_before_anything_else(client, operator, required, path) -> None:
    sign_in(client, operator)
    assert client.get(path).headers["Location"].startswith(ENROL)
    assert client.post(path).headers["Location"].startswith(ENROL)


def test_where_it_is_optional_nothing_is_asked(client: Client, operator: User) -> None:
    sign_in(client, operator)
    assert client.get("/admin/").status_code == 200


def test_enrolling_shows_a_qr_code_and_backup_codes_once(client: Client, operator: User, required: None) -> None:
    sign_in(client, operator)
    page = client.get(ENROL)
    begun = SecondFactor.objects.get(user=operator)
    assert "<svg" in page.text and begun.secret in page.text and "no-store" in page.headers["Cache-Control"]
    codes = enrol(client, operator)
    assert len(set(codes)) == SecondFactor.BACKUP_CODES
    assert client.get("/admin/").status_code == 200
    assert "Set up a second factor" in LogEntry.objects.get().get_change_message()


def test_no_secret_of_it_can_be_read_in_the_database(client: Client, operator: User, codes: list[str]) -> None:
    factor = SecondFactor.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(f)::text FROM user_secondfactor f")
        stored = cursor.fetchone()[0]
    assert factor.secret not in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


def test_a_wrong_code_confirms_nothing(client: Client, operator: User, required: None) -> None:
    sign_in(client, operator)
    client.get(ENROL)
    assert "not accepted" in client.post(ENROL, {"code": "000000"}).text
    assert second_factor.current(operator) is None


def test_a_secret_that_another_session_saw_is_never_confirmed(client: Client, operator: User, required: None) -> None:
    """Somebody who stole the password opens the page too, hoping that the owner confirms the thief's secret."""
    thief = Client()
    for each in (client, thief):
        sign_in(each, operator)
        each.get(ENROL)
    of_thief = SecondFactor.objects.get(user=operator)
    client.post(ENROL, {"code": code_of(of_thief)})
    assert second_factor.current(operator) is None


def test_a_code_is_asked_after_the_password_and_after_a_link(client: Client, operator: User, codes: list[str]) -> None:
    sign_in(client, operator)
    assert client.get("/admin/").headers["Location"] == "/second-factor/?next=%2Fadmin%2F"
    client.post("/admin/logout/")
    operator.refresh_from_db()  # signing in has changed last_login, which the link covers
    client.get(sign_in_url(operator))
    assert client.get("/").headers["Location"] == "/second-factor/?next=%2F"
    answer = client.post("/second-factor/", {"code": codes[0], "next": "/admin/"})
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_works_once(client: Client, operator: User, codes: list[str]) -> None:
    """The code of the enrolment, the next one, and a backup code: none of them twice."""
    later = code_of(second_factor.current(operator), steps=1)
    for code, works in ((later, True), (later, False), (codes[0], True), (codes[0].replace("-", ""), False)):
        SecondFactor.objects.update(throttling_failure_count=0)
        sign_in(client, operator)
        assert client.post("/second-factor/", {"code": code}).status_code == (302 if works else 200)
        client.post("/admin/logout/")


def test_after_wrong_codes_even_a_right_one_waits(client: Client, operator: User, codes: list[str]) -> None:
    sign_in(client, operator)
    client.post("/second-factor/", {"code": "000000"})
    page = client.post("/second-factor/", {"code": codes[0]})
    assert "Try again in" in page.text
    assert client.get("/admin/").status_code == 302


def test_half_signed_in_one_can_not_replace_the_second_factor(client: Client, operator: User, codes) -> None:
    sign_in(client, operator)
    before = second_factor.current(operator)
    assert client.get(ENROL).headers["Location"].startswith("/second-factor/?next=")
    assert client.post(ENROL, {"code": "000000"}).status_code == 302
    assert list(SecondFactor.objects.all()) == [before]


def test_a_code_leads_nowhere_outside(client: Client, operator: User, codes: list[str]) -> None:
    sign_in(client, operator)
    answer = client.post("/second-factor/", {"code": codes[0], "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_verifying_changes_the_sessions_key(client: Client, operator: User, codes: list[str]) -> None:
    sign_in(client, operator)
    before = client.session.session_key
    client.post("/second-factor/", {"code": codes[0]})
    assert client.session.session_key != before


def test_a_forgotten_second_factor_ends_sessions_at_once(client: Client, operator: User, codes: list[str]) -> None:
    sign_in(client, operator)
    client.post("/second-factor/", {"code": codes[0]})
    assert second_factor.reset(operator.email.upper())
    assert client.get("/admin/").headers["Location"].startswith(ENROL)
    assert not second_factor.reset(operator.email)


def test_another_operator_can_reset_it_in_the_console(console: Client, db: None) -> None:
    lost = User.objects.create_superuser("lost@example.com", PASSWORD)
    SecondFactor.objects.create(user=lost, name="x")
    console.post(f"/admin/user/user/{lost.pk}/action/reset-second-factor/", {"confirmed": "1"})
    assert not SecondFactor.objects.exists()


# --- Wrong passwords


def fail(client: Client, operator: User, times: int, **headers: str):
    return [sign_in(client, operator, "wrong", **headers) for _ in range(times)][-1]


def test_five_wrong_passwords_lock_that_name_for_that_address(client: Client, operator: User) -> None:
    locked = fail(client, operator, 5)
    assert locked.status_code == 429 and 0 < int(locked.headers["Retry-After"]) <= 900
    assert "Try again in 15 minutes" in locked.text
    assert sign_in(client, operator).status_code == 429
    other = User.objects.create_superuser("other@example.com", PASSWORD)
    assert sign_in(client, other).status_code == 302


def test_another_spelling_of_the_name_is_the_same_name(client: Client, operator: User) -> None:
    fail(client, operator, 4)
    operator.email = operator.email.upper()
    assert fail(client, operator, 1).status_code == 429


def test_a_lock_ends_by_time(client: Client, operator: User, settings) -> None:
    fail(client, operator, 5)
    settings.AXES_COOLOFF_TIME = timedelta(microseconds=1)
    assert sign_in(client, operator).status_code == 302


def test_a_stranger_elsewhere_does_not_lock_the_owner_out(client: Client, operator: User, settings) -> None:
    settings.BRIGHT_BEHIND_PROXY = True
    fail(client, operator, 5, **{"X-Forwarded-For": "203.0.113.9"})
    assert sign_in(client, operator, **{"X-Forwarded-For": "198.51.100.1"}).status_code == 302


def test_a_locked_name_is_let_in_from_the_console(console: Client, operator: User) -> None:
    stranger = Client()
    fail(stranger, operator, 5)
    (attempt,) = re.findall(r"/admin/axes/accessattempt/(\d+)/change/", console.get("/admin/axes/accessattempt/").text)
    console.post(f"/admin/axes/accessattempt/{attempt}/action/unlock/")
    assert sign_in(stranger, operator).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(client: Client, operator: User) -> None:
    for _ in range(2):
        fail(client, operator, 4)
        assert sign_in(client, operator).status_code == 302
        client.post("/admin/logout/")


def test_an_endless_name_is_cut(rf) -> None:
    assert len(attempted_name(rf.post("/", {"username": "X" * 999}))) == 255


def test_trying_one_password_on_many_names_is_limited(client: Client, operator: User, settings) -> None:
    """Sixty names from one address, each once: after twenty, nothing from there is let in, and others are."""
    settings.BRIGHT_BEHIND_PROXY = True
    here = {"X-Forwarded-For": "2001:db8::1"}
    names = [User(email=f"person-{number}@example.com") for number in range(60)]
    statuses = [fail(client, name, 1, **here).status_code for name in names]
    assert statuses == [200] * 20 + [429] * 40
    same_subscriber = {"X-Forwarded-For": "2001:db8::ffff"}
    locked = sign_in(client, operator, **same_subscriber)
    assert locked.status_code == 429 and int(locked.headers["Retry-After"]) > 0
    assert sign_in(client, operator, **{"X-Forwarded-For": "2001:db8:1::1"}).status_code == 302


def test_a_lock_for_an_address_ends_by_time(client: Client, operator: User, settings) -> None:
    for number in range(20):
        fail(client, User(email=f"person-{number}@example.com"), 1)
    assert sign_in(client, operator).status_code == 429
    settings.AXES_COOLOFF_TIME = timedelta(microseconds=1)
    assert sign_in(client, operator).status_code == 302


def test_one_name_spelled_otherwise_is_counted_as_one(client: Client, operator: User) -> None:
    """The form folds full-width letters; so does what is counted."""
    fail(client, operator, 4)
    assert fail(client, User(email="\uff4f" + operator.email[1:]), 1).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_of_those_who_open_a_link_at_once_one_gets_in(transactional_db) -> None:
    user = User.objects.create_superuser("operator@example.com", PASSWORD)
    for _ in range(5):
        user.refresh_from_db()
        path = sign_in_url(user).removeprefix(settings_module.BRIGHT_BASE_URL)
        barrier = threading.Barrier(6)

        def follow(path: str = path, barrier: threading.Barrier = barrier) -> int:
            try:
                barrier.wait()
                return Client().get(path).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(6) as pool:
            opened = [pool.submit(follow) for _ in range(6)]
        assert sorted(each.result() for each in opened) == [302, 403, 403, 403, 403, 403]


def test_a_link_made_within_the_second_of_the_last_sign_in_works_once(client: Client, operator: User) -> None:
    client.get(sign_in_url(operator))
    operator.refresh_from_db()
    link = sign_in_url(operator)
    assert [client.get(link).status_code for _ in range(2)] == [302, 403]


def test_a_link_of_one_is_no_link_of_another(client: Client, operator: User) -> None:
    other = User.objects.create_superuser("other@example.com", PASSWORD)
    token = sign_in_url(operator).rstrip("/").rpartition("/")[2]
    assert client.get(f"/sign-in/{other.pk}/{token}/").status_code == 403
