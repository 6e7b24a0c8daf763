"""Limits failed log-ins: by the caller's address, and by the name or key that was sent.

See docs/contract/access.md, "Failed log-ins".

Only failures are counted, and only failures are refused: correct credentials always work. Each process counts in its
own memory, which is bounded, so that no other server has to be available (docs/decisions/0014).
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
    """Counts the failures of each key in windows of `seconds`; keeps `size` windows at most, the newest."""

    def __init__(self, size: int = 20_000, seconds: float = MINUTE) -> None:
        self.size, self.seconds = size, seconds
        self.windows: dict[str, tuple[float, int]] = {}  # oldest first: a window is put last when it opens
        self.lock = threading.Lock()

    def count(self, key: str) -> tuple[int, float]:
        """Count a failure. Returns the number in this window and the seconds until it ends."""
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
    """Counts requests whose credentials match nothing; allows all others.

    When authentication fails, the exception handler calls the view's `check_throttles` again, with the error in
    META["bright.wrong_credentials"]. Raises TooManyFailures, whose reason names the limit that was exceeded.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        """Always true; raises TooManyFailures instead of returning false."""
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
    """The IPv4 address, or the /64 network of the IPv6 address: one subscriber usually has a whole /64."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))


def fingerprint(claimed: str) -> str:
    """A short digest, so that no possible secret stays in memory."""
    return hashlib.sha256(claimed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
