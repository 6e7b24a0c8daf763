"""Making the confinement: views, role, rights. Each step that our role may not do is left to an administrator."""

import hashlib
import logging
import secrets
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction
from psycopg import sql

from apps.stored_query import role, scope
from apps.stored_query.catalogue_more import VIEWS
from apps.stored_query.database import execute, rows, value

logger = logging.getLogger("bright.stored_query")
LOCK = 7_352_190_026  # of pg_advisory_xact_lock: one process installs at a time
TEMP_FILE_LIMIT = "256MB"
# What a SELECT could change, hold up, find out or run SQL with. As a regular expression over pg_proc.proname.
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
SEAL = """
CREATE SCHEMA IF NOT EXISTS bright_q_seal;
CREATE TABLE IF NOT EXISTS bright_q_seal.key (id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1), key bytea NOT NULL)
"""


def digest() -> str:
    """Of what the views should be; it stands in the schema's comment."""
    texts = (scope.VIEW, *(view.sql for view in VIEWS))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]


def install() -> None:
    """Make whatever is missing, as far as our own role may. Repeatable; soundness.check() judges the result."""
    with transaction.atomic():
        execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        _make_views()
        _optional("make its role", _make_role)
        if _role_exists():
            _optional("give the role its rights", _grant)
            _optional("close the schema public", _close_public)
            _optional("revoke functions", _revoke_functions)


def remove_views() -> None:
    """Before a migration: PostgreSQL doesn't alter a column that a view shows."""
    with transaction.atomic():
        execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        execute("DROP SCHEMA IF EXISTS bright_q CASCADE")
        execute("DROP VIEW IF EXISTS bright_q_seal.scope")


def is_superuser() -> bool:
    return value("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")


def open_functions() -> list[str]:
    """The dangerous functions that the confined role may call."""
    return [row[0] for row in rows(OPEN_FUNCTIONS, [DANGEROUS, role.name()])]


def seal_key() -> bytes:
    return bytes(value("SELECT key FROM bright_q_seal.key"))


def installed_digest() -> str | None:
    return value("SELECT obj_description(to_regnamespace('bright_q'), 'pg_namespace')")


def _make_views() -> None:
    execute(SEAL)
    execute("INSERT INTO bright_q_seal.key (key) VALUES (%s) ON CONFLICT DO NOTHING", [secrets.token_bytes(32)])
    if installed_digest() == digest():
        return
    remove_views()
    execute(scope.VIEW)
    execute("CREATE SCHEMA bright_q")
    for view in VIEWS:
        execute(view.sql)
    execute(sql.SQL("COMMENT ON SCHEMA bright_q IS {}").format(digest()))


def _make_role() -> None:
    if role.is_given() or not value("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"):
        return
    for statement in role_statements(_role_exists()):
        execute(statement)


def role_statements(exists: bool) -> Iterator[sql.Composed]:
    """Also what `manage.py stored_query_sql` prints for an administrator. The password is in it as SCRAM's verifier."""
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
    execute(_temp_file_limit())
    for function in open_functions():
        execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")


def _temp_file_limit() -> sql.Composed:
    return sql.SQL("ALTER ROLE {} SET temp_file_limit = {}").format(sql.Identifier(role.name()), TEMP_FILE_LIMIT)


def _optional(what: str, step: Any) -> None:
    """A step that our role may not be allowed to do: then an administrator has to, and check() says so."""
    try:
        with transaction.atomic():
            step()
    except DatabaseError as error:
        logger.warning("event=stored_query_confinement could not %s: %s", what, str(error).strip())


def _role_exists() -> bool:
    return bool(rows("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.name()]))


ADMINISTRATORS = """\
-- For stored queries of Bright, in the database {database}. Run it once, as an administrator, in this database.
{role};
-- Only a superuser may do the rest; without one leave it out: Bright refuses these names in every query's text.
{limit};
DO $$
DECLARE function regprocedure;
BEGIN
  FOR function IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                   WHERE n.nspname = 'pg_catalog' AND p.prokind = 'f' AND p.proname ~ {dangerous} LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', function);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', function, {owner});
  END LOOP;
END $$;
-- Then let Bright finish: bright migrate
"""


def administrators_sql() -> str:
    """The role's password is in it as a verifier only; the app derives it from its first secret key."""
    parts = {
        "database": sql.Identifier(connection.settings_dict["NAME"]),
        "role": sql.SQL(";\n").join(role_statements(_role_exists())),
        "limit": _temp_file_limit(),
        "dangerous": sql.Literal(DANGEROUS),
        "owner": sql.Literal(value("SELECT current_user")),
    }
    return sql.SQL(ADMINISTRATORS).format(**parts).as_string(connection.connection)
