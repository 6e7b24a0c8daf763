"""The row scope says whose rows a run sees: a signed text in a session setting, which the views verify.

SQL text can change session settings (`set_config`), but the views only accept a text signed with a key from a table
that the confined role may not read. Nothing is written for a run, so it works inside a transaction and on a read-only
server.
"""

import hashlib
import time
from dataclasses import dataclass

from bright.access import Access

SETTING = "bright.scope"
LIFETIME_SECONDS = 3600  # longer than any run, but short enough that a leaked text soon becomes useless

# The text is `body.signature`; body = realm:provider:hex of the e-mail:invitation:expiry. Signed as by HMAC-SHA-256.
# convert_from() returns the collation "C", under which PostgreSQL would use no index: hence the COLLATE.
VIEW = f"""
CREATE VIEW bright_q_seal.scope WITH (security_barrier) AS
SELECT split_part(body, ':', 1)::bigint AS realm_id,
       nullif(split_part(body, ':', 2), '')::bigint AS course_provider_id,
       nullif(convert_from(decode(split_part(body, ':', 3), 'hex'), 'UTF8'), '') COLLATE "default" AS email,
       nullif(split_part(body, ':', 4), '')::bigint AS invitation_id
  FROM (SELECT split_part(said, '.', 1) AS body, split_part(said, '.', 2) AS seal
          FROM current_setting('{SETTING}', true) AS said) AS parts, bright_q_seal.key
 WHERE encode(sha256(key || sha256(key || convert_to(body, 'UTF8'))), 'hex') = seal
   AND split_part(body, ':', 5)::bigint > extract(epoch FROM statement_timestamp())
"""


@dataclass(frozen=True)
class RowScope:
    realm_id: int
    course_provider_id: int | None = None  # None: all providers of the realm
    email: str | None = None  # set: only the rows of this learner
    invitation_id: int | None = None  # set: only the rows of this invitation

    @classmethod
    def for_access(cls, access: Access) -> "RowScope":
        """The rows that the caller may see."""
        return cls(access.realm_id, access.course_provider_id, access.email)

    def signed(self, key: bytes) -> str:
        """The signed text: letters, digits, colons and one dot, which a connection string need not escape."""
        email = (self.email or "").encode().hex()
        until = int(time.time()) + LIFETIME_SECONDS
        parts = (self.realm_id, self.course_provider_id or "", email, self.invitation_id or "", until)
        body = ":".join(map(str, parts))
        inner = hashlib.sha256(key + body.encode()).digest()
        return f"{body}.{hashlib.sha256(key + inner).hexdigest()}"
