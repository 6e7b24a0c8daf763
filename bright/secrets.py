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
    """What to store of a random secret that is only ever compared: 64 hexadecimal characters."""
    return _hash(settings.BRIGHT_SECRET_KEYS[0], text)


def keyed_hashes(text: str) -> list[str]:
    """What to compare with: the secret's hash under each key in use."""
    return [_hash(key, text) for key in settings.BRIGHT_SECRET_KEYS]


@lru_cache(maxsize=8)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    digests = (hashlib.sha256(f"bright.encrypt.{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt(text: str) -> str:
    """The text under the first key, as ASCII."""
    return _fernet(tuple(settings.BRIGHT_SECRET_KEYS)).encrypt(text.encode()).decode("ascii")


def decrypt(stored: str) -> str:
    """The text that `encrypt` was given. Raises ValueError if none of the keys decrypts it."""
    try:
        return _fernet(tuple(settings.BRIGHT_SECRET_KEYS)).decrypt(stored.encode("ascii")).decode()
    except InvalidToken:
        raise ValueError(
            "None of BRIGHT_SECRET_KEYS decrypts a stored secret: put back the key that it was encrypted with."
        ) from None


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database: it can't be searched, and a dump does not reveal it."""

    def get_prep_value(self, value: Any) -> Any:
        return value and encrypt(str(value))

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return value and decrypt(value)
