"""Log formatting that masks credentials, whatever a message quotes: a URL in an error's text, say."""

import logging
import re

from bright.http.credentials import mask

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class MaskingFormatter(logging.Formatter):
    """Masks credentials in the whole formatted record, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def one_line(text: str) -> str:
    """Text from a caller with control characters escaped: it can't start a new log line or control a terminal."""
    return CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)
