"""What a caller may see and do once its credentials are verified (docs/contract/access.md).

`bright/rest/authentication.py` makes an Access; `bright/rest/permissions.py` compares its scope with the access table;
each model's `visible_to(access)` decides which rows it sees.
"""

from dataclasses import dataclass
from enum import Flag, auto
from typing import Any


class Scope(Flag):
    """How a caller was authenticated, and so what it may do. Each action names the scopes that it is open to."""

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


@dataclass(frozen=True, slots=True)
class Access:
    """What a request may see; `request.auth` in a view.

    Its values end up in queries as bind parameters; its scope, and which of its values are None, decide the SQL.
    """

    scope: Scope
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
    def kind(self) -> Scope:
        """The scope under the name that installed packages know (docs/adding-a-customer-endpoint.md)."""
        return self.scope

    @property
    def cache_key(self) -> tuple[Scope, bool, bool]:
        """Equal for two accesses for which a query has the same SQL with other values."""
        return self.scope, self.is_bound_to_provider, self.is_bound_to_user
