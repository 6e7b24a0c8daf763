"""Launches, their tokens and expiry, and what a SCO starts with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.scorm.models import Attempt, Launch
from apps.scorm.runtime import attempts, launches
from bright import secrets


def age(play, **ago) -> None:
    """Make the launch expire that long ago."""
    Launch.objects.filter(pk=play.launch.pk).update(expires_at=timezone.now() - timedelta(**ago))


def remaining(play) -> timedelta:
    play.launch.refresh_from_db()
    return play.launch.expires_at - timezone.now()


def test_the_token_is_stored_hashed(play):
    assert len(play.token) == 32 and play.token not in str(Launch.objects.values().get())


def test_a_token_outlives_a_new_key(play, settings):
    settings.BRIGHT_SECRET_KEYS = ["n" * 32, *settings.BRIGHT_SECRET_KEYS]
    assert launches.get_launch(play.token) == play.launch
    settings.BRIGHT_SECRET_KEYS = ["n" * 32]
    with pytest.raises(launches.LaunchRefused):
        launches.get_launch(play.token)
    assert secrets.keyed_hash("x") == secrets.keyed_hashes("x")[0]


def test_the_url_lasts_for_minutes_and_a_started_launch_for_hours(play, settings):
    assert remaining(play) <= settings.BRIGHT_LAUNCH_URL_LIFETIME
    play.start()
    assert remaining(play) > timedelta(hours=11)
    age(play, seconds=-60)
    play.commit(play.core())
    assert remaining(play) > timedelta(hours=11)
    play.commit(play.core(), final=True)
    assert timedelta(minutes=9) < remaining(play) < timedelta(minutes=11)


def test_a_late_commit_does_not_extend_a_finished_launch(play):
    play.start()
    play.commit(play.core(), final=True, commitSequence=3)
    play.commit(play.core(), commitSequence=2)
    assert remaining(play) < timedelta(minutes=11)


@pytest.mark.parametrize("step", ["start", "commit"])
def test_a_clock_that_was_ahead_and_is_right_again_shortens_no_launch(play, step):
    """docs/contract/reliability.md, "Faults", F9."""
    play.start()
    later = timezone.now() + timedelta(days=2)
    Launch.objects.filter(pk=play.launch.pk).update(expires_at=later)
    play.start() if step == "start" else play.commit(play.core())
    assert remaining(play) > timedelta(hours=47)
    Attempt.objects.update(last_accessed_at=later)
    play.start()
    assert play.reread().last_accessed_at == later


def test_leaving_does_not_bring_a_launch_back_to_life(play):
    """The launch was read before a commit of another page moved the end."""
    play.start()
    age(play, seconds=1)
    play.launch.expires_at = timezone.now() + timedelta(hours=12)
    launches.end_launch(play.launch)
    assert remaining(play) < timedelta(0)


def test_the_last_words_of_a_reloaded_page_do_not_end_the_page_that_replaced_it(play):
    """Content that commits only at its end needs its hours, although the page before it has finished."""
    play.start()
    before = play.session
    play.start()
    after = play.session
    play.session = before
    play.commit(play.core(), final=True, commitSequence=1)
    assert remaining(play) > timedelta(hours=11)
    play.session = after
    play.commit(play.core("completed"), final=True, commitSequence=1)
    assert remaining(play) < timedelta(minutes=11)


@pytest.mark.parametrize("path", ["", "start", "end"])
def test_an_unknown_token_is_not_found(db, browser, path):
    ask = browser.post if path else browser.get
    assert ask(f"/play/nonsense/{path}").status_code == 404


def test_an_expired_launch_is_gone(play):
    age(play, seconds=1)
    page = play.client.get(play.path)
    assert page.status_code == 410 and "expired" in page.content.decode()
    assert play.client.post(f"{play.path}start").status_code == 410
    assert play.send("{}").status_code == 410


def test_a_launch_that_was_left_is_gone_but_late_beacons_are_accepted(play):
    play.start()
    play.client.post(f"{play.path}end")
    page = play.client.get(play.path)
    assert page.status_code == 410 and "You have left" in page.content.decode()
    assert play.client.post(f"{play.path}start").status_code == 410
    assert play.commit(play.core("completed")).status_code == 200
    assert remaining(play) < timedelta(minutes=11)


def test_closing_a_registration_ends_its_launches_at_once(play):
    play.start()
    attempts.end_launches([play.attempt.registration_ref])
    page = play.client.get(play.path)
    assert page.status_code == 410 and "no longer open to you" in page.content.decode()
    assert "saved" not in page.content.decode() and "You have left" not in page.content.decode()
    answer = play.commit(play.core("passed"))
    assert (answer.status_code, answer.json()["reason"]) == (410, "withdrawn")


def test_closing_a_registration_after_its_learner_left_keeps_when_that_was(play):
    play.start()
    play.client.post(f"{play.path}end")
    left_at = Launch.objects.get().ended_at
    attempts.end_launches([play.attempt.registration_ref])
    assert Launch.objects.get().ended_at == left_at


def test_a_reset_tells_that_the_course_begins_anew(play):
    play.start()
    attempts.new_attempt(play.attempt.registration_ref)
    assert "begins anew" in play.client.get(play.path).content.decode()
    assert play.client.post(f"{play.path}start").json()["reason"] == "restarted"


def start(play, *holders: str):
    return play.client.post(f"{play.path}start", {"holders": holders}, content_type="application/json")


def test_the_first_browser_binds_the_launch(play):
    assert start(play, "mine").status_code == 200
    assert [start(play, "mine").status_code, start(play, "lost", "mine").status_code] == [200, 200]
    refused = start(play, "theirs")
    assert (refused.status_code, refused.json()["reason"]) == (409, "elsewhere")
    assert start(play).status_code == 409
    end = play.client.post(f"{play.path}end", {"holders": ["theirs"]}, content_type="application/json")
    assert end.status_code == 409 and Launch.objects.get().ended_at is None
    assert "mine" not in str(Launch.objects.values().get())


def test_the_same_browser_is_not_recognisable_in_two_launches(new_play):
    for _ in range(2):
        assert start(new_play(), "mine").status_code == 200
    assert Launch.objects.values("holder_hash").distinct().count() == 2


@pytest.mark.parametrize("holders", ["x", 1, None, [None], [{}], ["\0"], ["x" * 10**5]])
def test_nonsense_for_a_holder_is_no_error(play, holders):
    answer = play.client.post(f"{play.path}start", {"holders": holders}, content_type="application/json")
    assert answer.status_code == 200


def test_missing_files_are_reported(play, tmp_path):
    for file in tmp_path.rglob("*.html"):
        file.unlink()
    page = play.client.get(play.path)
    assert page.status_code == 503 and "files of this course are missing" in page.content.decode()


def test_the_exit_url_must_be_a_page(play):
    for url in ("javascript:alert(1)", "//evil", "ftp://x", "data:text/html,x"):
        with pytest.raises(ValueError):
            launches.create_launch(play.attempt, exit_url=url)


def test_opening_is_counted_once_per_launch(play):
    for _ in range(3):
        play.start()
    assert (play.reread().launch_count, play.attempt.revision) == (1, 3)
    play.client.get(play.path)
    assert play.reread().revision == 3, "looking at the page must change nothing"


def test_an_attempt_is_created_once(play):
    ref, package = play.attempt.registration_ref, play.attempt.package
    again = attempts.get_or_create_attempt(ref, package, learner_id="x", learner_name="x")
    assert again == play.attempt == attempts.latest_attempt(ref)
    assert Attempt.objects.count() == 1 and attempts.latest_attempt("nobody") is None


def test_a_package_of_one_asset_is_complete_once_opened(play):
    play.attempt.package.scos.update(kind="asset")
    play.start()
    assert (play.reread().completion, play.attempt.success) == ("complete", "unknown")


def test_the_title_is_escaped_in_the_page(play):
    page = play.client.get(play.path).content.decode()
    assert "A &lt;course&gt; &amp; more" in page and "<course>" not in page


def test_initial_data_of_12(new_play):
    play = new_play(mastery_score=80, launch_data="start here", time_limit_action="exit,message")
    cmi = play.start()["cmi"]
    assert cmi["core"] == {
        "student_id": "ann@example.com",
        "student_name": "Smith, Ann",
        "credit": "credit",
        "lesson_mode": "normal",
        "entry": "ab-initio",
        "total_time": "00:00:00.00",
    }
    assert cmi["launch_data"] == "start here" and cmi["student_data"]["mastery_score"] == "80"


def test_12_resumes(play):
    play.start()
    core = play.core(lesson_location="3", exit="suspend", session_time="00:00:05", score={"raw": "7"})
    play.commit({**core, "suspend_data": "s", "interactions": {"0": {"student_response": "a", "id": "q"}}}, final=True)
    cmi = play.start()["cmi"]
    assert (cmi["core"]["entry"], cmi["core"]["lesson_location"], cmi["suspend_data"]) == ("resume", "3", "s")
    assert cmi["core"]["total_time"] == "00:00:05.00" and cmi["core"]["score"] == {"raw": "7"}
    assert "exit" not in cmi["core"] and "session_time" not in cmi["core"]
    assert list(cmi["interactions"]["0"]) == ["id", "student_response"]


@pytest.mark.parametrize(
    "status, exit_word, final, entry",
    [
        ("incomplete", "", True, "resume"),
        ("completed", "", True, ""),
        ("passed", "suspend", True, "resume"),
        ("passed", "", False, "resume"),
        ("incomplete", "time-out", True, ""),
    ],
)
def test_entry(play, status, exit_word, final, entry):
    play.start()
    play.commit(play.core(status, exit=exit_word), final=final)
    assert play.start()["cmi"]["core"]["entry"] == entry


def test_initial_2004_objectives_are_the_stored_ones_and_the_manifests(new_play):
    play = new_play("scorm_2004_3rd_edition", objective_ids=["primary", "two"], scaled_passing_score=0.8)
    assert play.start()["cmi"]["objectives"] == {"0": {"id": "primary"}, "1": {"id": "two"}}
    play.commit({"objectives": {"0": {"success_status": "passed", "id": "primary"}, "10": {"id": "own"}}})
    cmi = play.start()["cmi"]
    assert [each["id"] for each in cmi["objectives"].values()] == ["primary", "own", "two"]
    assert cmi["scaled_passing_score"] == "0.8" and cmi["total_time"] == "PT0H0M0S"


def test_a_reload_waits_for_the_previous_pages_beacons(play):
    play.start()
    after = {"after": {"session": play.session, "sequences": [1]}}
    ask = lambda: play.client.post(f"{play.path}start", after, content_type="application/json").json()  # noqa: E731
    assert ask() == {"wait": True}
    play.commit(play.core(lesson_location="last"), snapshot=True)
    assert ask()["cmi"]["core"]["lesson_location"] == "last"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"after": 1}', b'{"after": {"session": "\\u0000", "sequences": [1]}}'])
def test_a_reload_with_nonsense_does_not_wait(play, body):
    answer = play.client.post(f"{play.path}start", body, content_type="application/json")
    assert answer.status_code == 200 and "session" in answer.json()
