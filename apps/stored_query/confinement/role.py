"""The login role that stored queries run as: its name, its password, how to connect as it."""

from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from apps.stored_query.confinement.database import execute, value
from bright.secrets import keyed_hash

CONNECTION_LIMIT, CONNECTIONS_OF_REALM = 5, 2
# How the server is reached: taken from Django's own connection. Everything about the session is set here.
ADDRESS_PARAMETERS = (
    "host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout",
)  # fmt: skip


def _configured() -> dict[str, Any]:
    """The parts of BRIGHT_STORED_QUERY_URL; empty if it isn't set."""
    url = settings.BRIGHT_STORED_QUERY_URL
    return conninfo_to_dict(url) if url else {}


def is_configured() -> bool:
    """Whether an administrator created the role and set BRIGHT_STORED_QUERY_URL."""
    return bool(_configured())


def name() -> str:
    """`bright_query` for the database `bright`, since all databases of a server share its roles."""
    return _configured().get("user") or f"{connection.settings_dict['NAME'][:50]}_query"


def password() -> str:
    """Derived from the first secret key, and set by each `bright migrate`: nobody has to store it."""
    return _configured().get("password") or keyed_hash(f"stored_query role {name()}")


def count_connections(application_name: str) -> int:
    """How many of the role's sessions say that they are this application. Any role may see that of others."""
    execute("SELECT pg_stat_clear_snapshot()")  # otherwise a transaction keeps its first snapshot
    return value(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND application_name = %s", [name(), application_name]
    )


def connection_parameters(session: dict[str, str]) -> dict[str, Any]:
    """The arguments for psycopg.connect; `session`: its settings, by name.

    They are sent when the connection is opened: this saves a round trip, and no other session can read them as it could
    a statement.
    """
    address = {key: value for key, value in connection.get_connection_params().items() if key in ADDRESS_PARAMETERS}
    options = " ".join(f"-c {key}={value.replace(' ', chr(92) + ' ')}" for key, value in session.items())
    return {**address, **_configured(), "user": name(), "password": password(), "options": options}
