"""Failed log-ins are limited: by the caller's address, and by the name or key that was sent.

See docs/contract/access.md, "Failed log-ins".

Only failures are counted and only failures are refused: correct credentials work from anywhere, always. Each process
counts for itself, in bounded memory, so there is no store that can be down (docs/decisions/0014).
"""

import hashlib
import ipaddress
import math
import threading
import time
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from bright.errors import TooManyFailures, WrongCredentials
from bright.http.addresses import remote_address

MINUTE = 60.0


class FixedWindows:
    """How often each key has failed since its window opened. The oldest window makes room when there are `size`."""

    def __init__(self, size: int = 20_000, seconds: float = MINUTE) -> None:
        self.size, self.seconds = size, seconds
        self.windows: dict[str, tuple[float, int]] = {}  # oldest first: a window is put last when it opens
        self.lock = threading.Lock()

    def count(self, key: str) -> tuple[int, float]:
        """Count one more failure: how many there are now, and the seconds until the window closes."""
        now = time.monotonic()
        with self.lock:
            opened, failures = self.windows.get(key, (now, 0))
            if now - opened >= self.seconds:
                del self.windows[key]
                opened, failures = now, 0
            if key not in self.windows and len(self.windows) >= self.size:
                del self.windows[next(iter(self.windows))]
            self.windows[key] = opened, failures + 1
        return failures + 1, opened + self.seconds - now

    def clear(self) -> None:
        self.windows.clear()


failed_log_ins = FixedWindows()


class FailedLogInThrottle(BaseThrottle):
    """Counts a request whose credentials match nothing, and lets all others pass.

    The exception handler calls the view's `check_throttles` once authentication has failed, with the error in
    META["bright.wrong_credentials"]. Raises TooManyFailures, whose reason tells the log which limit was met.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        error = request._request.META.get("bright.wrong_credentials")
        if error is not None:
            self._count(error, request)
        return True

    def _count(self, error: WrongCredentials, request: Request) -> None:
        limit = settings.BRIGHT_FAILED_LOG_INS_PER_MINUTE
        if not limit:
            return
        keys = {
            "from this address": network_of(remote_address(request.META)),
            "with this name or key": fingerprint(error.claimed),
        }
        counts = {name: failed_log_ins.count(key) for name, key in keys.items()}
        exceeded = {name: seconds for name, (failures, seconds) in counts.items() if failures > limit}
        if exceeded:
            whose = " and ".join(exceeded)
            reason = f"more than {limit} failed log-ins within a minute {whose}; this one: {error.reason}"
            raise TooManyFailures(reason, math.ceil(max(exceeded.values())))


def network_of(address: str) -> str:
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
