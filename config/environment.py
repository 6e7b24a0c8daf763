"""Reading settings from the environment. A wrong value stops the start with one sentence."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "t", "true", "yes", "on"}, {"0", "f", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable; else the content of the file that `<name>_FILE` names; else the default."""
    if os.environ.get(name):
        return os.environ[name]
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return default
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which can't be read: {error.strerror}.") from None


def boolean(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in TRUE


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    value = text(name, default).lower()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not {value!r}.")
    return value


def is_loopback(url: str) -> bool:
    """Whether only this machine reaches the URL's host."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127.")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def url(name: str, default: str) -> str:
    """A base URL without a trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name} must look like https://bright.example, not {value!r}.")
    return value


def running_servers(home: Path) -> dict[str, str]:
    """`database_url` and `broker_url` of the embedded servers, as `bright up` wrote them; empty if there are none."""
    try:
        return json.loads((home / "servers.json").read_text())
    except (OSError, ValueError):
        return {}


def secret_keys(home: Path) -> list[str]:
    """The key list, newest first: from BRIGHT_SECRET_KEYS, else from the file that `bright up` made in its home."""
    keys = words("BRIGHT_SECRET_KEYS")
    if not keys and (home / "secret_keys").exists():
        keys = (home / "secret_keys").read_text().split()
    if any(len(key) < 32 for key in keys):
        raise ImproperlyConfigured("Each key in BRIGHT_SECRET_KEYS must have 32 characters or more.")
    return keys
