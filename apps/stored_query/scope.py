"""Whose rows a run sees: a sealed text that goes with its connection, and that the views verify.

A plain session setting would be worthless, since SQL text can change it (`set_config`). This one may be changed, too,
but only to a text that carries our seal; nobody but the app can make one, since the key lies in a table that the
confined role may not read. Nothing is written for a run, so it works inside a transaction and on a read-only server.
"""

import hashlib
import time
from dataclasses import dataclass

from bright.access import Access

SETTING = "bright.scope"
LIFETIME_SECONDS = 3600  # longer than any run, so that a seal that leaks is soon worth nothing

# `body.seal`; body = realm:provider:hex of the e-mail:invitation:until. HMAC's construction, with SHA-256.
# convert_from() brings the collation "C" of its encoding's name along, and under that no index would be used.
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
    course_provider_id: int | None = None  # None: all of the realm's
    email: str | None = None  # set: this learner's rows only
    invitation_id: int | None = None  # set: the rows of this invitation only

    @classmethod
    def of(cls, access: Access) -> "RowScope":
        return cls(access.realm_id, access.course_provider_id, access.email)

    def sealed(self, key: bytes) -> str:
        """Letters, digits, colons and one dot: nothing that a connection string would have to escape."""
        email = (self.email or "").encode().hex()
        until = int(time.time()) + LIFETIME_SECONDS
        parts = (self.realm_id, self.course_provider_id or "", email, self.invitation_id or "", until)
        body = ":".join(map(str, parts))
        inner = hashlib.sha256(key + body.encode()).digest()
        return f"{body}.{hashlib.sha256(key + inner).hexdigest()}"
