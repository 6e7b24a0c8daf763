"""The login role that stored queries run as: its name, its password, how to connect as it."""

from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from bright.secrets import keyed_hash

CONNECTION_LIMIT = 5
# Of Django's own connection: how the server is reached. What is about the session is our own.
REACHED_BY = ("host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout")


def _given() -> dict[str, Any]:
    url = settings.BRIGHT_STORED_QUERY_URL
    return conninfo_to_dict(url) if url else {}


def is_given() -> bool:
    """Whether an administrator has made the role, and told us its password by BRIGHT_STORED_QUERY_URL."""
    return bool(_given())


def name() -> str:
    """`bright_query` for the database `bright`: roles belong to the whole server, where other databases have theirs."""
    return _given().get("user") or f"{connection.settings_dict['NAME'][:50]}_query"


def password() -> str:
    """Nobody has to keep it: it follows from the first secret key, and each `bright migrate` sets it."""
    return _given().get("password") or keyed_hash(f"stored_query role {name()}")


def parameters(session: dict[str, str]) -> dict[str, Any]:
    """For psycopg.connect. The session's settings go with the start of the connection, so that they cost no round trip
    and stand in no statement that another session could read."""
    reached = {key: value for key, value in connection.get_connection_params().items() if key in REACHED_BY}
    options = " ".join(f"-c {key}={value.replace(' ', chr(92) + ' ')}" for key, value in session.items())
    return {**reached, **_given(), "user": name(), "password": password(), "options": options}
