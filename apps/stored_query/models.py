"""SQL that an operator keeps under a name: who may run it, with which parameters. Built-ins belong to every realm."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from apps.course_provider.models import CourseProvider
from apps.realm.models import Realm
from apps.stored_query import declared, running, statement
from apps.stored_query.builtins import BUILTINS
from apps.stored_query.declared import Parameter
from apps.stored_query.errors import QueryRefused
from apps.stored_query.scope import RowScope
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
        """The built-ins, and the caller's own; a course provider's access sees its realm's, too."""
        seen = self.filter(Q(realm_id=access.realm_id) | Q(realm=None))
        if access.is_bound_to_provider:
            return seen.filter(Q(course_provider_id=access.course_provider_id) | Q(course_provider=None))
        return seen

    def of_scope(self, query_scope: str) -> Self:
        """Those of this scope; of none: all but the built-ins, whose names a realm may use for its own."""
        return self.filter(query_scope=query_scope) if query_scope else self.exclude(query_scope=QueryScope.BRIGHT)

    def nearest(self, provider_id: int | None) -> "StoredQuery | None":
        """Of queries with one name: the course provider's own, else the realm's."""
        rows: Any = self.filter(Q(course_provider_id=provider_id) | Q(course_provider=None))
        return rows.order_by(F("course_provider").asc(nulls_last=True)).first()

    def keep(self, realm_id: int, name: str, **fields: Any) -> tuple["StoredQuery", bool]:
        """The realm's or provider's query of this name, made if new; one that is there stays as it is."""
        provider = fields.pop("course_provider", None)
        scope = QueryScope.COURSE_PROVIDER if provider else QueryScope.REALM
        found: Any = self.get_or_create(
            realm_id=realm_id, course_provider=provider, name=name, query_scope=scope, defaults=fields
        )
        return found

    def initialize(self) -> None:
        """The built-ins as this version has them: made, brought up to date, and those of older versions removed."""
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
    def declared(self) -> tuple[Parameter, ...]:
        return declared.read(self.parameters)

    def run(self, given: dict[str, str], scope: RowScope) -> Any:
        """Columns and lists of rows (apps/stored_query/running.py). `given`: a request's values, by name."""
        values = {parameter.name: parameter.value(given.get(parameter.name)) for parameter in self.declared}
        compiled = statement.compiled(self.sql, self.declared)
        return running.run(compiled, [values[parameter.name] for parameter in compiled.parameters], scope)


def refuse_bad(sql: str, parameters: str, scope: RowScope) -> None:
    """QueryRefused unless the text is a query that can be kept: prepared and planned where it will run, not run.

    Nothing but the text itself can be in the sentence then, so that forms may show it.
    """
    try:
        known = declared.read(parameters)
        running.describe(statement.compiled(sql, known), scope)
    except ValueError as error:
        raise QueryRefused(str(error)) from None
    except QueryRefused as refusal:
        refusal.fields = {"sql": [refusal.reason]}
        raise
