"""Log formatting that masks credentials anywhere in a message, such as in a URL that an error quotes."""

import logging
from typing import Any

from django.db import InterfaceError, OperationalError

from bright.http.credentials import mask
from bright.text import one_line

logger = logging.getLogger("bright.error")


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


def log_unforeseen(error: BaseException | None, request_id: str | None) -> tuple[int, str]:
    """Log an error that nothing foresees: one line if the database is away, else the traceback.

    Returns the status to answer it with, and the reason for the request log.
    """
    if isinstance(error, OperationalError | InterfaceError):
        logger.error("event=database_away request_id=%s %s", request_id, error)
        return 503, "the database is away"
    logger.error("event=unhandled request_id=%s", request_id, exc_info=error)
    return 500, f"unhandled {type(error).__name__}"
