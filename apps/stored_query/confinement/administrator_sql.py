"""The SQL that an administrator of the database runs once, where Bright's own role lacks the rights."""

from django.db import connection
from psycopg import sql

from apps.stored_query.confinement.database import value
from apps.stored_query.confinement.installation import DANGEROUS, role_exists, role_statements, temp_file_limit

SCRIPT = """\
-- For the stored queries of Bright in the database {database}. Run this once in that database, as an administrator.
{role};
-- The rest requires a superuser. Without one, leave it out: Bright refuses these function names in every query.
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
-- Afterwards run: bright migrate
"""


def administrator_sql() -> str:
    """The script, which holds the role's password only as a SCRAM verifier (role.password says where it comes from)."""
    parts = {
        "database": sql.Identifier(connection.settings_dict["NAME"]),
        "role": sql.SQL(";\n").join(role_statements(role_exists())),
        "limit": temp_file_limit(),
        "dangerous": sql.Literal(DANGEROUS),
        "owner": sql.Literal(value("SELECT current_user")),
    }
    return sql.SQL(SCRIPT).format(**parts).as_string(connection.connection)
