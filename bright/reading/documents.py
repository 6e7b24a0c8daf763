"""Output schemas. One declaration defines a resource's fields, filters, templates, nesting and reference.

class CourseDocument(Document):
    element = "scorm-cloud-course"
    id = Integer(minimum=True, filter=True)
    registrations = Related("apps.registration.documents.RegistrationDocument", by="course_id", …)
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Expression, Model
from django.utils.module_loading import import_string

from bright.access import Access
from bright.email_addresses import normalized_email
from bright.errors import InvalidArgument
from bright.http.parameters import boolean

Source = str | Callable[[type["Document"], Access], Expression]
MAX_FIELDSET_LENGTH = 4096  # characters; the names of all fields of a document have far fewer
TEMPLATES = ("public", "public_minimum", "extended")


@dataclass(frozen=True)
class Column:
    """One key of a response. `nested`: the selected columns of the records under it."""

    name: str
    kind: str  # integer, float, boolean, datetime, text, strings, array
    source: Source | None = None
    nested: "SelectedColumns | None" = None
    related: "Related | None" = None


@dataclass(frozen=True, eq=False)
class SelectedColumns:
    """The keys of a response, in order. Created once for each fieldset, and compared by identity."""

    element: str
    columns: tuple[Column, ...]
    single: bool = False  # at most one record under each parent
    collection: str = ""  # the element of a list in XML

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def flat(self) -> tuple[Column, ...]:
        """The columns without nested records."""
        return tuple(column for column in self.columns if column.nested is None)

    @cached_property
    def nested(self) -> Column | None:
        """The column with nested records, if there is one."""
        return next((column for column in self.columns if column.nested), None)


class Field:
    """A public field. `source`: the model's field (or path), or a function of document and access."""

    kind = "text"

    def __init__(
        self,
        source: Source | None = None,
        *,
        minimum: bool = False,
        extended: bool = False,
        filter: bool | tuple[str, ...] = False,
        compare: str = "",
        help: str = "",
    ) -> None:
        """`minimum`, `extended`: the smallest template that has it, if not `public`. `filter`: whether it is a filter,
        or the fields of which one must match instead. `compare`: the column that the filter compares, if not `source`.
        """
        self.source, self.minimum, self.extended = source, minimum, extended
        self.filter, self._compare, self.help = filter, compare, help

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.source = self.source or name

    @property
    def compare(self) -> str:
        """The model's column that an exact filter compares."""
        return self._compare or str(self.source)

    def parse(self, text: str) -> Any:
        """A filter's text as a value of this kind; None if no row can match. Raises InvalidArgument."""
        return text


class Text(Field):
    """A text."""


class Email(Text):
    """An e-mail address, which filters compare in lower case."""

    def parse(self, text: str) -> str:
        return normalized_email(text)


class Integer(Field):
    """A whole number."""

    kind = "integer"

    def parse(self, text: str) -> int | None:
        """None for text that is no number: it matches no row, but another field of the same filter may match."""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


class Float(Field):
    """A number."""

    kind = "float"


class Boolean(Field):
    """True or false."""

    kind = "boolean"

    def parse(self, text: str) -> bool:
        return boolean(self.name, text)


class Datetime(Field):
    """A time."""

    kind = "datetime"


class Strings(Field):
    """A list of texts. The source must be an array."""

    kind = "strings"


class Related(Field):
    """Nested records of another document; their count if the caller does not select them.

    `document`: its dotted path. `by`: the nested model's column with the parent's key. `count`: the count's source.
    `include`: the parameter that selects the records. A user-bound key gets only the newest one.
    """

    kind = "array"

    def __init__(self, document: str, *, by: str, count: Source, include: str, help: str = "") -> None:
        super().__init__(count, help=help)
        self.path, self.by, self.include = document, by, include

    @cached_property
    def document(self) -> type["Document"]:
        """The nested records' document, imported when it is needed: two documents may refer to each other."""
        return import_string(self.path)


@dataclass(frozen=True)
class Fieldset:
    """A sparse fieldset: the parameters that select columns."""

    fields: str = ""
    template: str = ""
    included: frozenset[str] = frozenset()


class Document:
    """The base class of output schemas: a subclass has `element`, `model` and fields."""

    element: str
    collection: str  # the plural of `element`, if it is not `element` + "s"
    model: type[Model]
    fields: dict[str, Field]
    includes: dict[str, str]  # parameter → the Related field that it selects

    def __init_subclass__(cls) -> None:
        cls.collection = vars(cls).get("collection", f"{cls.element}s")
        cls.fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        cls.includes = {field.include: name for name, field in cls.fields.items() if isinstance(field, Related)}

    @classmethod
    def select(cls, fieldset: Fieldset, bound_to_user: bool) -> SelectedColumns:
        """The columns of a fieldset, in its order. `fields` wins over a template; unknown names are ignored.

        `bound_to_user`: for a user-bound key, which sees one nested record at most. Raises InvalidArgument.
        """
        return _select(cls, fieldset, bound_to_user)  # type: ignore[arg-type]  # mypy looks at its instances' hash

    @classmethod
    def _template(cls, name: str) -> list[str]:
        if name not in ("", *TEMPLATES):
            raise InvalidArgument(f"no api_template {name[:40]!r}")
        if name == "public_minimum":
            return [name for name, field in cls.fields.items() if field.minimum]
        return [key for key, field in cls.fields.items() if name == "extended" or not field.extended]


@lru_cache(maxsize=1024)
def _select(document: type[Document], fieldset: Fieldset, bound_to_user: bool) -> SelectedColumns:
    if len(fieldset.fields) > MAX_FIELDSET_LENGTH or len(fieldset.template) > MAX_FIELDSET_LENGTH:
        raise InvalidArgument("fields or api_template is too long")  # the cache keeps each fieldset
    listed = [name.strip() for name in fieldset.fields.split(",")]
    names = listed if fieldset.fields else document._template(fieldset.template)
    nested: dict[str, list[str]] = {name: [] for name in fieldset.included}
    for name in names:
        parent, dot, child = name.partition(".")
        if dot and isinstance(document.fields.get(parent), Related):
            nested.setdefault(parent, []).append(child)
    order = list(dict.fromkeys([*(name.partition(".")[0] for name in names), *fieldset.included]))
    columns = [_column(document.fields[name], nested, bound_to_user) for name in order if name in document.fields]
    return SelectedColumns(document.element, tuple(columns), collection=document.collection)


def _column(field: Field, nested: dict[str, list[str]], bound_to_user: bool) -> Column:
    if not isinstance(field, Related):
        return Column(field.name, field.kind, field.source)
    if field.name not in nested:
        return Column(field.name, "integer", field.source)
    selected = field.document.select(Fieldset(fields=",".join(nested[field.name])), bound_to_user)
    selected = SelectedColumns(selected.element, selected.columns, single=bound_to_user)
    return Column(field.name, "array", nested=selected, related=field)
