"""What keeps the SQL text of a stored query within its realm: installed after every migration, checked before use.

Six layers (docs/decisions/0011): a login role that owns nothing; views restricted by a signed scope; a read-only
transaction with limits; a wrapper that only a single SELECT fits into, sent as one prepared statement; revoked
functions; a list of refused names. The last two overlap, since only a superuser can revoke PostgreSQL's own functions.
"""
