"""Texts from callers: which the database can hold, and how they are quoted in a log."""

import re

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can store the text: it has no place for NUL, nor for half a surrogate pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))


def one_line(text: str) -> str:
    """Text from a caller with control characters escaped: it can't start a new log line or control a terminal."""
    return CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)
