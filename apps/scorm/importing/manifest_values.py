"""Texts in a manifest → values that JSON and the database can hold; None for texts that are not valid. Pure."""

import math

MAX_WHOLE_NUMBER = 1_000_000


def boolean(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower())


def number(text: str, minimum: float, maximum: float) -> float | None:
    """None also for NaN, and for a number outside the range."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and minimum <= value <= maximum else None


def whole_number(text: str) -> int | None:
    value = number(text, 0, MAX_WHOLE_NUMBER)
    return int(value) if value is not None else None
