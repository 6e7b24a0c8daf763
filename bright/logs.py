"""Log formatting that masks credentials anywhere in a message, such as in a URL that an error quotes."""

import logging
from typing import Any

from bright.http.credentials import mask
from bright.text import one_line


class MaskingFormatter(logging.Formatter):
    """Masks credentials in the whole formatted record, its traceback included.

    A message is one line, and a traceback is indented: nothing from a caller can pass for a record of its own, or
    control the terminal.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return mask(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        return one_line(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        return "\n".join("    " + one_line(line) for line in super().formatException(ei).split("\n"))
