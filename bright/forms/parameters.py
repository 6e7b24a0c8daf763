"""What an action takes, as one table: its serializer's fields, then the parameters that the resource declares for it.

A form asks a person for them, and the reference describes them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rest_framework import serializers

if TYPE_CHECKING:
    from bright.rest.viewsets import Resource

LONG = 1000  # letters; a text that may have more is asked for in an area
KINDS: tuple[tuple[type, str], ...] = (
    (serializers.BooleanField, "boolean"),
    (serializers.ChoiceField, "choice"),
    (serializers.IntegerField, "integer"),
    (serializers.FloatField, "float"),
    (serializers.DateTimeField, "datetime"),
    (serializers.EmailField, "email"),
    (serializers.CharField, "text"),
)


@dataclass(frozen=True)
class Parameter:
    """One thing that an action takes. In `parameters_of` a plain text stands for a text parameter with that help."""

    help: str
    kind: str = "text"  # text, long, secret, email, integer, float, boolean, datetime, choice, file, pattern
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()  # value, what a person reads
    longest: int | None = None  # letters
    filled: bool = False  # an empty text is refused
    least: float | None = None
    most: float | None = None
    has_rules: bool = False  # of its own, told by the help


# For actions that answer a table.
ROWS = Parameter(
    "how JSON spells a row: a list of values, or an object with the columns' names; lists if not said",
    "choice",
    choices=(("lists", "lists"), ("objects", "objects")),
)


def taken(resource: "type[Resource]", action: str) -> dict[str, Parameter]:
    """Name → parameter, what is required first. An update requires nothing."""
    usual = getattr(resource, "serializer_class", None) if action in ("create", "update") else None
    serializer: Any = resource.serializer_for.get(action, usual)
    fields = serializer().fields if serializer else {}
    found = {
        name: _of_field(field, action != "update", hasattr(serializer, f"validate_{name}"))
        for name, field in fields.items()
        if not field.read_only
    }
    found |= declared(resource, action)
    return dict(sorted(found.items(), key=lambda item: not item[1].required))


def declared(resource: "type[Resource]", action: str) -> dict[str, Parameter]:
    own = resource.parameters_of.get(action, {})
    return {name: said if isinstance(said, Parameter) else Parameter(said) for name, said in own.items()}


def _of_field(field: Any, is_new: bool, has_rules: bool) -> Parameter:
    """`has_rules`: its serializer looks at it once more."""
    kind = next((name for kind, name in KINDS if isinstance(field, kind)), "")
    longest = getattr(field, "max_length", None)
    if field.style.get("input_type") == "password":
        kind = "secret"
    is_long = kind == "text" and (longest is None or longest > LONG)
    return Parameter(
        str(field.help_text or ""),
        "long" if is_long or not kind else kind,
        is_new and field.required,
        tuple((str(value), str(label)) for value, label in getattr(field, "choices", {}).items()),
        longest,
        not getattr(field, "allow_blank", True),
        getattr(field, "min_value", None),
        getattr(field, "max_value", None),
        not kind or isinstance(field, serializers.RegexField) or (has_rules and kind in ("text", "email")),
    )
