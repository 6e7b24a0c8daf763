"""A toy resource that is none of ours: shelves, and the books on them. The framework package must need nothing else."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from rest_framework import serializers
from rest_framework.decorators import action

from bright.access import Access, Scope
from bright.errors import InvalidArgument, NotFound, ProviderRefused, Unauthorized, WrongCredentials
from bright.forms.parameters import Parameter
from bright.reading.documents import Boolean, Column, Datetime, Document, Email, Float, Integer, Related, Strings, Text
from bright.rest.authentication import AccessAuthentication
from bright.rest.many_records import CreateManyMixin
from bright.rest.viewsets import BrightViewSet


class ShelfQuerySet(models.QuerySet["Shelf"]):
    def visible_to(self, access: Access) -> "ShelfQuerySet":
        return self.filter(realm_id=access.realm_id)

    def newest(self) -> "ShelfQuerySet":
        return self.order_by("-pk")[:1]


class Shelf(models.Model):
    realm_id = models.IntegerField()
    guid = models.CharField(max_length=100)
    title = models.TextField(null=True)
    keeper = models.CharField(max_length=100, blank=True)
    height = models.FloatField(null=True)
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField(null=True)
    book_count = models.IntegerField(default=0)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        app_label = "toys"


class BookQuerySet(models.QuerySet["Book"]):
    def visible_to(self, access: Access) -> "BookQuerySet":
        books = self.filter(shelf__realm_id=access.realm_id)
        return books.filter(reader=access.email) if access.is_bound_to_user else books


class Book(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="books")
    title = models.TextField()
    reader = models.CharField(max_length=100, blank=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        app_label = "toys"


class BookDocument(Document):
    element = "book"
    model = Book

    id = Integer(minimum=True)
    title = Text(minimum=True, filter=True)


class ShelfDocument(Document):
    element = "shelf"
    model = Shelf

    id = Integer(minimum=True, filter=("id", "guid"))
    guid = Text(minimum=True, filter=True)
    title = Text(minimum=True, filter=True)
    keeper = Email(filter=True)
    height = Float(filter=True)
    is_open = Boolean(filter=True)
    made_at = Datetime()
    books = Related("tests.framework.toys.BookDocument", by="shelf_id", count="book_count", include="include_books")
    secret_note = Text("guid", extended=True)
    book_titles = Strings(
        lambda *_: ArraySubquery(Book.objects.filter(shelf=OuterRef("pk")).order_by("pk").values("title")),
        extended=True,
    )


class ShelfSerializer(serializers.Serializer):
    guid = serializers.CharField(max_length=100)
    title = serializers.CharField(required=False, trim_whitespace=False)
    keeper = serializers.CharField(required=False, max_length=100)
    is_open = serializers.BooleanField(required=False)
    binding = serializers.ChoiceField(["soft", "hard"], required=False, write_only=True, help_text="how it is bound")


class ToyAuthentication(AccessAuthentication):
    """`toy` names the kind, and optionally a reader: REALM_KEY, USER_KEY:ann@example.com."""

    name = "toy"
    parameters = (("toy", "toy_key"),)

    def get_access(self, *parts: str) -> Access:
        kind, _, email = parts[0].partition(":")
        if kind not in Scope.__members__:
            raise WrongCredentials("no such toy", kind)
        return Access(Scope[kind], 1, None, 7 if email else None, email or None)


class OtherAuthentication(AccessAuthentication):
    name = "other"
    parameters = (("other_id",), ("other_secret",))

    def get_access(self, *parts: str) -> Access:
        return Access(Scope.APP_PAIR, 1, 1)


class ShelfViewSet(CreateManyMixin, BrightViewSet):
    authentication_classes = (ToyAuthentication, OtherAuthentication)
    document = ShelfDocument
    serializer_class = ShelfSerializer
    lookup_field = "guid"
    queryset_methods = {"last_only": "newest"}
    companion_modes = {"create": ("other",)}
    required_scopes = {
        "list": Scope.ANYONE,
        "retrieve": Scope.KNOWN,
        "create": Scope.REALM,
        "update": Scope.REALM,
        "destroy": Scope.REALM,
        "refuse": Scope.REALM,
        "crash": Scope.REALM,
        "report": Scope.REALM,
        "count": Scope.REALM,
    }
    safe_actions = BrightViewSet.safe_actions | {"report", "count"}

    action_parameters = {
        "create": {
            "stamp": "put on every book",
            "copies": Parameter("how many; what is no whole number: invalid argument", "integer"),
            "picture": Parameter("of the shelf", "file"),
        },
    }

    def perform_create(self, serializer: Any) -> tuple[Shelf, bool]:
        values = serializer.validated_data
        refuse_odd(values["guid"])
        self.parameters.integer("copies")
        return Shelf.objects.get_or_create(guid=values["guid"], realm_id=self.access.realm_id, defaults=values)

    def perform_update(self, serializer: Any) -> None:
        Shelf.objects.filter(pk=serializer.instance.pk).update(**serializer.validated_data)

    def perform_destroy(self, instance: Shelf) -> None:
        instance.delete()

    @action(detail=False)
    def refuse(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise ProviderRefused("4", "Full.", "https://provider.example/")

    @action(detail=True)
    def crash(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise ZeroDivisionError("a bug")

    @action(detail=False)
    def report(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        nested = {"a@b.example": {"16-4f": {"title": "Tea & <more>", "height": 1.5}}}
        made_at = datetime(2015, 11, 25, 16, 40, 27, 914000, UTC)
        return self.respond_with_document(
            {"is_open": True, "book_count": 2, "made_at": made_at, "note": None, "words": ["=1", "b"], "nested": nested}
        )

    @action(detail=False)
    def count(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        columns = (Column("?column?", "integer"), Column("last_title", "text"))
        return self.respond_with_table(columns, iter([[(1, "=a"), (2, None)], [(3, "c")]]))


def refuse_odd(guid: str) -> None:
    """Every way in which an action refuses."""
    errors: dict[str, Exception] = {
        "odd": InvalidArgument("an odd guid"),
        "full": ProviderRefused("4", "Full."),
        "foreign": Unauthorized("a secret reason"),
        "nowhere": NotFound("no such record"),
        "crash": ZeroDivisionError("a bug"),
    }
    if guid in errors:
        raise errors[guid]
