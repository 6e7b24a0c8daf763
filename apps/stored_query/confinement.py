"""What keeps SQL text inside its realm: installed after every migration, checked before it is relied on.

Six walls (docs/decisions/0011): a login role that owns nothing; views with a sealed scope; a read-only transaction
with limits; a wrap that only a SELECT fits into, sent as one prepared statement; revoked functions; a screen of names.
The last two overlap, because only a superuser can revoke PostgreSQL's own functions.
"""

from apps.stored_query.installation import install, remove_views
from apps.stored_query.soundness import check

__all__ = ["check", "install", "remove_views"]
