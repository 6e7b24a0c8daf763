"""The access modes as DRF authentication classes; the 401 and 501 rules (docs/contract/access.md, "Who may do what").

`request.auth` is the Access that the credentials open; `request.user` stays None. An app that owns credentials has one
of these classes; settings.REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"] lists them.
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
    """One access mode. `parameters`: the synonyms of each of its parts; all parts must be given.

    A view may have `companion_modes`: action → names of modes whose credentials are data for that action. They don't
    count beside those of another mode.
    """

    name: ClassVar[str]
    parameters: ClassVar[tuple[tuple[str, ...], ...]]
    scopes: ClassVar[Scope] = Scope.ANYONE  # that its credentials may have
    names: ClassVar[frozenset[str]]  # of all parameters

    def __init_subclass__(cls) -> None:
        cls.names = frozenset(name for names in cls.parameters for name in names)

    def get_access(self, *parts: str) -> Access:
        """The access that these parts open. The reason of an error is for the log.

        Raises WrongCredentials for parts that match nothing, which counts as a failed log-in; Unauthorized for parts
        that were right once.
        """
        raise NotImplementedError

    def authenticate(self, request: Request) -> tuple[None, Access] | None:
        return self.authenticate_credentials(request, get_credentials(request))

    def authenticate_credentials(self, request: Request, credentials: Credentials) -> tuple[None, Access] | None:
        """Raises Ambiguous (501) when two modes are presented, before anything is verified; Unauthorized (401)."""
        if not self.is_presented(credentials):
            return None
        if not self.names.issuperset(credentials) and self._is_data(request, credentials):
            return None
        return None, self.open(credentials)

    def authenticate_header(self, request: Request) -> str:
        """DRF answers 401 instead of 403 if there is one. It is never sent: browsers would show a log-in dialog."""
        return "Bearer"

    def _is_data(self, request: Request, credentials: Credentials) -> bool:
        """Whether these credentials are data beside those of another mode. Raises Ambiguous."""
        others = [mode.name for mode in presented_modes(request, credentials) if mode.name != self.name]
        companions = _companions(request)
        counting = [name for name in others if name not in companions]
        if others and (bool(counting) is not (self.name in companions)):
            raise Ambiguous(f"two access modes presented: {', '.join(sorted([self.name, *others]))}")
        return bool(counting)

    def is_presented(self, credentials: Mapping[str, set[str]]) -> bool:
        return not self.names.isdisjoint(credentials)

    def open(self, credentials: Mapping[str, set[str]]) -> Access:
        """The access that the credentials open, at most BRIGHT_ACCESS_CACHE_SECONDS old. Raises Unauthorized."""
        parts = self._parts(credentials)
        access = access_cache.get((self.name, *parts), lambda: self.get_access(*parts))
        if access.expires_at is not None and access.expires_at <= time.time():
            raise Unauthorized(f"{self.name}: expired")
        return access

    def _parts(self, credentials: Mapping[str, set[str]]) -> tuple[str, ...]:
        """One value of each part."""
        given = [{value for name in names for value in credentials.get(name, ())} for names in self.parameters]
        if max(map(len, given)) > 1:
            raise Unauthorized(f"{self.name}: two different values were given")
        if not all(given):
            raise Unauthorized(f"{self.name}: incomplete")
        parts = tuple([values.pop() for values in given])
        if not all(map(is_storable, parts)):
            raise Unauthorized(f"{self.name}: holds NUL or half a surrogate pair")
        return parts


def presented_modes(request: Request, credentials: Credentials) -> list[AccessAuthentication]:
    modes = (mode for mode in request.authenticators or () if isinstance(mode, AccessAuthentication))
    return [mode for mode in modes if mode.is_presented(credentials)]


def _companions(request: Request) -> tuple[str, ...]:
    view = (request.parser_context or {}).get("view")
    return getattr(view, "companion_modes", {}).get(getattr(view, "action", None), ())


class AccessCache:
    """Keeps accesses for at most BRIGHT_ACCESS_CACHE_SECONDS, so that revoking works within one second."""

    def __init__(self, size: int = 10_000) -> None:
        self.size = size
        self.accesses: dict[bytes, tuple[float, Access]] = {}

    def get(self, parts: tuple[str, ...], make: Callable[[], Access]) -> Access:
        now, key = time.monotonic(), digest(parts)
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


def digest(parts: tuple[str, ...]) -> bytes:
    """So that no secret stays in memory. The lengths keep ("ab", "c") and ("a", "bc") apart."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


access_cache = AccessCache()
