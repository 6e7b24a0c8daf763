"""The CMI data that a SCO starts with (docs/contract/content-and-player.md). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from apps.scorm.runtime import durations
from apps.scorm.runtime.cmi import branch, is_2004, text

RESTORED_CORE_12 = ("lesson_location", "lesson_status", "score")
RESTORED_12 = ("suspend_data", "comments", "student_preference", "objectives", "interactions")
RESTORED_2004 = (
    "location",
    "completion_status",
    "success_status",
    "progress_measure",
    "score",
    "suspend_data",
    "learner_preference",
    "comments_from_learner",
    "interactions",
)
# scorm-again refuses an interaction's responses before its id and type; the database does not keep the order of keys.
FIRST = ("id", "type")


class ScoSettings(Protocol):
    """What the manifest says of one SCO: these fields of apps.scorm.models.Sco."""

    mastery_score: float | None
    scaled_passing_score: float | None
    completion_threshold: float | None
    max_time_allowed: str
    time_limit_action: str
    launch_data: str
    objective_ids: list[str]


@dataclass(frozen=True)
class StoredState:
    """What earlier sessions of the same attempt have stored."""

    cmi: Mapping[str, Any]
    seconds: float
    complete: bool
    finished: bool  # the content itself ended the last session


def initial_cmi(
    standard: str, sco: ScoSettings, learner: tuple[str, str], stored: StoredState | None, *, review: bool
) -> dict[str, Any]:
    """A tree for scorm-again's `loadFromJSON`.

    `learner`: id, and name as "Last, First". `stored`: None if the SCO was never started. `review`: nothing will be
    recorded.
    """
    make = _initial_2004 if is_2004(standard) else _initial_12
    return make(sco, learner, stored, review)


def entry(standard: str, stored: StoredState | None) -> str:
    """`cmi.entry`, more leniently than the standard: much content exits with "" and still expects its bookmark."""
    if stored is None:
        return "ab-initio"
    exit_word = text(stored.cmi if is_2004(standard) else branch(stored.cmi, "core"), "exit")
    if exit_word in ("suspend", "logout") or not stored.finished:
        return "resume"
    return "resume" if exit_word == "" and not stored.complete else ""


def _initial_12(sco: ScoSettings, learner: tuple[str, str], stored: StoredState | None, review: bool) -> dict[str, Any]:
    cmi = stored.cmi if stored else {}
    core = {
        **_restored(branch(cmi, "core"), RESTORED_CORE_12),
        "student_id": learner[0],
        "student_name": learner[1],
        "credit": "no-credit" if review else "credit",
        "lesson_mode": "review" if review else "normal",
        "entry": entry("scorm_12", stored),
        # Set for a new SCO, too: scorm-again's reset() would carry over the previous one's.
        "total_time": durations.timespan(stored.seconds if stored else 0),
    }
    student_data = {
        "mastery_score": _number_text(sco.mastery_score),
        "max_time_allowed": sco.max_time_allowed,
        "time_limit_action": sco.time_limit_action,
    }
    return {**_restored(cmi, RESTORED_12), "core": core, "launch_data": sco.launch_data, "student_data": student_data}


def _initial_2004(
    sco: ScoSettings, learner: tuple[str, str], stored: StoredState | None, review: bool
) -> dict[str, Any]:
    cmi = stored.cmi if stored else {}
    return {
        **_restored(cmi, RESTORED_2004),
        "learner_id": learner[0],
        "learner_name": learner[1],
        "credit": "no-credit" if review else "credit",
        "mode": "review" if review else "normal",
        "entry": entry("scorm_2004", stored),
        "total_time": durations.duration(stored.seconds if stored else 0),
        "launch_data": sco.launch_data,
        "completion_threshold": _number_text(sco.completion_threshold),
        "scaled_passing_score": _number_text(sco.scaled_passing_score),
        "max_time_allowed": sco.max_time_allowed,
        "time_limit_action": sco.time_limit_action,
        "objectives": _objectives(branch(cmi, "objectives"), sco.objective_ids),
    }


def _objectives(stored: Mapping[str, Any], manifest_ids: list[str]) -> dict[str, Any]:
    """The stored objectives in their order, then the manifest's that are missing: real content fails without them."""
    objectives = [_id_first(stored[index]) for index in sorted(stored, key=_index)]
    ids = {text(objective, "id") for objective in objectives if isinstance(objective, dict)}
    missing = [{"id": name} for name in manifest_ids if name not in ids]
    return {str(index): objective for index, objective in enumerate([*objectives, *missing])}


def _index(key: str) -> int:
    return int(key) if key.isdecimal() else 1 << 30


def _restored(tree: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _id_first(tree[name]) for name in names if tree.get(name) not in ("", {}, None)}


def _id_first(value: Any) -> Any:
    """The same value, with `id` and `type` as the first keys of every object in it."""
    if not isinstance(value, dict):
        return value
    names = [*(name for name in FIRST if name in value), *(name for name in value if name not in FIRST)]
    return {name: _id_first(value[name]) for name in names}


def _number_text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
