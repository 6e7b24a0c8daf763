"""A separate database for hostile SQL, with two realms, the rows of one of which carry a mark.

Django's own connection is pointed at it, so that the tests use the real code.
"""

import contextlib
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from apps.api_key.models import ApiKey
from apps.course_provider.references import reference
from apps.realm.models import Realm
from apps.registration.models import Registration
from apps.scorm.models import Attempt, Package
from apps.stored_query.confinement import checks, installation, role
from apps.stored_query.models import StoredQuery
from apps.stored_query.row_scope import RowScope
from apps.tagging.models import add_tags
from tests.apps.records import ANN, BOB, make_course, make_registration
from tests.conftest import Tenant, create_tenant
from tests.stored_sql.hostile import MARK

TABLES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
 WHERE schemaname IN ('public', 'bright_q_seal') ORDER BY 1
"""


@dataclass
class Arena:
    ours: Tenant
    theirs: Tenant
    owner: dict[str, Any]  # connection parameters of the superuser

    @property
    def scope(self) -> RowScope:
        return RowScope(self.ours.realm.pk)

    def superuser(self, **session: str) -> psycopg.Connection:
        options = " ".join(f"-c {name}={value}" for name, value in session.items())
        return psycopg.connect(**self.owner, options=options, autocommit=True)

    def contents(self, database: psycopg.Connection) -> dict[str, str]:
        """Each table → a digest of all its rows."""
        digest = "SELECT '{0}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {0} t"
        tables = [table for (table,) in database.execute(TABLES).fetchall()]
        return dict(database.execute(" UNION ALL ".join(map(digest.format, tables))).fetchall())

    @functools.cached_property
    def has_xml(self) -> bool:
        """PostgreSQL may be built without XML; the embedded one is."""
        with self.superuser() as database:
            try:
                return bool(database.execute("SELECT '<a/>'::xml").fetchone())
            except psycopg.errors.FeatureNotSupported:
                return False


@contextlib.contextmanager
def another_database(name: str, template: str = "", owner: str = "", user: str = "") -> Iterator[dict[str, Any]]:
    """Create a database, point Django's connection at it, and drop it afterwards."""
    before = dict(connection.settings_dict)
    connection.close()
    reached = {
        key: value for key, value in connection.get_connection_params().items() if key in role.ADDRESS_PARAMETERS
    }
    reached["user"] = before["USER"]
    with psycopg.connect(**{**reached, "dbname": "postgres"}, autocommit=True) as server:
        made = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            made += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
            # Only a database without connections can be copied; a live server of earlier tests reconnects when needed.
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template])
        if owner:
            made += sql.SQL(" OWNER {}").format(sql.Identifier(owner))
        server.execute(made)
        connection.settings_dict.update({"NAME": name, "USER": user or before["USER"]})
        checks.clear_cache()
        try:
            yield {**reached, "dbname": name}
        finally:
            connection.close()
            connection.settings_dict.update({"NAME": before["NAME"], "USER": before["USER"]})
            checks.clear_cache()
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def fill(owner: dict[str, Any]) -> Arena:
    ours, theirs = create_tenant("Ours"), create_tenant(MARK)
    for tenant, mark in ((ours, "own"), (theirs, MARK)):
        course = make_course(tenant, "yoga", title=mark, custom=mark)
        for email in (ANN, BOB):
            registration = make_registration(course, email, custom=mark, fname=mark)
            registration.launches.create(launch_source=mark)
        add_tags(tenant.realm.pk, "course", course.pk, [mark])
        StoredQuery.objects.get_or_create_own(tenant.realm.pk, "report", sql="SELECT 1", description=mark)
        ApiKey.issue(realm=tenant.realm)
        add_answer(tenant, mark)
    assert Realm.objects.count() == 2 and Registration.objects.count() == 4
    arena = Arena(ours, theirs, owner)
    with arena.superuser() as database:
        database.execute("SELECT lo_from_bytea(4711, %s::bytea)", [MARK.encode()])
        database.execute("ANALYZE")
    return arena


def add_answer(tenant: Tenant, mark: str) -> None:
    """Store an answer, as the player would, for the registration of ANN."""
    registration = Registration.objects.filter(realm=tenant.realm, learner_email=ANN).latest("pk")
    package = Package.objects.create(
        course_ref=mark, version=0, standard="scorm_12", title=mark, manifest={}, digest="", size=1, unpacked_size=1,
        file_count=1,
    )  # fmt: skip
    sco = package.scos.create(position=0, identifier="quiz", title=f"Quiz {mark}", href="a.html", kind="sco")
    ref = reference(registration.course_provider_id, registration.registration_guid)
    attempt = Attempt.objects.create(registration_ref=ref, package=package, learner_id=ANN)
    asked = {"id": "q1", "type": "choice", "student_response": mark, "result": "correct", "time": "10:00:00"}
    attempt.states.create(sco=sco, cmi={"interactions": {"0": asked}, "suspend_data": mark})


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def install() -> None:
    installation.install()
    checks.clear_cache()
