"""Who is asking: the three access modes, the 401/501 rule, and what an action admits (bright-v2.md 3).

A room that owns a credential lists its mode in settings.BRIGHT_ACCESS_MODES; no room is named here.
"""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Flag, auto
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from bright.errors import Ambiguous, Unauthorized
from bright.models import storable


class Kind(Flag):
    """How an access was proved, and so what it may do. Actions name the kinds that they admit."""

    REALM_PAIR = auto()
    REALM_KEY = auto()
    APP_PAIR = auto()
    PROVIDER_KEY = auto()
    USER_KEY = auto()
    ANONYMOUS_KEY = auto()

    REALM = REALM_PAIR | REALM_KEY
    PROVIDER = APP_PAIR | PROVIDER_KEY
    ADMINISTRATOR = REALM | PROVIDER
    KNOWN = ADMINISTRATOR | USER_KEY
    ANYONE = KNOWN | ANONYMOUS_KEY
    KEY = REALM_KEY | PROVIDER_KEY | USER_KEY | ANONYMOUS_KEY
    NOBODY = 0


ACCESS_VALUES = ("realm_id", "course_provider_id", "user_id", "email")


@dataclass(frozen=True, slots=True)
class Access:
    """What a request may see. Its values end up in queries; its kind and its None-ness decide their shape."""

    kind: Kind
    realm_id: Any
    course_provider_id: Any = None  # None: all of the realm's
    user_id: Any = None
    email: Any = None  # lower case; set together with user_id
    expires_at: float | None = None  # of the key, epoch seconds
    origins: tuple[str, ...] = ()  # whose pages may call with a key; empty: any

    @property
    def is_bound_to_user(self) -> bool:
        return self.user_id is not None

    @property
    def is_bound_to_provider(self) -> bool:
        return self.course_provider_id is not None

    @property
    def shape(self) -> tuple[Kind, bool, bool]:
        """Two accesses of one shape ask the database the same question with other values."""
        return self.kind, self.is_bound_to_provider, self.is_bound_to_user


class AccessMode:
    """One way of proving who asks. `parameters`: synonyms of each part; all parts must be given."""

    name: str
    parameters: tuple[tuple[str, ...], ...]
    kinds: Kind = Kind.ANYONE  # that it may open

    def open(self, *parts: str) -> Access:
        """The access that these parts open. The reason is for the log: WrongCredentials for what nobody has, which
        counts as a failed log-in; Unauthorized for what was right once."""
        raise NotImplementedError

    def read(self, credentials: Mapping[str, set[str]]) -> tuple[str, ...] | None:
        """This mode's parts, None if none of them is presented."""
        given = [set().union(*(credentials.get(name, ()) for name in names)) for names in self.parameters]
        if not any(given):
            return None
        if any(len(values) > 1 for values in given):
            raise Unauthorized(f"{self.name}: two different values were given")
        if not all(given):
            raise Unauthorized(f"{self.name}: incomplete")
        parts = tuple(values.pop() for values in given)
        if not all(map(storable, parts)):
            raise Unauthorized(f"{self.name}: holds NUL or half a surrogate pair")
        return parts


@lru_cache(maxsize=1)
def modes() -> tuple[AccessMode, ...]:
    return tuple(import_string(path)() for path in settings.BRIGHT_ACCESS_MODES)


def presented(credentials: Mapping[str, set[str]]) -> list[AccessMode]:
    return [mode for mode in modes() if any(credentials.get(name) for names in mode.parameters for name in names)]


def resolve(credentials: Mapping[str, set[str]], companions: tuple[str, ...] = ()) -> Access:
    """The one access that the credentials open.

    `companions` names modes that are data for this action and don't count beside another mode.
    Raises Ambiguous (501) for two modes, before anything is verified; Unauthorized (401) otherwise.
    """
    found = presented(credentials)
    if len(found) > 1:
        found = [mode for mode in found if mode.name not in companions] or found
    if not found:
        raise Unauthorized("no access mode presented")
    if len(found) > 1:
        raise Ambiguous("two access modes presented: " + ", ".join(mode.name for mode in found))
    return open_mode(found[0], credentials)


def open_mode(mode: AccessMode, credentials: Mapping[str, set[str]]) -> Access:
    parts = mode.read(credentials)
    assert parts is not None
    access = _opened.get((mode.name, *parts), lambda: mode.open(*parts))
    if access.expires_at is not None and access.expires_at <= time.time():
        raise Unauthorized(f"{mode.name}: expired")
    return access


def companion(name: str, credentials: Mapping[str, set[str]]) -> Access | None:
    """What a companion mode opens, None if it isn't presented."""
    mode = next(mode for mode in modes() if mode.name == name)
    return open_mode(mode, credentials) if mode in presented(credentials) else None


class ShortMemory:
    """Remembers opened accesses for at most BRIGHT_ACCESS_CACHE_SECONDS, so that revoking works within one second."""

    def __init__(self, size: int = 10_000) -> None:
        self.size = size
        self.known: dict[bytes, tuple[float, Access]] = {}

    def get(self, parts: tuple[str, ...], open_it: Callable[[], Access]) -> Access:
        now, key = time.monotonic(), hash_of(parts)
        remembered = self.known.get(key)
        if remembered and remembered[0] > now:
            return remembered[1]
        access = open_it()
        if len(self.known) >= self.size:
            self.known.clear()
        self.known[key] = (now + settings.BRIGHT_ACCESS_CACHE_SECONDS, access)
        return access

    def clear(self) -> None:
        self.known.clear()


def hash_of(parts: tuple[str, ...]) -> bytes:
    """So that no secret stays in memory. The lengths keep ("ab", "c") and ("a", "bc") apart."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


_opened = ShortMemory()
forget_all = _opened.clear


def markers(access: Access, mark: Callable[[str], Any]) -> Access:
    """The same shape with each value replaced by `mark(its name)`: the queries of this shape are compiled from it."""
    return replace(access, **{name: mark(name) for name in ACCESS_VALUES if getattr(access, name) is not None})
