"""What an operator publishes for one realm under `customer/<path>`: a stored query, or a view of a package."""

from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from apps.realm.models import Realm
from apps.stored_query.models import StoredQuery
from bright.access import Access, Scope
from bright.models import Record
from bright.text import is_storable

# The columns of the access table (docs/contract/access.md, "Who may do what").
ADMITS = {
    "admits_realm": Scope.REALM,
    "admits_provider": Scope.PROVIDER,
    "admits_users": Scope.USER_KEY,
    "admits_anonymous": Scope.ANONYMOUS_KEY,
}
WORD = r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]*"
is_path = RegexValidator(
    rf"^(?!.*\.(json|xml|csv)$){WORD}(/{WORD})*\Z",
    "Letters, digits and _ . ~ - separated by slashes; it can't end in .json, .xml or .csv, which name a format.",
)


class CustomerEndpointQuerySet(models.QuerySet["CustomerEndpoint"]):
    def visible_to(self, access: Access) -> "CustomerEndpointQuerySet":
        return self.filter(realm_id=access.realm_id, enabled=True)

    def at(self, path: str) -> "CustomerEndpoint | None":
        """The endpoint with this path, if any."""
        return self.filter(path=path).select_related("stored_query").first() if is_storable(path) else None


class CustomerEndpoint(Record):
    realm = models.ForeignKey(Realm, models.CASCADE, related_name="customer_endpoints")
    path = models.CharField(max_length=200, validators=[is_path], help_text="Relative to /bright/api/v2/customer/.")
    # Deleting a query also removes its endpoints.
    stored_query = models.ForeignKey(
        StoredQuery, models.CASCADE, null=True, blank=True, related_name="customer_endpoints"
    )
    view = models.CharField(max_length=300, blank=True, help_text="A view of an installed package, as package:name.")
    admits_realm = models.BooleanField("realm pair and realm keys", default=True)
    admits_provider = models.BooleanField("app pairs and provider keys", default=False)
    admits_users = models.BooleanField(
        "keys bound to a user", default=False, help_text="A stored query shows them only their own rows."
    )
    admits_anonymous = models.BooleanField(
        "anonymous keys",
        default=False,
        help_text="A stored query shows all rows of the realm to anyone with such a key.",
    )
    enabled = models.BooleanField(default=True, help_text="If not, the path answers as if it had never been published.")

    objects = CustomerEndpointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "path"],
                name="customer_endpoint_path",
                violation_error_message="This realm already has an endpoint with this path.",
            ),
            models.CheckConstraint(
                condition=Q(stored_query=None) ^ Q(view=""),
                name="customer_endpoint_answers_once",
                violation_error_message="Choose either a stored query or a view.",
            ),
        ]

    def __str__(self) -> str:
        return f"customer/{self.path}"

    @property
    def admitted(self) -> Scope:
        """The kinds of access that may ask."""
        return reduce(or_, (kind for name, kind in ADMITS.items() if getattr(self, name)), Scope.NOBODY)

    def clean(self) -> None:
        query = self.stored_query
        if query is not None and query.realm_id not in (None, self.realm_id):
            raise ValidationError({"stored_query": "This stored query belongs to another realm."})
