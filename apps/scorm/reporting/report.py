"""Attempt → `<registrationreport>` (docs/contract/content-and-player.md, "Reports"), from plain values. Pure.

The formats are course, activity and full. A value that is not set is an empty element, never the word null.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.etree import Element, SubElement, _Element, tostring

from apps.scorm.reporting.report_xml import add, clean, format_number
from apps.scorm.reporting.runtime_report import add_runtime
from apps.scorm.runtime import durations
from apps.scorm.runtime.cmi import branch, is_2004, text

DECLARATION = '<?xml version="1.0" encoding="utf-8" ?>\n'


@dataclass(frozen=True)
class Activity:
    """One node of the tree: the course as a whole, or a SCO. `cmi` is None until the SCO has been launched."""

    identifier: str
    title: str
    standard: str
    completion: str = "unknown"  # complete, incomplete, unknown
    success: str = "unknown"  # passed, failed, unknown
    score: float | None = None  # 0 to 100
    seconds: float = 0.0
    attempts: int = 0
    cmi: Mapping[str, Any] | None = None
    children: Sequence["Activity"] = ()


def registration_report(format: str, *, regid: str, instanceid: int, course: Activity) -> str:
    """The element as text. `format` is course, activity or full; any other value means course."""
    build = {"activity": _activity, "full": _full_activity}.get(format)
    attributes = {"format": format if build else "course", "regid": clean(regid), "instanceid": str(instanceid)}
    root = Element("registrationreport", attributes)
    if build:
        build(root, course)
    else:
        _course(root, course)
    return tostring(root, encoding="unicode")


def course_result(*, regid: str, instanceid: int, course: Activity) -> str:
    """The document stored as a registration's `course_result`.

    See docs/contract/resources/registration.md, "course_result".
    """
    return envelope(registration_report("course", regid=regid, instanceid=instanceid, course=course))


def full_result(*, regid: str, instanceid: int, course: Activity) -> str:
    return envelope(registration_report("full", regid=regid, instanceid=instanceid, course=course))


def envelope(report: str) -> str:
    return f'{DECLARATION}<rsp stat="ok">{report}</rsp>'


def _course(root: _Element, course: Activity) -> None:
    add(root, "complete", course.completion)
    add(root, "success", course.success)
    add(root, "totaltime", str(int(course.seconds)))
    add(root, "score", "unknown" if course.score is None else format_number(course.score))


def _activity(parent: _Element, activity: Activity) -> None:
    node = SubElement(parent, "activity", id=clean(activity.identifier))
    add(node, "title", activity.title)
    add(node, "attempts", str(activity.attempts))
    add(node, "complete", activity.completion)
    add(node, "success", activity.success)
    add(node, "time", durations.timespan(activity.seconds, hour_digits=4) if activity.attempts else "")
    add(node, "score", "unknown" if activity.score is None else format_number(activity.score))
    children = SubElement(node, "children")
    for child in activity.children:
        _activity(children, child)


def _full_activity(parent: _Element, activity: Activity) -> None:
    node = SubElement(parent, "activity", id=clean(activity.identifier))
    add(node, "title", activity.title)
    add(node, "satisfied", _boolean(activity.success == "passed"))
    add(node, "completed", _boolean(activity.completion == "complete"))
    add(node, "progressstatus", _boolean(activity.completion != "unknown"))
    add(node, "attempts", str(activity.attempts))
    add(node, "suspended", _boolean(_is_suspended(activity)))
    _add_objectives(SubElement(node, "objectives"), activity)
    if activity.cmi is not None:
        add_runtime(node, activity.standard, activity.cmi, activity.seconds)
    children = SubElement(node, "children")
    for child in activity.children:
        _full_activity(children, child)


def _is_suspended(activity: Activity) -> bool:
    cmi = activity.cmi or {}
    return text(cmi if is_2004(activity.standard) else branch(cmi, "core"), "exit") in ("suspend", "logout")


def _add_objectives(node: _Element, activity: Activity) -> None:
    """The activity's primary objective, from its success and score."""
    objective = SubElement(node, "objective", id="primary")
    add(objective, "measurestatus", _boolean(activity.score is not None))
    add(objective, "normalizedmeasure", f"{(activity.score or 0.0) / 100:.4g}" if activity.score else "0.0")
    add(objective, "progressstatus", _boolean(activity.success != "unknown"))
    add(objective, "satisfiedstatus", _boolean(activity.success == "passed"))


def _boolean(value: bool) -> str:
    return "true" if value else "false"
