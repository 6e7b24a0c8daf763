"""Addresses from outside: URLs that we may send a browser to, callers' own addresses.

See docs/contract/reliability.md, "Threats", T19.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings


def is_web_address(url: str) -> bool:
    """http or https, absolute, with a host, without user info, control characters, blanks or backslashes."""
    if any(ord(letter) < 33 or ord(letter) == 127 or letter == "\\" for letter in url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False


def remote_address(meta: Mapping[str, str]) -> str:
    """The caller's address; behind a proxy (BRIGHT_BEHIND_PROXY) the one that the proxy added."""
    if settings.BRIGHT_BEHIND_PROXY and meta.get("HTTP_X_FORWARDED_FOR"):
        return meta["HTTP_X_FORWARDED_FOR"].rsplit(",", 1)[-1].strip()[:45]
    return meta.get("REMOTE_ADDR", "")[:45]
