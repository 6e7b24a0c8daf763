"""Checks that the confinement is in place. Each problem is one sentence that ends with what to do about it."""

import time
from collections.abc import Iterator
from typing import Any

import psycopg

from apps.stored_query.confinement import installation, role
from apps.stored_query.confinement.database import rows, value

VALID_SECONDS = 60.0  # how long a success is cached in this process; a failure is checked again each time
HOW_TO_CREATE = (
    "run `bright migrate`; if it lacks the rights, have an administrator run what `manage.py stored_query_sql` prints"
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

_valid_until = 0.0


def check() -> list[str]:
    """All problems, in the order in which to fix them; empty if the confinement is in place."""
    return list(_problems())


def check_cached() -> list[str]:
    """As check(), but a success is cached for VALID_SECONDS."""
    global _valid_until
    if time.monotonic() < _valid_until:
        return []
    problems = check()
    if not problems:
        _valid_until = time.monotonic() + VALID_SECONDS
    return problems


def clear_cache() -> None:
    """Make the next check_cached() check again."""
    global _valid_until
    _valid_until = 0.0


def _problems() -> Iterator[str]:
    name = role.name()
    attributes = rows(ATTRIBUTES, [name])
    if not attributes:
        yield f"There is no database role {name}: {HOW_TO_CREATE}."
        return
    if installation.installed_digest() != installation.expected_digest():
        yield "The views of stored queries are missing or belong to another version: run `bright migrate`."
        return
    yield from _role_problems(name, attributes[0])
    yield from _privilege_problems(name)
    yield from _function_problems(name)
    yield from _login_problems(name)


def _role_problems(name: str, attributes: tuple[Any, ...]) -> Iterator[str]:
    if any(attributes):
        yield (
            f"The role {name} has attributes that it must not have: run ALTER ROLE {name} NOSUPERUSER NOCREATEROLE"
            " NOCREATEDB NOREPLICATION NOBYPASSRLS NOINHERIT as an administrator."
        )
    for (group,) in rows(MEMBERSHIPS, [name]):
        yield f"The role {name} is a member of {group}: run REVOKE {group} FROM {name}."
    if value(OWNED, [name]):
        yield f"The role {name} owns objects: run REASSIGN OWNED BY {name} TO the role that owns the database."


def _privilege_problems(name: str) -> Iterator[str]:
    values = {"role": name}
    for (relation,) in rows(RELATIONS, values)[:5]:
        yield f"The role {name} may use {relation}: revoke this from the role and from PUBLIC."
    for (function,) in rows(FUNCTIONS, values)[:5]:
        yield f"The role {name} may call {function}: revoke USAGE on its schema from PUBLIC."
    for (schema,) in rows(CREATABLE, values):
        yield f"The role {name} may create objects in {schema}: run REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC."
    if value(LARGE_OBJECTS):
        yield "The server setting lo_compat_privileges is on, which gives access to all large objects: turn it off."


def _function_problems(name: str) -> Iterator[str]:
    """Only where Bright's role could have revoked them. Elsewhere their names are refused in every query."""
    if installation.is_superuser():
        functions = installation.open_functions()
        if functions:
            more = len(functions) - 1
            yield f"The role {name} may call {functions[0]} and {more} similar functions: run `bright migrate`."


def _login_problems(name: str) -> Iterator[str]:
    try:
        psycopg.connect(**role.connection_parameters({})).close()
    except psycopg.OperationalError as error:
        if "too many connections" not in str(error):
            yield f"The role {name} can't log in ({str(error).strip().splitlines()[-1]}): {HOW_TO_CREATE}."
