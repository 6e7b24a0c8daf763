"""Failed log-ins are limited; right credentials never are.

See docs/contract/access.md, "Failed log-ins"; docs/contract/reliability.md, "Threats", T7;
docs/contract/reliability.md, "Faults", F19.
"""

import json
import threading
import time

import pytest

from bright.rest import throttling
from tests.asking import Asker, call
from tests.conftest import Tenant

LIMIT = 5
PATH = "/bright/api/v2/course"


@pytest.fixture(autouse=True)
def limited(settings):
    settings.BRIGHT_FAILED_LOG_INS_PER_MINUTE = LIMIT


def ask_from(address: str, **credentials: str):
    query = "&".join(f"{name}={value}" for name, value in credentials.items())
    return call("GET", PATH, query, b"", "", {}, REMOTE_ADDR=address)


def statuses(address: str, number: int, **credentials: str) -> list[int]:
    return [ask_from(address, **credentials).status for _ in range(number)]


def test_a_hundred_wrong_keys_from_one_address_meet_429_and_the_right_key_does_not(tenant: Tenant):
    right = tenant.realm_key.credentials["api_key"]
    answers = [ask_from("192.0.2.1", api_key=f"wrong{number}") for number in range(100)]
    assert [answer.status for answer in answers] == [401] * LIMIT + [429] * (100 - LIMIT)
    last = answers[-1]
    assert last.body == b"" and last.headers["cache-control"] == "no-store"
    assert 1 <= int(last.headers["retry-after"]) <= 60
    assert statuses("192.0.2.1", 3, api_key=right) == [200] * 3
    assert statuses("192.0.2.2", 1, api_key="wrong") == [401]


def test_one_claimed_identity_is_limited_from_anywhere_and_its_owner_still_gets_in(
    tenant: Tenant, other_tenant: Tenant
):
    guid = tenant.realm.realm_guid
    wrong = [
        ask_from(f"192.0.2.{number}", realm_guid=guid, realm_secret_key=f"guess{number}").status
        for number in range(LIMIT + 3)
    ]
    assert wrong == [401] * LIMIT + [429] * 3
    for number, right in enumerate((tenant, other_tenant)):
        pair = {"realm_guid": right.realm.realm_guid, "realm_secret_key": right.secret}
        assert statuses(f"192.0.2.{100 + number}", 1, **pair) == [200]
    elsewhere = {"realm_guid": other_tenant.realm.realm_guid, "realm_secret_key": "guess"}
    assert statuses("192.0.2.200", 1, **elsewhere) == [401]


@pytest.mark.parametrize("name", ["api_key", "api_token", "accessToken", "access_token"])
def test_the_same_wrong_key_from_anywhere_is_limited(tenant: Tenant, name: str):
    answers = [ask_from(f"198.51.100.{number}", **{name: "stale"}).status for number in range(LIMIT + 1)]
    assert answers == [401] * LIMIT + [429]


def test_an_app_pair_is_limited_like_the_others(tenant: Tenant):
    wrong = {"sc_app_id": tenant.provider.sc_app_id, "sc_secret_key": "guess"}
    assert [ask_from(f"198.51.100.{number}", **wrong).status for number in range(LIMIT + 1)] == [401] * LIMIT + [429]
    assert tenant.app("course").status == 200


def test_an_app_pair_beside_a_right_key_can_not_be_guessed_at_will(tenant: Tenant):
    asker, wanted = tenant.realm_key, {"course_guid": "x", "learner_id": "a@example.com", "sc_app_id": "X"}
    guesses = [asker.post("registration", **wanted, sc_secret_key=str(number)) for number in range(LIMIT + 1)]
    assert [guess.status for guess in guesses] == [401] * LIMIT + [429]
    assert asker("course").status == 200


