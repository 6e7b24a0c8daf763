"""CMI data → the `<runtime>` element of a full report (docs/contract/content-and-player.md, "Reports"). Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from lxml.etree import SubElement, _Element

from apps.scorm.reporting.report_xml import add, add_data, clean
from apps.scorm.runtime import durations
from apps.scorm.runtime.cmi import branch, is_2004, text
from apps.scorm.runtime.rollup import LESSON_STATUS

Tree = Mapping[str, Any]
CREDIT = {"credit": "Credit", "no-credit": "NoCredit"}
ENTRY = {"ab-initio": "AbInitio", "resume": "Resume"}
EXIT = {"normal": "Normal", "suspend": "Suspend", "time-out": "TimeOut", "logout": "Logout"}
MODE = {"normal": "Normal", "review": "Review", "browse": "Browse"}
SUCCESS = {"passed": "Passed", "failed": "Failed"}
SCORE = ("scaled", "min", "raw", "max")
INTERACTION = ("weighting", "learner_response", "result", "latency", "description")
STATIC = (
    "completion_threshold",
    "launch_data",
    "learner_id",
    "learner_name",
    "max_time_allowed",
    "scaled_passing_score",
    "time_limit_action",
)


def add_runtime(parent: _Element, standard: str, cmi: Tree, seconds: float) -> None:
    """Append the element to `parent`. `seconds`: the SCO's total time."""
    values = cmi if is_2004(standard) else as_2004(cmi)
    node = SubElement(parent, "runtime")
    _add_state(node, values)
    total = durations.timespan(seconds, hour_digits=4)
    add(node, "total_time", total)
    add(node, "timetracked", total)
    add(node, "success_status", SUCCESS.get(text(values, "success_status"), "Unknown"))
    add_data(node, "suspend_data", text(values, "suspend_data"))
    for name in ("comments_from_learner", "comments_from_lms"):
        _add_each(SubElement(node, name), "comment", branch(values, name), _add_comment)
    _add_each(SubElement(node, "interactions"), "interaction", branch(values, "interactions"), _add_interaction)
    _add_each(SubElement(node, "objectives"), "objective", branch(values, "objectives"), _add_objective)
    static = SubElement(node, "static")
    for name in STATIC:
        add(static, name, text(values, name) or ("Undefined" if name == "time_limit_action" else ""))


def as_2004(cmi: Tree) -> dict[str, Any]:
    """SCORM 1.2 data under the names of SCORM 2004: those that a report uses."""
    core, limits, preference = branch(cmi, "core"), branch(cmi, "student_data"), branch(cmi, "student_preference")
    status = text(core, "lesson_status")
    comments = {"0": {"comment": text(cmi, "comments")}} if text(cmi, "comments") else {}
    return {
        "completion_status": "completed" if status in LESSON_STATUS else status,
        "success_status": status,
        **{name: text(core, name) for name in ("credit", "entry", "exit")},
        **{name: text(cmi, name) for name in ("suspend_data", "launch_data")},
        **{name: text(limits, name) for name in ("max_time_allowed", "time_limit_action")},
        "learner_preference": {"audio_level": text(preference, "audio"), "language": text(preference, "language")},
        "learner_id": text(core, "student_id"),
        "learner_name": text(core, "student_name"),
        "location": text(core, "lesson_location"),
        "mode": text(core, "lesson_mode"),
        "score": branch(core, "score") if text(branch(core, "score"), "raw") else {},
        "comments_from_learner": comments,
        "interactions": {key: _interaction_12(entry) for key, entry in items(branch(cmi, "interactions"))},
        "objectives": {key: _objective_12(entry) for key, entry in items(branch(cmi, "objectives"))},
    }


def _interaction_12(entry: Tree) -> dict[str, Any]:
    return {**entry, "timestamp": text(entry, "time"), "learner_response": text(entry, "student_response")}


def _objective_12(entry: Tree) -> dict[str, Any]:
    status = text(entry, "status")
    completion = "completed" if status in LESSON_STATUS else status
    return {**entry, "success_status": status, "completion_status": completion}


def items(tree: Tree) -> list[tuple[str, Tree]]:
    """The entries of an indexed list, in order; other keys are left out."""
    keys = sorted((key for key in tree if key.isdecimal()), key=int)
    return [(key, branch(tree, key)) for key in keys]


def _add_state(node: _Element, values: Tree) -> None:
    add(node, "completion_status", text(values, "completion_status") or "unknown")
    add(node, "credit", CREDIT.get(text(values, "credit"), "Credit"))
    add(node, "entry", ENTRY.get(text(values, "entry"), "Other"))
    add(node, "exit", EXIT.get(text(values, "exit"), "Unknown"))
    preference = SubElement(node, "learnerpreference")
    for name in ("audio_level", "language", "delivery_speed", "audio_captioning"):
        add(preference, name, text(branch(values, "learner_preference"), name))
    add(node, "location", text(values, "location"))
    add(node, "mode", MODE.get(text(values, "mode"), "Normal"))
    add(node, "progress_measure", text(values, "progress_measure"))
    for name in ("scaled", "raw", "min", "max"):
        add(node, f"score_{name}", text(branch(values, "score"), name))


def _add_each(parent: _Element, name: str, entries: Tree, fill: Callable[[_Element, Tree], None]) -> None:
    for _, entry in items(entries):
        fill(SubElement(parent, name), entry)


def _add_comment(node: _Element, entry: Tree) -> None:
    add(node, "value", text(entry, "comment"))
    add(node, "location", text(entry, "location"))
    add(node, "date_time", text(entry, "timestamp"))


def _add_interaction(node: _Element, entry: Tree) -> None:
    node.set("id", clean(text(entry, "id")))
    add(node, "type", text(entry, "type"))
    objectives = SubElement(node, "objectives")
    for _, objective in items(branch(entry, "objectives")):
        SubElement(objectives, "objective", id=clean(text(objective, "id")))
    add(node, "timestamp", text(entry, "timestamp"))
    responses = SubElement(node, "correct_responses")
    for _, response in items(branch(entry, "correct_responses")):
        SubElement(responses, "response", id=clean(text(response, "pattern")))
    for name in INTERACTION:
        add(node, name, text(entry, name))


def _add_objective(node: _Element, entry: Tree) -> None:
    node.set("id", clean(text(entry, "id")))
    for name in SCORE:
        add(node, f"score_{name}", text(branch(entry, "score"), name))
    for name in ("success_status", "completion_status"):
        add(node, name, text(entry, name) or "unknown")
    add(node, "progress_measure", text(entry, "progress_measure"))
    add(node, "description", text(entry, "description"))
