"""A resource as its callers see it. One declaration drives output, filters, templates, nesting and the reference.

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
LONGEST_FIELDSET = 4096  # letters: many times what all names of a document have
TEMPLATES = ("public", "public_minimum", "extended")


@dataclass(frozen=True)
class Column:
    """One key of an answer; `nested` are the selected columns of the records below it."""

    name: str
    kind: str  # integer, float, boolean, datetime, text, strings, array
    source: Source | None = None
    nested: "SelectedColumns | None" = None
    related: "Related | None" = None


@dataclass(frozen=True, eq=False)
class SelectedColumns:
    """Which keys an answer has, in order. Made once for each fieldset and compared by identity."""

    element: str
    columns: tuple[Column, ...]
    single: bool = False  # below one parent there is one record at most
    collection: str = ""  # what a list of them is called in XML

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def flat(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.nested is None)

    @cached_property
    def nested(self) -> Column | None:
        return next((column for column in self.columns if column.nested), None)


class Field:
    """One public name. `source`: the model's field (or path), or a function of the document and the access."""

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
        """`filter`: may be filtered by; a tuple names the fields of which one must match instead of this one.
        `compare`: the model's column that filters look at, where it isn't the source."""
        self.source, self.minimum, self.extended = source, minimum, extended
        self.filter, self._compare, self.help = filter, compare, help

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.source = self.source or name

    @property
    def compare(self) -> str:
        return self._compare or str(self.source)

    def parse(self, text: str) -> Any:
        """A filter's text as a value of this kind; None if no row can have it."""
        return text


class Text(Field):
    pass


class Email(Text):
    """Compared lower-cased, kept as sent."""

    def parse(self, text: str) -> str:
        return normalized_email(text)


class Integer(Field):
    kind = "integer"

    def parse(self, text: str) -> int | None:
        """Text that is no integer matches no row by number; it may still be a guid."""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


class Float(Field):
    kind = "float"


class Boolean(Field):
    kind = "boolean"

    def parse(self, text: str) -> bool:
        return boolean(self.name, text)


class Datetime(Field):
    kind = "datetime"


class Strings(Field):
    """A list of texts. The source gives an array."""

    kind = "strings"


class Related(Field):
    """Records of another document below this one; a count while they are not asked for.

    `by` is the nested model's column that names the parent. Under a user-bound key only the newest is given.
    """

    kind = "array"

    def __init__(self, document: str, *, by: str, count: Source, include: str, help: str = "") -> None:
        super().__init__(count, help=help)
        self.path, self.by, self.include = document, by, include

    @cached_property
    def document(self) -> type["Document"]:
        return import_string(self.path)


@dataclass(frozen=True)
class Fieldset:
    """A sparse fieldset: the parameters by which a caller selects columns."""

    fields: str = ""
    template: str = ""
    included: frozenset[str] = frozenset()


class Document:
    element: str
    collection: str  # the plural of `element`, where it isn't made by an s
    model: type[Model]
    fields: dict[str, Field]
    includes: dict[str, str]  # control parameter → the field whose records it asks for

    def __init_subclass__(cls) -> None:
        cls.collection = vars(cls).get("collection", f"{cls.element}s")
        cls.fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        cls.includes = {field.include: name for name, field in cls.fields.items() if isinstance(field, Related)}

    @classmethod
    def select(cls, fieldset: Fieldset, bound_to_user: bool) -> SelectedColumns:
        """The columns for `fields=`, which wins over a template. Unknown names are ignored; order is as asked.

        `bound_to_user`: for a key bound to a user, who sees one nested record at most. Raises InvalidArgument.
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
    if len(fieldset.fields) > LONGEST_FIELDSET or len(fieldset.template) > LONGEST_FIELDSET:
        raise InvalidArgument("fields or api_template is too long")  # each fieldset is kept with its compiled queries
    listed = [name.strip() for name in fieldset.fields.split(",")]
    asked = listed if fieldset.fields else document._template(fieldset.template)
    below: dict[str, list[str]] = {name: [] for name in fieldset.included}
    for name in asked:
        parent, dot, child = name.partition(".")
        if dot and isinstance(document.fields.get(parent), Related):
            below.setdefault(parent, []).append(child)
    order = list(dict.fromkeys([*(name.partition(".")[0] for name in asked), *fieldset.included]))
    columns = [_column(document.fields[name], below, bound_to_user) for name in order if name in document.fields]
    return SelectedColumns(document.element, tuple(columns), collection=document.collection)


def _column(field: Field, below: dict[str, list[str]], bound_to_user: bool) -> Column:
    if not isinstance(field, Related):
        return Column(field.name, field.kind, field.source)
    if field.name not in below:
        return Column(field.name, "integer", field.source)
    inner = field.document.select(Fieldset(fields=",".join(below[field.name])), bound_to_user)
    nested = SelectedColumns(inner.element, inner.columns, single=bound_to_user)
    return Column(field.name, "array", nested=nested, related=field)
