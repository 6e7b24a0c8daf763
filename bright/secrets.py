"""Secrets at rest: verify-only ones as keyed hashes, recoverable ones encrypted.

See docs/contract/reliability.md, "Secrets at rest".

Keys come from settings.BRIGHT_SECRET_KEYS, newest first: the first hashes and encrypts, all verify and decrypt.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


def _hash(key: str, text: str) -> str:
    return hmac.new(f"bright.hash.{key}".encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def keyed_hash(text: str) -> str:
    """What to store for a random secret that only has to be recognised: 64 hex characters."""
    return _hash(settings.BRIGHT_SECRET_KEYS[0], text)


def keyed_hashes(text: str) -> list[str]:
    """What to look for: the secret's hash under every key that is still in use."""
    return [_hash(key, text) for key in settings.BRIGHT_SECRET_KEYS]


@lru_cache(maxsize=8)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    digests = (hashlib.sha256(f"bright.encrypt.{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt(text: str) -> str:
    return _fernet(tuple(settings.BRIGHT_SECRET_KEYS)).encrypt(text.encode()).decode("ascii")


def decrypt(stored: str) -> str:
    """Raises ValueError when none of the keys opens it."""
    try:
        return _fernet(tuple(settings.BRIGHT_SECRET_KEYS)).decrypt(stored.encode("ascii")).decode()
    except InvalidToken:
        raise ValueError(
            "None of BRIGHT_SECRET_KEYS opens a stored secret: put the key it was made with back."
        ) from None


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database. It can't be searched; its content never appears in a dump."""

    def get_prep_value(self, value: Any) -> Any:
        return value and encrypt(str(value))

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return value and decrypt(value)
