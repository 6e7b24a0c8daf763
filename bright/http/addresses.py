"""Addresses from outside: URLs to which we may redirect a browser, and callers' IP addresses.

See docs/contract/reliability.md, "Threats", T19.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings


def is_web_address(url: str) -> bool:
    """Whether it is an absolute http or https URL with a host, without user info, controls, spaces or backslashes."""
    if any(ord(character) < 33 or ord(character) == 127 or character == "\\" for character in url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False


def remote_address(meta: Mapping[str, str]) -> str:
    """The caller's IP address, at most 45 characters; behind a proxy (BRIGHT_BEHIND_PROXY), the one that it added."""
    if settings.BRIGHT_BEHIND_PROXY and meta.get("HTTP_X_FORWARDED_FOR"):
        return meta["HTTP_X_FORWARDED_FOR"].rsplit(",", 1)[-1].strip()[:45]
    return meta.get("REMOTE_ADDR", "")[:45]
