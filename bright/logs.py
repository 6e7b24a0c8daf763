"""How log lines are written: whatever they quote, a URL in an error's text, say, no credential gets out."""

import logging

from bright.credentials import mask


class MaskingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
