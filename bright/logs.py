"""How log lines are written: whatever they quote, a URL in an error's text, say, no credential gets out."""

import logging
import re

from bright.http.credentials import mask

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class MaskingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def one_line(text: str) -> str:
    """What a caller sent, such that it can't begin a line of its own in the log, nor steer a terminal."""
    return CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)
