"""Stored queries: named SQL with declared parameters and a level that says who may run it."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.stored_query import parsing, query_parameters, running
from apps.stored_query.builtins import BUILTINS
from apps.stored_query.errors import QueryRefused
from apps.stored_query.query_parameters import QueryParameter
from apps.stored_query.row_scope import RowScope
from bright.access import Access
from bright.models import OfRealm, Record


class QueryScope(models.TextChoices):
    BRIGHT = "bright", "every realm's: a built-in"
    REALM = "realm", "the realm's"
    COURSE_PROVIDER = "course_provider", "one course provider's"


class Level(models.TextChoices):
    ANY_USER = "any_user", "any user: confined to the caller's own rows"
    INVITATION_OWNER = "invitation_owner", "invitation owner: confined to the invitation that invitation_name names"
    ADMINISTRATOR = "administrator", "administrator: realm and course provider access"
    REALM = "realm", "realm: realm access only"


class StoredQueryQuerySet(OfRealm):
    def visible_to(self, access: Access) -> Self:
        """The built-ins and those of the caller; course provider access also sees those of its realm."""
        rows = self.filter(Q(realm_id=access.realm_id) | Q(realm=None))
        if access.is_bound_to_provider:
            return rows.filter(Q(course_provider_id=access.course_provider_id) | Q(course_provider=None))
        return rows

    def of_scope(self, query_scope: str) -> Self:
        """Those of this scope. Without one: all except built-ins, since a realm may reuse their names."""
        return self.filter(query_scope=query_scope) if query_scope else self.exclude(query_scope=QueryScope.BRIGHT)

    def nearest(self, provider_id: int | None) -> "StoredQuery | None":
        """Of queries with the same name, the one of the course provider, else the one of the realm."""
        rows: Any = self.filter(Q(course_provider_id=provider_id) | Q(course_provider=None))
        return rows.order_by(F("course_provider").asc(nulls_last=True)).first()

    def get_or_create_own(self, realm_id: int, name: str, **fields: Any) -> tuple["StoredQuery", bool]:
        """The query of this name of the realm, or of `course_provider` if given. An existing one stays unchanged."""
        provider = fields.pop("course_provider", None)
        scope = QueryScope.COURSE_PROVIDER if provider else QueryScope.REALM
        result: Any = self.get_or_create(
            realm_id=realm_id, course_provider=provider, name=name, query_scope=scope, defaults=fields
        )
        return result

    def initialize(self) -> None:
        """Create or update the built-ins of this version, and delete those of older versions."""
        for name, values in BUILTINS.items():
            self.update_or_create(query_scope=QueryScope.BRIGHT, name=name, realm=None, defaults=values)
        self.of_scope(QueryScope.BRIGHT).exclude(name__in=BUILTINS).delete()


class StoredQuery(Record):
    realm = models.ForeignKey(Realm, models.CASCADE, null=True, blank=True, related_name="stored_queries")
    course_provider = models.ForeignKey(
        CourseProvider, models.CASCADE, null=True, blank=True, related_name="stored_queries"
    )
    name = models.CharField(max_length=200)
    query_scope = models.CharField(max_length=20, choices=QueryScope.choices, default=QueryScope.REALM, editable=False)
    description = models.TextField(blank=True)
    sql = models.TextField("SQL", help_text="One SELECT over the views that stored queries may read.")
    parameters = models.TextField(
        default="[]", blank=True, help_text='JSON: [{"name": "since", "type": "datetime", "description": "…"}].'
    )
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.REALM, help_text="Who may run it.")

    objects = StoredQueryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stored queries"
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(realm=None), name="stored_query_builtin_name"),
            models.UniqueConstraint(
                fields=["realm", "name"], condition=Q(course_provider=None), name="stored_query_realm_name"
            ),
            models.UniqueConstraint(fields=["course_provider", "name"], name="stored_query_provider_name"),
            models.CheckConstraint(
                condition=Q(query_scope=QueryScope.BRIGHT, realm=None, course_provider=None)
                | Q(query_scope=QueryScope.REALM, realm__isnull=False, course_provider=None)
                | Q(query_scope=QueryScope.COURSE_PROVIDER, realm__isnull=False, course_provider__isnull=False),
                name="stored_query_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def declared_parameters(self) -> tuple[QueryParameter, ...]:
        return query_parameters.parse(self.parameters)

    def run(self, given: dict[str, str], scope: RowScope) -> Any:
        """Columns and an iterator of lists of rows, as `running.run`. `given`: values of a request by parameter name.

        Raises InvalidArgument for a value of the wrong type, besides the errors of `running.run`.
        """
        parameters = self.declared_parameters
        values = {parameter.name: parameter.value(given.get(parameter.name)) for parameter in parameters}
        statement = parsing.parse(self.sql, parameters)
        return running.run(statement, [values[parameter.name] for parameter in statement.parameters], scope)


def check_query(sql: str, parameters: str, scope: RowScope) -> None:
    """Raises QueryRefused unless the query can be stored: it is prepared and planned as for a run, but not run.

    The message can therefore contain nothing but the text itself, so forms may show it.
    """
    try:
        statement = parsing.parse(sql, query_parameters.parse(parameters))
        running.describe(statement, scope)
    except ValueError as error:
        raise QueryRefused(str(error)) from None
    except QueryRefused as refusal:
        refusal.fields = {"sql": [refusal.reason]}
        raise
