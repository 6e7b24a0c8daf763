"""From CMI data to completion, success and score (runtime-and-dispatch.md, section 5). Pure.

`cmi` is what the browser sent below `runtimeData.cmi`: all leaves are text, lists are objects with index keys.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.scorm.runtime import durations

# Clocks differ, and content rounds up: a session may claim this much more than the time that really passed.
SLACK_SECONDS = 60.0

LESSON_STATUS = {  # SCORM 1.2's one word says both
    "passed": ("complete", "passed"),
    "completed": ("complete", "unknown"),
    "failed": ("complete", "failed"),
}
COMPLETION_STATUS = {"completed": "complete", "incomplete": "incomplete", "not attempted": "incomplete"}


@dataclass(frozen=True)
class Result:
    completion: str = "unknown"  # complete, incomplete, unknown
    success: str = "unknown"  # passed, failed, unknown
    score: float | None = None  # 0 to 100


def is_2004(standard: str) -> bool:
    return standard.startswith("scorm_2004")


def read(standard: str, cmi: Mapping[str, Any], *, final: bool) -> Result:
    """What one SCO's data says. `final`: the content has finished, it did not merely fall silent."""
    return _read_2004(cmi, final) if is_2004(standard) else _read_12(cmi, final)


def _read_12(cmi: Mapping[str, Any], final: bool) -> Result:
    core = branch(cmi, "core")
    status = text(core, "lesson_status")
    if final and status in ("", "not attempted"):
        status = "completed"  # content that never speaks of its status; it was there, and it has ended
    completion, success = LESSON_STATUS.get(status, ("incomplete", "unknown"))
    return Result(completion, success, _score_of_points(branch(core, "score")))


def _read_2004(cmi: Mapping[str, Any], final: bool) -> Result:
    score = branch(cmi, "score")
    scaled = number(score, "scaled")
    points = _score_of_points(score)
    percent = points if scaled is None else min(max(scaled * 100, 0.0), 100.0)
    return Result(_completion_2004(cmi, final), _success_2004(cmi, scaled), percent)


def _completion_2004(cmi: Mapping[str, Any], final: bool) -> str:
    threshold, progress = number(cmi, "completion_threshold"), number(cmi, "progress_measure")
    if threshold is not None and progress is not None:
        return "complete" if progress >= threshold else "incomplete"
    completion = COMPLETION_STATUS.get(text(cmi, "completion_status"), "unknown")
    # Sequencing, UP.4: an attempt that ends (not: is suspended) without a word on completion is complete.
    ended = final and text(cmi, "exit") not in ("suspend", "logout")
    return "complete" if completion == "unknown" and ended else completion


def _success_2004(cmi: Mapping[str, Any], scaled: float | None) -> str:
    passing = number(cmi, "scaled_passing_score")
    if passing is not None and scaled is not None:
        return "passed" if scaled >= passing else "failed"
    status = text(cmi, "success_status")
    return status if status in ("passed", "failed") else "unknown"


def _score_of_points(score: Mapping[str, Any]) -> float | None:
    """(raw - min) / (max - min), in per cent. The runtime fills in max = 100; only raw says that there is a score."""
    raw = number(score, "raw")
    if raw is None:
        return None
    low, high = number(score, "min") or 0.0, number(score, "max")
    high = 100.0 if high is None else high
    percent = (raw - low) / (high - low) * 100 if high > low else raw
    return min(max(round(percent, 4), 0.0), 100.0)


def hold(before: Result, now: Result) -> Result:
    """`now`, without taking back that the learner completed or passed.

    Where that holds a status, it holds the better score with it: "passed with 20" would be nobody's result.
    """
    completion = "complete" if before.completion == "complete" else now.completion
    success = "passed" if before.success == "passed" else now.success
    held = (completion, success) != (now.completion, now.success)
    return Result(completion, success, _better(before.score, now.score) if held else _newer(before.score, now.score))


def _better(before: float | None, now: float | None) -> float | None:
    scores = [score for score in (before, now) if score is not None]
    return max(scores, default=None)


def _newer(before: float | None, now: float | None) -> float | None:
    return before if now is None else now


def roll_up(results: Sequence[Result]) -> Result:
    """All SCOs of a package to one result; one that was never launched is `Result()`."""
    completions = {result.completion for result in results}
    successes = {result.success for result in results}
    scores = [result.score for result in results if result.score is not None]
    completion = "complete" if completions == {"complete"} else "incomplete" if completions - {"unknown"} else "unknown"
    success = "failed" if "failed" in successes else "passed" if "passed" in successes else "unknown"
    return Result(completion, success, sum(scores) / len(scores) if scores else None)


def session_seconds(standard: str, cmi: Mapping[str, Any]) -> float:
    """What the content says this session took; 0 if it says nothing."""
    return durations.seconds(text(cmi if is_2004(standard) else branch(cmi, "core"), "session_time"))


def credible_seconds(claimed: float, elapsed: float, *, ended: bool) -> float:
    """A session's seconds: as claimed, within the time that really passed; that time if an ended one claims none."""
    if claimed <= 0:
        return elapsed if ended else 0.0
    return min(claimed, elapsed + SLACK_SECONDS)


def branch(tree: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = tree.get(name)
    return value if isinstance(value, dict) else {}


def text(tree: Mapping[str, Any], name: str) -> str:
    value = tree.get(name)
    return str(value) if isinstance(value, str | int | float) else ""


def number(tree: Mapping[str, Any], name: str) -> float | None:
    try:
        value = float(text(tree, name))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
