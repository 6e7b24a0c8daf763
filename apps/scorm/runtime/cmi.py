"""Reading values from CMI data. Pure.

`cmi` is what the browser sent below `runtimeData.cmi`: values are strings, and lists are objects whose keys are the
indexes. It comes from course content, so any part may be missing or of the wrong type.
"""

import math
from collections.abc import Mapping
from typing import Any


def is_2004(standard: str) -> bool:
    """Whether `standard`, as in `Package.standard`, is an edition of SCORM 2004 and not SCORM 1.2."""
    return standard.startswith("scorm_2004")


def branch(tree: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object at `name`; an empty one if there is none."""
    value = tree.get(name)
    return value if isinstance(value, dict) else {}


def text(tree: Mapping[str, Any], name: str) -> str:
    """The value at `name` as text; "" if there is none."""
    value = tree.get(name)
    return str(value) if isinstance(value, str | int | float) else ""


def number(tree: Mapping[str, Any], name: str) -> float | None:
    """The value at `name` as a number; None if there is none, or it is not finite."""
    try:
        value = float(text(tree, name))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
