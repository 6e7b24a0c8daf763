"""Failed log-ins are limited (bright-v2.md 6, 429): by the caller's address, and by whose credentials it claims.

Only failures are counted and only failures are refused: credentials that are right work from anywhere, always. Each
process counts for itself, in bounded memory, so nothing can be away (docs/decisions/0014).
"""

import hashlib
import ipaddress
import math
import threading
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from bright.errors import TooManyFailures, WrongCredentials
from bright.http.addresses import remote_address

MINUTE = 60.0


class Windows:
    """How often each key has failed since its window opened. The oldest window makes room when all places are taken."""

    def __init__(self, size: int = 20_000, seconds: float = MINUTE) -> None:
        self.size, self.seconds = size, seconds
        self.open: dict[str, tuple[float, int]] = {}  # oldest first: a window is put last when it opens
        self.lock = threading.Lock()

    def count(self, key: str) -> tuple[int, float]:
        """Failures in this window, this one included, and the seconds until it closes."""
        now = time.monotonic()
        with self.lock:
            opened, failures = self.open.get(key, (now, 0))
            if now - opened >= self.seconds:
                del self.open[key]
                opened, failures = now, 0
            if key not in self.open and len(self.open) >= self.size:
                del self.open[next(iter(self.open))]
            self.open[key] = opened, failures + 1
        return failures + 1, opened + self.seconds - now

    def clear(self) -> None:
        self.open.clear()


_failures = Windows()
forget_all = _failures.clear


def weighed(error: Exception, meta: Mapping[str, Any]) -> Exception:
    """The same error; or, if it is one failed log-in too many, the 429 in its place."""
    limit = settings.BRIGHT_FAILED_LOG_INS_PER_MINUTE
    if not isinstance(error, WrongCredentials) or not limit:
        return error
    keys = {
        "from this address": neighbourhood(remote_address(meta)),
        "with this name or key": fingerprint(error.claimed),
    }
    found = {name: _failures.count(key) for name, key in keys.items()}
    beyond = {name: seconds for name, (failures, seconds) in found.items() if failures > limit}
    if not beyond:
        return error
    whose = " and ".join(beyond)
    reason = f"more than {limit} failed log-ins within a minute {whose}; this one: {error.reason}"
    return TooManyFailures(reason, math.ceil(max(beyond.values())))


def neighbourhood(address: str) -> str:
    """What one caller has: an IPv4 address, or the /64 of an IPv6 address, all of which is one subscriber's."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))


def fingerprint(claimed: str) -> str:
    """So that nothing which may be a secret stays in memory, and every key is equally short."""
    return hashlib.sha256(claimed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
