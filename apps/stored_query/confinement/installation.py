"""Installs the confinement: views, role, privileges. What Bright's role may not do is left to an administrator."""

import hashlib
import logging
import secrets
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction
from psycopg import sql

from apps.stored_query import row_scope
from apps.stored_query.confinement import role
from apps.stored_query.confinement.database import execute, rows, value
from apps.stored_query.sql_views import VIEWS

logger = logging.getLogger("bright.stored_query")
LOCK = 7_352_190_026  # for pg_advisory_xact_lock: one process installs at a time
TEMP_FILE_LIMIT = "256MB"
# Functions with which a SELECT could write, block, spy or run SQL: a regular expression over pg_proc.proname.
DANGEROUS = (
    "^(set_config|pg_(try_)?advisory.*|pg_notify|pg_sleep.*|(query|cursor|table|schema|database)_to_xml.*|lo_.*|loread"
    "|lowrite|pg_logical_emit_message|pg_export_snapshot|pg_stat_get_activity|pg_stat_get_backend_.*|ts_stat|ts_rewrite"
    "|pg_cancel_backend|pg_terminate_backend|pg_lock_status|pg_(stat|ls|read)_file.*|pg_ls_.*)$"
)
OPEN_FUNCTIONS = """
SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname = 'pg_catalog' AND p.prokind = 'f' AND p.proname ~ %s AND has_function_privilege(%s, p.oid, 'EXECUTE')
 ORDER BY 1
"""
SIGNING_KEY_TABLE = """
CREATE SCHEMA IF NOT EXISTS bright_q_seal;
CREATE TABLE IF NOT EXISTS bright_q_seal.key (id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1), key bytea NOT NULL)
"""


def expected_digest() -> str:
    """A digest of the views as they should be. That of the installed views is stored as the schema's comment."""
    texts = (row_scope.VIEW, *(view.sql for view in VIEWS))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]


def install() -> None:
    """Create whatever is missing, as far as Bright's role may. Idempotent; checks.check() reports what is left."""
    with transaction.atomic():
        execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        _create_views()
        _optional("create its role", _create_role)
        if role_exists():
            _optional("grant its privileges", _grant)
            _optional("close the schema public", _close_public)
            _optional("revoke functions", _revoke_functions)


def remove_views() -> None:
    """Called before a migration: PostgreSQL refuses to alter a column that a view uses."""
    with transaction.atomic():
        execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        execute("DROP SCHEMA IF EXISTS bright_q CASCADE")
        execute("DROP VIEW IF EXISTS bright_q_seal.scope")


def is_superuser() -> bool:
    """Whether Bright's own role is a superuser."""
    return value("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")


def open_functions() -> list[str]:
    """The dangerous functions that the confined role may still call."""
    return [row[0] for row in rows(OPEN_FUNCTIONS, [DANGEROUS, role.name()])]


def signing_key() -> bytes:
    """The key that row scopes are signed with."""
    return bytes(value("SELECT key FROM bright_q_seal.key"))


def installed_digest() -> str | None:
    """The digest of the installed views; None if there are none."""
    return value("SELECT obj_description(to_regnamespace('bright_q'), 'pg_namespace')")


def _create_views() -> None:
    execute(SIGNING_KEY_TABLE)
    execute("INSERT INTO bright_q_seal.key (key) VALUES (%s) ON CONFLICT DO NOTHING", [secrets.token_bytes(32)])
    if installed_digest() == expected_digest():
        return
    remove_views()
    execute(row_scope.VIEW)
    execute("CREATE SCHEMA bright_q")
    for view in VIEWS:
        execute(view.sql)
    execute(sql.SQL("COMMENT ON SCHEMA bright_q IS {}").format(expected_digest()))


def _create_role() -> None:
    if role.is_configured() or not value("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"):
        return
    for statement in role_statements(role_exists()):
        execute(statement)


def role_statements(exists: bool) -> Iterator[sql.Composed]:
    """Create or update the role. The password is passed as a SCRAM verifier, so it appears in no log."""
    named = {"role": sql.Identifier(role.name()), "password": sql.Literal(_verifier())}
    if not exists:
        yield sql.SQL("CREATE ROLE {role} LOGIN NOINHERIT").format(**named)
    limit = sql.Literal(role.CONNECTION_LIMIT)
    yield sql.SQL("ALTER ROLE {role} LOGIN NOINHERIT CONNECTION LIMIT {limit} PASSWORD {password}").format(
        **named, limit=limit
    )
    yield sql.SQL("ALTER ROLE {role} SET TimeZone = 'UTC'").format(**named)


def _verifier() -> str:
    connection.ensure_connection()
    pgconn = connection.connection.pgconn
    return pgconn.encrypt_password(role.password().encode(), role.name().encode(), b"scram-sha-256").decode()


def _grant() -> None:
    named = {"role": sql.Identifier(role.name()), "database": sql.Identifier(connection.settings_dict["NAME"])}
    execute(sql.SQL("GRANT CONNECT ON DATABASE {database} TO {role}").format(**named))
    execute(sql.SQL("GRANT USAGE ON SCHEMA bright_q TO {role}").format(**named))
    execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA bright_q TO {role}").format(**named))


def _close_public() -> None:
    if value("SELECT has_schema_privilege(%s, 'public', 'USAGE')", [role.name()]):
        execute("GRANT ALL ON SCHEMA public TO CURRENT_USER")
        execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")


def _revoke_functions() -> None:
    if not is_superuser():
        return
    execute(temp_file_limit())
    for function in open_functions():
        execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")


def temp_file_limit() -> sql.Composed:
    return sql.SQL("ALTER ROLE {} SET temp_file_limit = {}").format(sql.Identifier(role.name()), TEMP_FILE_LIMIT)


def _optional(what: str, step: Any) -> None:
    """A step that Bright's role may lack the privileges for; checks.check() then says what an administrator must do."""
    try:
        with transaction.atomic():
            step()
    except DatabaseError as error:
        logger.warning("event=stored_query_confinement could not %s: %s", what, str(error).strip())


def role_exists() -> bool:
    return bool(rows("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.name()]))
