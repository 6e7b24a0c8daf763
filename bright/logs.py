"""Log formatting that masks credentials anywhere in a message, such as in a URL that an error quotes."""

import logging

from bright.http.credentials import mask


class MaskingFormatter(logging.Formatter):
    """Masks credentials in the whole formatted record, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return mask(super().format(record))
