"""Texts from callers: which ones the database can store, and how to quote them in a log."""

import re

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can store the text: it takes neither NUL nor half a surrogate pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text))


def one_line(text: str) -> str:
    """The text with control characters escaped, so that it can't start a new log line or control a terminal."""
    return CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)
