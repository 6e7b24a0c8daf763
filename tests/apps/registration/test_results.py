"""How results come in: never an older one over a newer one, and nothing is written where nothing changed.

See docs/contract/reliability.md, "Faults", F8.
"""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.course_provider.provider import ProviderError, RegistrationResult
from apps.course_provider.providers.fake import FakeProvider
from apps.registration import refresh, tasks
from apps.registration.models import Registration
from apps.registration.results import CrawlOvertaken
from tests.apps.records import ANN, BOB, fail_from_now_on, make_registration

LONG_AGO = timezone.now() - timedelta(days=3)


@pytest.fixture
def registration(course) -> Registration:
    made = make_registration(course, ANN)
    made.crawl()
    Registration.objects.filter(pk=made.pk).update(updated_at=LONG_AGO)
    made.refresh_from_db()
    return made


def play(registration: Registration, **result) -> None:
    registration.course_provider.connect().play(registration.registration_guid, **result)


def play_unheard(registration: Registration, **result) -> None:
    """The provider has a new result, and tells nobody."""
    account = FakeProvider.accounts[registration.course_provider_id]
    account.registrations[registration.registration_guid].result = RegistrationResult(**result)


def during_the_question(monkeypatch, happens, times: int = 1) -> None:
    """The provider's answer is on its way while `happens` happens, for so many questions."""
    left = [times]
    original = FakeProvider.result

    def slowly(provider, guid):
        answer = original(provider, guid)
        if left[0]:
            left[0] -= 1
            happens()
        return answer

    monkeypatch.setattr(FakeProvider, "result", slowly)


