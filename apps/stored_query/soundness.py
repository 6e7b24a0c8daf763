"""Whether the confinement is in place: sentences about what is open, each with what to do. No sentence: it is."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg

from apps.stored_query import installation, role
from apps.stored_query.database import rows, value

GOOD_SECONDS = 60.0  # how long a good finding is believed in this process; a bad one is looked at again each time
MAKE_IT = (
    "run `bright migrate`; if that may not make it, let an administrator run what `manage.py stored_query_sql` prints"
)

ATTRIBUTES = """
SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = %s
"""
MEMBERSHIPS = """
SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
 WHERE r.rolname = %s
"""
OWNED = (
    "SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid WHERE r.rolname = %s AND d.deptype = 'o'"
)
FOREIGN = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"
RELATIONS = f"""
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE {FOREIGN} AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
   AND (has_any_column_privilege(%(role)s, c.oid, 'INSERT, UPDATE')
        OR has_table_privilege(%(role)s, c.oid, 'DELETE, TRUNCATE')
        OR n.nspname <> 'bright_q' AND has_any_column_privilege(%(role)s, c.oid, 'SELECT'))
 ORDER BY 1
"""
FUNCTIONS = f"""
SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE {FOREIGN} AND has_schema_privilege(%(role)s, n.oid, 'USAGE')
   AND has_function_privilege(%(role)s, p.oid, 'EXECUTE')
 ORDER BY 1
"""
CREATABLE = "SELECT n.nspname FROM pg_namespace n WHERE has_schema_privilege(%(role)s, n.oid, 'CREATE')"
LARGE_OBJECTS = "SELECT current_setting('lo_compat_privileges') = 'on'"

_good_until = 0.0


def check() -> list[str]:
    """All that is open, in the order in which to mend it."""
    return list(_findings())


def is_sound() -> list[str]:
    """As check(); a good finding is remembered for a minute."""
    global _good_until
    if time.monotonic() < _good_until:
        return []
    found = check()
    if not found:
        _good_until = time.monotonic() + GOOD_SECONDS
    return found


def forget() -> None:
    global _good_until
    _good_until = 0.0


def _findings() -> Iterator[str]:
    name = role.name()
    attributes = rows(ATTRIBUTES, [name])
    if not attributes:
        yield f"There is no database role {name}: {MAKE_IT}."
        return
    if installation.installed_digest() != installation.digest():
        yield "The views of stored queries are missing or of another version: run `bright migrate`."
        return
    yield from _of_role(name, attributes[0])
    yield from _of_rights(name)
    yield from _of_functions(name)
    yield from _of_login(name)


def _of_role(name: str, attributes: tuple[Any, ...]) -> Iterator[str]:
    if any(attributes):
        yield (
            f"The role {name} has attributes that it must not have: run ALTER ROLE {name} NOSUPERUSER NOCREATEROLE"
            " NOCREATEDB NOREPLICATION NOBYPASSRLS NOINHERIT as an administrator."
        )
    for (group,) in rows(MEMBERSHIPS, [name]):
        yield f"The role {name} is a member of {group}: run REVOKE {group} FROM {name}."
    if value(OWNED, [name]):
        yield f"The role {name} owns something: run REASSIGN OWNED BY {name} TO the role that owns the database."


def _of_rights(name: str) -> Iterator[str]:
    values = {"role": name}
    for (relation,) in rows(RELATIONS, values)[:5]:
        yield f"The role {name} may use {relation}: revoke that, also from PUBLIC."
    for (function,) in rows(FUNCTIONS, values)[:5]:
        yield f"The role {name} may call {function}: revoke USAGE of its schema from PUBLIC."
    for (schema,) in rows(CREATABLE, values):
        yield f"The role {name} may create in the schema {schema}: run REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC."
    if value(LARGE_OBJECTS):
        yield "The server's setting lo_compat_privileges is on, which opens all large objects: turn it off."


def _of_functions(name: str) -> Iterator[str]:
    """Open ones count where we could have closed them. Elsewhere the screen refuses their names in every text."""
    if installation.is_superuser():
        found = installation.open_functions()
        if found:
            yield f"The role {name} may call {found[0]} and {len(found) - 1} more like it: run `bright migrate`."


def _of_login(name: str) -> Iterator[str]:
    try:
        psycopg.connect(**role.parameters({})).close()
    except psycopg.OperationalError as error:
        if "too many connections" not in str(error):
            yield f"The role {name} can't log in ({str(error).strip().splitlines()[-1]}): {MAKE_IT}."
