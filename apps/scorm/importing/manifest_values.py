"""Attribute values of a manifest → plain values that JSON and the database can hold; None if they aren't. Pure."""

import math

GREATEST = 1_000_000


def boolean(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower())


def number(text: str, least: float, greatest: float) -> float | None:
    """None also outside the range, and for NaN."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and least <= value <= greatest else None


def whole_number(text: str) -> int | None:
    value = number(text, 0, GREATEST)
    return int(value) if value is not None else None
