"""The CMI data a SCO starts with (runtime-and-dispatch.md, section 4). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from apps.scorm.runtime import durations
from apps.scorm.runtime.rollup import branch, is_2004, text

KEPT_CORE_12 = ("lesson_location", "lesson_status", "score")
KEPT_12 = ("suspend_data", "comments", "student_preference", "objectives", "interactions")
KEPT_2004 = (
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
# The runtime refuses an interaction's answers before it knows its id and type; the database forgets the order of keys.
FIRST = ("id", "type")


class Terms(Protocol):
    """What the manifest says of one SCO: apps.scorm.models.Sco."""

    mastery_score: float | None
    scaled_passing_score: float | None
    completion_threshold: float | None
    max_time_allowed: str
    time_limit_action: str
    launch_data: str
    objective_ids: list[str]


@dataclass(frozen=True)
class Stored:
    """What an earlier session of the same attempt left behind."""

    cmi: Mapping[str, Any]
    seconds: float
    complete: bool
    finished: bool  # by the content's own finish


def seed(
    standard: str, terms: Terms, learner: tuple[str, str], stored: Stored | None, *, review: bool
) -> dict[str, Any]:
    """A tree for scorm-again's `loadFromJSON`; `learner` is (id, "Last, First")."""
    make = _seed_2004 if is_2004(standard) else _seed_12
    return make(terms, learner, stored, review)


def entry(standard: str, stored: Stored | None) -> str:
    """Lenient on purpose: content often closes with an empty exit and still expects its bookmark."""
    if stored is None:
        return "ab-initio"
    exit_word = text(stored.cmi if is_2004(standard) else branch(stored.cmi, "core"), "exit")
    if exit_word in ("suspend", "logout") or not stored.finished:
        return "resume"
    return "resume" if exit_word == "" and not stored.complete else ""


def _seed_12(terms: Terms, learner: tuple[str, str], stored: Stored | None, review: bool) -> dict[str, Any]:
    cmi = stored.cmi if stored else {}
    core = {
        **_kept(branch(cmi, "core"), KEPT_CORE_12),
        "student_id": learner[0],
        "student_name": learner[1],
        "credit": "no-credit" if review else "credit",
        "lesson_mode": "review" if review else "normal",
        "entry": entry("scorm_12", stored),
        # Also for a fresh SCO: the runtime's reset() would carry the last one's over.
        "total_time": durations.timespan(stored.seconds if stored else 0),
    }
    student_data = {
        "mastery_score": _number(terms.mastery_score),
        "max_time_allowed": terms.max_time_allowed,
        "time_limit_action": terms.time_limit_action,
    }
    return {**_kept(cmi, KEPT_12), "core": core, "launch_data": terms.launch_data, "student_data": student_data}


def _seed_2004(terms: Terms, learner: tuple[str, str], stored: Stored | None, review: bool) -> dict[str, Any]:
    cmi = stored.cmi if stored else {}
    return {
        **_kept(cmi, KEPT_2004),
        "learner_id": learner[0],
        "learner_name": learner[1],
        "credit": "no-credit" if review else "credit",
        "mode": "review" if review else "normal",
        "entry": entry("scorm_2004", stored),
        "total_time": durations.duration(stored.seconds if stored else 0),
        "launch_data": terms.launch_data,
        "completion_threshold": _number(terms.completion_threshold),
        "scaled_passing_score": _number(terms.scaled_passing_score),
        "max_time_allowed": terms.max_time_allowed,
        "time_limit_action": terms.time_limit_action,
        "objectives": _objectives(branch(cmi, "objectives"), terms.objective_ids),
    }


def _objectives(stored: Mapping[str, Any], manifest_ids: list[str]) -> dict[str, Any]:
    """Stored ones in their order, then those of the manifest that are missing: real content fails without them."""
    found = [_ordered(stored[index]) for index in sorted(stored, key=_index)]
    known = {text(each, "id") for each in found if isinstance(each, dict)}
    missing = [{"id": name} for name in manifest_ids if name not in known]
    return {str(index): each for index, each in enumerate([*found, *missing])}


def _index(key: str) -> int:
    return int(key) if key.isdecimal() else 1 << 30


def _kept(tree: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _ordered(tree[name]) for name in names if tree.get(name) not in ("", {}, None)}


def _ordered(value: Any) -> Any:
    """Deeply, with `id` and `type` first."""
    if not isinstance(value, dict):
        return value
    names = [*(name for name in FIRST if name in value), *(name for name in value if name not in FIRST)]
    return {name: _ordered(value[name]) for name in names}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