def stored(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def test_an_older_answer_never_overwrites_a_newer_one(registration, monkeypatch):
    during_the_question(monkeypatch, lambda: play(registration, complete="complete", score=90.0))
    registration.crawl()
    assert (stored(registration).complete, stored(registration).score) == ("complete", 90.0)
    assert (registration.complete, registration.score) == ("complete", 90.0)


def test_an_answer_that_is_always_overtaken_is_an_error_and_not_stored(registration, monkeypatch):
    scores = iter(range(100))
    during_the_question(monkeypatch, lambda: Registration.objects.update(
        score=float(next(scores)), last_crawled_at=timezone.now()), times=100)  # fmt: skip
    with pytest.raises(CrawlOvertaken):
        registration.crawl()
    assert stored(registration).score > 0


def test_an_older_failure_does_not_hide_a_newer_answer(tenant, registration, monkeypatch):
    original = FakeProvider.result

    def refuse(provider, guid):
        monkeypatch.setattr(FakeProvider, "result", original)
        play(registration, score=90.0)
        raise ProviderError("9", "Too late.")

    monkeypatch.setattr(FakeProvider, "result", refuse)
    registration.crawl()
    row = stored(registration)
    assert (row.score, row.crawl_status, row.number_of_crawl_errors) == (90.0, "success", 0)


def test_a_result_repaired_by_hand_meanwhile_stands(registration, monkeypatch):
    during_the_question(monkeypatch, lambda: registration.amend(ignore=True, score=1.0))
    play_unheard(registration, score=90.0)
    registration.crawl()
    assert stored(registration).score == 1.0


def test_a_result_that_changes_nothing_does_not_change_the_record(tenant, registration):
    before = stored(registration)
    registration.crawl()
    after = stored(registration)
    assert after.updated_at == before.updated_at == LONG_AGO
    assert after.last_crawled_at > before.last_crawled_at
    play(registration, score=90.0)
    assert stored(registration).updated_at > LONG_AGO


def test_a_failed_question_does_not_change_the_record(tenant, registration):
    fail_from_now_on(tenant)
    Registration.objects.get(pk=registration.pk).crawl()
    row = stored(registration)
    assert (row.crawl_status, row.number_of_crawl_errors, row.updated_at) == ("error", 1, LONG_AGO)


def test_a_refused_initialization_does_not_change_the_record(tenant, registration):
    fail_from_now_on(tenant)
    Registration.objects.update(externally_initialized=False)
    with pytest.raises(ProviderError):
        stored(registration).initialize()
    assert (stored(registration).provider_errcode, stored(registration).updated_at) == ("4", LONG_AGO)


def test_ending_what_has_ended_does_not_change_the_record(registration):
    Registration.objects.filter(pk=registration.pk).deactivate()
    Registration.objects.update(updated_at=LONG_AGO)
    Registration.objects.filter(pk=registration.pk).deactivate()
    assert stored(registration).updated_at == LONG_AGO
    Registration.objects.filter(pk=registration.pk).activate()
    Registration.objects.update(updated_at=LONG_AGO)
    Registration.objects.filter(pk=registration.pk).activate()
    assert stored(registration).updated_at == LONG_AGO


def test_last_crawled_at_is_the_moment_of_the_question(tenant, registration, monkeypatch):
    """So a launch during the question is asked for again by refresh_if_launched."""
    moments = []
    during_the_question(monkeypatch, lambda: moments.append(timezone.now()))
    registration.crawl()
    assert stored(registration).last_crawled_at < moments[0]
    Registration.objects.update(launched_at=moments[0])
    play_unheard(registration, score=33.0)
    assert [row["score"] for row in tenant.pair("registration", refresh_if_launched="t").json] == [33.0]


# --- The sweep


def make_due(**values) -> None:
    Registration.objects.exclude(next_crawl_at=None).update(next_crawl_at=LONG_AGO, **values)


def test_the_sweep_repairs_what_was_missed(registration):
    registration.launch()
    play_unheard(registration, score=44.0, accessed_at=LONG_AGO)
    assert tasks.crawl_due() == 0  # an hour after the launch
    make_due(launched_at=LONG_AGO)
    assert tasks.crawl_due() == 1
    assert (stored(registration).score, stored(registration).next_crawl_at) == (44.0, None)


def test_the_sweep_comes_again_while_the_learner_is_in_the_course(registration):
    registration.launch()
    play_unheard(registration, score=44.0, accessed_at=timezone.now())
    make_due(launched_at=LONG_AGO)
    assert tasks.crawl_due() == 1
    assert timezone.now() < stored(registration).next_crawl_at <= timezone.now() + timedelta(hours=1)


def test_a_bad_row_is_put_aside_and_the_sweep_goes_on(course, registration, monkeypatch, caplog):
    other = make_registration(course, BOB)
    for one in (registration, other):
        one.launch()
        play_unheard(one, score=44.0, accessed_at=LONG_AGO)
    original = FakeProvider.result

    def result(provider, guid):
        if guid == registration.registration_guid:
            raise KeyError("an answer that nobody can read")
        return original(provider, guid)

    monkeypatch.setattr(FakeProvider, "result", result)
    delays = []
    for _ in range(3):
        make_due(launched_at=LONG_AGO)
        tasks.crawl_due()
        delays.append(stored(registration).next_crawl_at - timezone.now())
    assert (stored(other).score, stored(other).next_crawl_at) == (44.0, None)
    assert delays == sorted(delays) and delays[0] > timedelta(minutes=4)
    row = stored(registration)
    assert (row.crawl_status, row.number_of_crawl_errors) == ("error", 3) and "log" in row.crawl_error_msg
    assert "an answer that nobody can read" in caplog.text
    Registration.objects.filter(pk=registration.pk).update(number_of_crawl_errors=refresh.MAX_TRIES)
    make_due()
    tasks.crawl_due()
    assert stored(registration).next_crawl_at is None  # given up; its error says why


# --- `crawl=t`


def test_crawl_has_a_deadline_and_the_answer_says_what_is_left(tenant, course, settings, monkeypatch):
    made = [make_registration(course, f"l{number}@example.com") for number in range(30)]
    for one in made:
        play_unheard(one, score=44.0)
    settings.BRIGHT_PROVIDER_SECONDS = 0.3
    original = FakeProvider.result
    monkeypatch.setattr(FakeProvider, "result", lambda *given: time.sleep(0.05) or original(*given))
    started = time.monotonic()
    answer = tenant.pair("registration", crawl="t")
    assert time.monotonic() - started < 2
    left = [row["score"] for row in answer.json].count(None)
    assert 0 < left < 30 and answer.headers["x-bright-pending"] == str(left)
    assert tasks.crawl_due() == left
    answer = tenant.pair("registration")
    assert {row["score"] for row in answer.json} == {44.0} and "x-bright-pending" not in answer.headers


def test_a_bad_row_does_not_keep_crawl_from_answering(tenant, course, registration, monkeypatch, caplog):
    other = make_registration(course, BOB)
    play_unheard(other, score=44.0)
    original = FakeProvider.result

    def result(provider, guid):
        if guid == registration.registration_guid:
            raise KeyError("an answer that nobody can read")
        return original(provider, guid)

    monkeypatch.setattr(FakeProvider, "result", result)
    rows = tenant.pair("registration", crawl="t").json
    assert [(row["score"], row["crawl_status"]) for row in rows] == [(None, "error"), (44.0, "success")]
