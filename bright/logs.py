"""Log formatting that masks credentials, whatever a message quotes: a URL in an error's text, say."""

import logging

from bright.http.credentials import mask


class MaskingFormatter(logging.Formatter):
    """Masks credentials in the whole formatted record, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
