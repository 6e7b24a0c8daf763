"""From CMI data to completion, success and score. Pure.

See docs/contract/content-and-player.md, "Completion, success and score".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.scorm.runtime import durations
from apps.scorm.runtime.cmi import branch, is_2004, number, text

# Clocks differ and content rounds up, so a session may claim this much more than the time that really passed.
SLACK_SECONDS = 60.0

LESSON_STATUS = {  # SCORM 1.2 has one word for completion and success
    "passed": ("complete", "passed"),
    "completed": ("complete", "unknown"),
    "failed": ("complete", "failed"),
}
COMPLETION_STATUS = {"completed": "complete", "incomplete": "incomplete", "not attempted": "incomplete"}


@dataclass(frozen=True)
class RollupResult:
    """The result of one SCO or of a whole attempt."""

    completion: str = "unknown"  # complete, incomplete, unknown
    success: str = "unknown"  # passed, failed, unknown
    score: float | None = None  # 0 to 100


def read_result(standard: str, cmi: Mapping[str, Any], *, final: bool) -> RollupResult:
    """The result of one SCO.

    `final`: the content itself has ended the session; False if it just stopped sending.
    """
    return _read_2004(cmi, final) if is_2004(standard) else _read_12(cmi, final)


def _read_12(cmi: Mapping[str, Any], final: bool) -> RollupResult:
    core = branch(cmi, "core")
    status = text(core, "lesson_status")
    if final and status in ("", "not attempted"):
        status = "completed"  # content that never sets a status: it was opened, and it has ended
    completion, success = LESSON_STATUS.get(status, ("incomplete", "unknown"))
    return RollupResult(completion, success, _score_from_raw(branch(core, "score")))


def _read_2004(cmi: Mapping[str, Any], final: bool) -> RollupResult:
    score = branch(cmi, "score")
    scaled = number(score, "scaled")
    percent = _score_from_raw(score) if scaled is None else min(max(scaled * 100, 0.0), 100.0)
    return RollupResult(_completion_2004(cmi, final), _success_2004(cmi, scaled), percent)


def _completion_2004(cmi: Mapping[str, Any], final: bool) -> str:
    threshold, progress = number(cmi, "completion_threshold"), number(cmi, "progress_measure")
    if threshold is not None and progress is not None:
        return "complete" if progress >= threshold else "incomplete"
    completion = COMPLETION_STATUS.get(text(cmi, "completion_status"), "unknown")
    # Sequencing, UP.4: an attempt that ends (and is not suspended) without setting its completion is complete.
    ended = final and text(cmi, "exit") not in ("suspend", "logout")
    return "complete" if completion == "unknown" and ended else completion


def _success_2004(cmi: Mapping[str, Any], scaled: float | None) -> str:
    passing = number(cmi, "scaled_passing_score")
    if passing is not None and scaled is not None:
        return "passed" if scaled >= passing else "failed"
    status = text(cmi, "success_status")
    return status if status in ("passed", "failed") else "unknown"


def _score_from_raw(score: Mapping[str, Any]) -> float | None:
    """(raw - min) / (max - min), in per cent. None without `raw`: scorm-again sets max = 100 by itself."""
    raw = number(score, "raw")
    if raw is None:
        return None
    low, high = number(score, "min") or 0.0, number(score, "max")
    high = 100.0 if high is None else high
    percent = (raw - low) / (high - low) * 100 if high > low else raw
    return min(max(round(percent, 4), 0.0), 100.0)


def merge(before: RollupResult, now: RollupResult) -> RollupResult:
    """`now`, but complete and passed stay as they were `before`.

    Where a status is carried over, the better score is, too: "passed with 20" was never anybody's result.
    """
    completion = "complete" if before.completion == "complete" else now.completion
    success = "passed" if before.success == "passed" else now.success
    carried_over = (completion, success) != (now.completion, now.success)
    score = _better(before.score, now.score) if carried_over else _newer(before.score, now.score)
    return RollupResult(completion, success, score)


def _better(before: float | None, now: float | None) -> float | None:
    scores = [score for score in (before, now) if score is not None]
    return max(scores, default=None)


def _newer(before: float | None, now: float | None) -> float | None:
    return before if now is None else now


def roll_up(results: Sequence[RollupResult]) -> RollupResult:
    """The results of all SCOs of a package as one. A SCO that was never launched counts as `RollupResult()`."""
    completions = {result.completion for result in results}
    successes = {result.success for result in results}
    scores = [result.score for result in results if result.score is not None]
    completion = "complete" if completions == {"complete"} else "incomplete" if completions - {"unknown"} else "unknown"
    success = "failed" if "failed" in successes else "passed" if "passed" in successes else "unknown"
    return RollupResult(completion, success, sum(scores) / len(scores) if scores else None)


def session_seconds(standard: str, cmi: Mapping[str, Any]) -> float:
    """How long the content says this session took; 0 if it doesn't say."""
    return durations.seconds(text(cmi if is_2004(standard) else branch(cmi, "core"), "session_time"))


def credible_seconds(claimed: float, elapsed: float, *, ended: bool) -> float:
    """A session's seconds: those claimed, limited by those elapsed. Without a claim: all elapsed if it has ended."""
    if claimed <= 0:
        return elapsed if ended else 0.0
    return min(claimed, elapsed + SLACK_SECONDS)
