"""The access modes as DRF authentication classes; the 401 and 501 rules (docs/contract/access.md, "Who may do what").

`request.auth` is the caller's Access; `request.user` stays None. An app that stores credentials has one of these
classes; settings.REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"] lists them.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from typing import ClassVar

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from bright.access import Access, Scope
from bright.errors import Ambiguous, Unauthorized
from bright.http.credentials import Credentials
from bright.http.parameters import get_credentials
from bright.text import is_storable


class AccessAuthentication(BaseAuthentication):
    """One access mode. `parameters`: for each credential that it needs, the names of the parameter that may carry it.

    A view may have `companion_modes`: action → names of modes whose credentials are data for that action if those of
    another mode are sent too.
    """

    name: ClassVar[str]
    parameters: ClassVar[tuple[tuple[str, ...], ...]]
    scopes: ClassVar[Scope] = Scope.ANYONE  # the scopes that its callers can have
    names: ClassVar[frozenset[str]]  # all of them

    def __init_subclass__(cls) -> None:
        cls.names = frozenset(name for names in cls.parameters for name in names)

    def get_access(self, *values: str) -> Access:
        """The access of these credentials, which are in the order of `parameters`.

        Raises WrongCredentials if they match nothing, which counts as a failed log-in; Unauthorized if they are no
        longer valid. The reason is for the log.
        """
        raise NotImplementedError

    def authenticate(self, request: Request) -> tuple[None, Access] | None:
        """As DRF's. Raises Ambiguous (501), Unauthorized (401)."""
        return self.authenticate_credentials(request, get_credentials(request))

    def authenticate_credentials(self, request: Request, credentials: Credentials) -> tuple[None, Access] | None:
        """Raises Ambiguous (501) if two modes are used at once, before it verifies either; Unauthorized (401)."""
        if not self.is_presented(credentials):
            return None
        if not self.names.issuperset(credentials) and self._is_data(request, credentials):
            return None
        return None, self.verify(credentials)

    def authenticate_header(self, request: Request) -> str:
        """With it, DRF answers 401 instead of 403. It is never sent: browsers would show a log-in dialog."""
        return "Bearer"

    def _is_data(self, request: Request, credentials: Credentials) -> bool:
        """Whether another mode authenticates the request and these credentials are data. Raises Ambiguous."""
        others = [mode.name for mode in presented_modes(request, credentials) if mode.name != self.name]
        companions = _companions(request)
        authenticating = [name for name in others if name not in companions]
        if others and (bool(authenticating) is not (self.name in companions)):
            raise Ambiguous(f"two access modes presented: {', '.join(sorted([self.name, *others]))}")
        return bool(authenticating)

    def is_presented(self, credentials: Mapping[str, set[str]]) -> bool:
        """Whether the request has any credential of this mode."""
        return not self.names.isdisjoint(credentials)

    def verify(self, credentials: Mapping[str, set[str]]) -> Access:
        """The access of the credentials, at most BRIGHT_ACCESS_CACHE_SECONDS old. Raises Unauthorized."""
        values = self._values(credentials)
        access = access_cache.get((self.name, *values), lambda: self.get_access(*values))
        if access.expires_at is not None and access.expires_at <= time.time():
            raise Unauthorized(f"{self.name}: expired")
        return access

    def _values(self, credentials: Mapping[str, set[str]]) -> tuple[str, ...]:
        """One value for each of `parameters`."""
        candidates = [{value for name in names for value in credentials.get(name, ())} for names in self.parameters]
        if max(map(len, candidates)) > 1:
            raise Unauthorized(f"{self.name}: two different values were given")
        if not all(candidates):
            raise Unauthorized(f"{self.name}: incomplete")
        values = tuple([each.pop() for each in candidates])
        if not all(map(is_storable, values)):
            raise Unauthorized(f"{self.name}: holds NUL or half a surrogate pair")
        return values


def presented_modes(request: Request, credentials: Credentials) -> list[AccessAuthentication]:
    """The access modes of the view whose credentials the request has."""
    modes = (mode for mode in request.authenticators or () if isinstance(mode, AccessAuthentication))
    return [mode for mode in modes if mode.is_presented(credentials)]


def _companions(request: Request) -> tuple[str, ...]:
    view = (request.parser_context or {}).get("view")
    return getattr(view, "companion_modes", {}).get(getattr(view, "action", None), ())


class AccessCache:
    """Keeps accesses for at most BRIGHT_ACCESS_CACHE_SECONDS, so that a revoked key stops within one second."""

    def __init__(self, size: int = 10_000) -> None:
        self.size = size
        self.accesses: dict[bytes, tuple[float, Access]] = {}

    def get(self, credentials: tuple[str, ...], make: Callable[[], Access]) -> Access:
        """The cached access of these credentials, else the result of `make`."""
        now, key = time.monotonic(), digest(credentials)
        cached = self.accesses.get(key)
        if cached and cached[0] > now:
            return cached[1]
        access = make()
        if len(self.accesses) >= self.size:
            self.accesses.clear()
        self.accesses[key] = (now + settings.BRIGHT_ACCESS_CACHE_SECONDS, access)
        return access

    def clear(self) -> None:
        self.accesses.clear()


def digest(values: tuple[str, ...]) -> bytes:
    """A cache key that contains no secret. The lengths make ("ab", "c") and ("a", "bc") different."""
    text = "".join(f"{len(value)}:{value}" for value in values)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


access_cache = AccessCache()