@pytest.mark.parametrize(
    "credentials",
    [{}, {"realm_guid": "x"}, {"api_key": ["x", "y"]}, {"sc_secret_key": "x"}],
    ids=["none", "half a pair", "two values", "half an app pair"],
)
def test_what_is_no_guess_is_401_for_ever(tenant: Tenant, credentials: dict):
    assert [Asker(**credentials)("course").status for _ in range(LIMIT + 5)] == [401] * (LIMIT + 5)


def test_a_known_caller_who_may_not_is_401_for_ever(tenant: Tenant):
    asker = tenant.anonymous
    assert [asker("registration").status for _ in range(LIMIT + 5)] == [401] * (LIMIT + 5)


def test_keys_that_are_over_are_401_for_ever_since_scripts_renew_them_on_401(tenant: Tenant):
    """Thirty learners behind one address, whose keys end together, must all be told that."""
    for _ in range(LIMIT + 5):
        made = tenant.pair.post("api_key").json
        assert tenant.pair.delete(f"api_key/{made['id']}").status == 200
        assert Asker(api_key=made["access_token"])("course").status == 401


def test_the_window_closes(tenant: Tenant, monkeypatch):
    assert statuses("192.0.2.1", LIMIT + 1, api_key="a")[-1] == 429
    later = time.monotonic() + throttling.MINUTE
    monkeypatch.setattr("bright.rest.throttling.time.monotonic", lambda: later)
    assert statuses("192.0.2.1", LIMIT + 1, api_key="a") == [401] * LIMIT + [429]


def test_under_a_callback_it_is_visible_like_every_error(tenant: Tenant):
    statuses("127.0.0.1", LIMIT, api_key="wrong")
    answer = Asker(api_key="wrong")("course.json", callback="got")
    assert (answer.status, answer.text) == (200, '/**/got({"error_code":"429","error_message":""}, 429);')


def test_an_unknown_format_comes_after_it(tenant: Tenant):
    statuses("127.0.0.1", LIMIT, api_key="wrong")
    assert Asker(api_key="wrong")("course.jsonc").status == 429
    assert Asker(api_key="wrong", sc_app_id="x")("course").status == 501


@pytest.mark.parametrize("behind_proxy", [True, False])
def test_the_address_is_the_callers_also_behind_a_proxy(tenant: Tenant, settings, behind_proxy: bool):
    settings.BRIGHT_BEHIND_PROXY = behind_proxy
    answers = [
        Asker(api_key=f"w{number}").send("GET", "course", headers={"X-Forwarded-For": f"10.0.0.1, 192.0.2.{number}"})
        for number in range(LIMIT + 1)
    ]
    assert answers[-1].status == (401 if behind_proxy else 429)


def test_zero_is_no_limit(tenant: Tenant, settings):
    settings.BRIGHT_FAILED_LOG_INS_PER_MINUTE = 0
    assert set(statuses("192.0.2.1", 30, api_key="wrong")) == {401}


def test_the_log_says_why_and_not_with_what(tenant: Tenant, caplog):
    caplog.set_level("INFO", logger="bright.refusal")
    statuses("192.0.2.1", LIMIT + 1, api_key="canary-key")
    assert "status=429" in caplog.text and "more than 5 failed log-ins within a minute from this address" in caplog.text
    assert "canary" not in caplog.text and "canary" not in json.dumps([*throttling.failed_log_ins.windows])


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_neighbours_in_a_64_are_one_caller(address: str, counted_as: str):
    assert throttling.network_of(address) == counted_as


def test_memory_is_bounded_and_the_oldest_makes_room():
    windows = throttling.FixedWindows(size=100)
    for number in range(1000):
        windows.count(f"k{number}")
    assert list(windows.windows) == [f"k{number}" for number in range(900, 1000)]
    assert windows.count("k950")[0] == 2


def test_threads_count_together():
    windows = throttling.FixedWindows()

    def fail() -> None:
        for _ in range(500):
            windows.count("one")

    threads = [threading.Thread(target=fail) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert windows.count("one")[0] == 8 * 500 + 1
