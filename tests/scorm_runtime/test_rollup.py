"""From CMI data to completion, success, score and time. No database."""

import pytest

from apps.scorm.runtime import durations, rollup
from apps.scorm.runtime.rollup import RollupResult as Result


def core(status: str = "", **score) -> dict:
    return {"core": {"lesson_status": status, "score": {"raw": "", "min": "", "max": "100", **score}}}


@pytest.mark.parametrize(
    "status, final, expected",
    [
        ("passed", False, ("complete", "passed")),
        ("failed", False, ("complete", "failed")),
        ("completed", False, ("complete", "unknown")),
        ("incomplete", True, ("incomplete", "unknown")),
        ("browsed", True, ("incomplete", "unknown")),
        ("not attempted", False, ("incomplete", "unknown")),
        ("not attempted", True, ("complete", "unknown")),
        ("", True, ("complete", "unknown")),
        ("nonsense", True, ("incomplete", "unknown")),
    ],
)
def test_lesson_status(status, final, expected):
    result = rollup.read_result("scorm_12", core(status), final=final)
    assert (result.completion, result.success) == expected


@pytest.mark.parametrize(
    "score, expected",
    [
        ({}, None),  # scorm-again sets max = 100 by itself
        ({"raw": "0"}, 0),
        ({"raw": "80"}, 80),
        ({"raw": "4", "min": "0", "max": "5"}, 80),
        ({"raw": "15", "min": "10", "max": "20"}, 50),
        ({"raw": "50", "min": "0", "max": "0"}, 50),
        ({"raw": "120"}, 100),
        ({"raw": "-5"}, 0),
        ({"raw": "nan"}, None),
        ({"raw": "eighty"}, None),
    ],
)
def test_score_from_raw(score, expected):
    assert rollup.read_result("scorm_12", core("completed", **score), final=True).score == expected


@pytest.mark.parametrize(
    "cmi, final, expected",
    [
        ({"completion_status": "completed", "success_status": "passed"}, True, ("complete", "passed", None)),
        ({"success_status": "passed", "score": {"scaled": "0.5"}}, False, ("unknown", "passed", 50)),
        ({"scaled_passing_score": "0.8", "score": {"scaled": "0.8"}}, False, ("unknown", "passed", 80)),
        ({"scaled_passing_score": "0.8", "score": {"scaled": "0.7"}, "success_status": "passed"}, False,
         ("unknown", "failed", 70)),
        ({"completion_threshold": "0.5", "progress_measure": "0.5"}, False, ("complete", "unknown", None)),
        ({"completion_threshold": "0.5", "progress_measure": "0.4", "completion_status": "completed"}, True,
         ("incomplete", "unknown", None)),
        ({"score": {"scaled": "-0.5"}}, False, ("unknown", "unknown", 0)),
        ({"score": {"raw": "3", "min": "0", "max": "4"}}, False, ("unknown", "unknown", 75)),
        ({"completion_status": "unknown"}, True, ("complete", "unknown", None)),
        ({"completion_status": "unknown", "exit": "suspend"}, True, ("unknown", "unknown", None)),
        ({"completion_status": "not attempted"}, True, ("incomplete", "unknown", None)),
    ],
)  # fmt: skip
def test_2004(cmi, final, expected):
    result = rollup.read_result("scorm_2004_4th_edition", cmi, final=final)
    assert (result.completion, result.success, result.score) == expected


@pytest.mark.parametrize(
    "before, now, expected",
    [
        (Result(), Result("incomplete"), Result("incomplete")),
        (
            Result("complete", "passed", 90),
            Result("incomplete", "failed", 20),
            Result("complete", "passed", 90),
        ),
        (
            Result("complete", "passed", 70),
            Result("complete", "passed", 60),
            Result("complete", "passed", 60),
        ),
        (
            Result("complete", "failed", 40),
            Result("complete", "passed", 80),
            Result("complete", "passed", 80),
        ),
        (
            Result("incomplete", "unknown", 40),
            Result("incomplete"),
            Result("incomplete", "unknown", 40),
        ),
    ],
)
def test_merging_never_revokes_completion_or_success(before, now, expected):
    assert rollup.merge(before, now) == expected


@pytest.mark.parametrize(
    "results, expected",
    [
        ([], Result()),
        ([Result("complete", "passed", 80)], Result("complete", "passed", 80)),
        ([Result("complete", "passed", 80), Result()], Result("incomplete", "passed", 80)),
        (
            [Result("complete", "passed", 80), Result("complete", "failed", 20)],
            Result("complete", "failed", 50),
        ),
        ([Result("complete"), Result("complete", "unknown", None)], Result("complete")),
    ],
)
def test_roll_up(results, expected):
    assert rollup.roll_up(results) == expected


@pytest.mark.parametrize(
    "claimed, elapsed, ended, expected",
    [(50, 60, True, 50), (90, 60, False, 90), (9999, 60, True, 120), (0, 60, True, 60), (0, 60, False, 0)],
)
def test_credible_seconds(claimed, elapsed, ended, expected):
    assert rollup.credible_seconds(claimed, elapsed, ended=ended) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("00:00:07.5", 7.5),
        ("0001:02:03", 3723),
        ("PT1H2M3.25S", 3723.25),
        ("P1DT1S", 86401),
        ("PT0S", 0),
        ("", 0),
        ("P", 0),
        ("12", 0),
        ("PT-5S", 0),
        ("9" * 50 + ":00:00", 0),
    ],
)
def test_seconds(text, expected):
    assert durations.seconds(text) == expected


def test_time_is_written_in_each_standards_format():
    assert durations.timespan(3723.256) == "01:02:03.26"
    assert durations.timespan(4.47, hour_digits=4) == "0000:00:04.47"
    assert durations.timespan(59.999) == "00:01:00.00"
    assert durations.duration(3723.5) == "PT1H2M3.5S"
