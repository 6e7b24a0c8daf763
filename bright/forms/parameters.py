"""The parameters of an action: its serializer's fields, then those that the viewset declares for it.

Forms have an input for each of them, and the reference describes them.
"""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

LONG = 1000  # characters; a text that may be longer gets a textarea
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
    """One parameter of an action. In `action_parameters` a plain str is the help of a text parameter."""

    help: str
    kind: str = "text"  # text, long, secret, email, integer, float, boolean, datetime, choice, file, pattern
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()  # value, label
    max_length: int | None = None  # characters
    allow_blank: bool = True
    min_value: float | None = None
    max_value: float | None = None
    has_rules: bool = False  # further ones, which `help` describes


# Of actions that answer with a table.
ROWS = Parameter(
    "how JSON represents a row: a list of values, or an object with the columns' names; the default is lists",
    "choice",
    choices=(("lists", "lists"), ("objects", "objects")),
)


def parameters_of(viewset: Any, action: str) -> dict[str, Parameter]:
    """All parameters of an action of a BrightViewSet by name, required ones first. An update requires none."""
    default = getattr(viewset, "serializer_class", None) if action in ("create", "update") else None
    serializer: Any = viewset.serializer_classes.get(action, default)
    fields = serializer().fields if serializer else {}
    parameters = {
        name: _of_field(field, action != "update", hasattr(serializer, f"validate_{name}"))
        for name, field in fields.items()
        if not field.read_only
    }
    parameters |= declared(viewset, action)
    return dict(sorted(parameters.items(), key=lambda item: not item[1].required))


def declared(viewset: Any, action: str) -> dict[str, Parameter]:
    """The parameters that the viewset's `action_parameters` declare for the action."""
    own = viewset.action_parameters.get(action, {})
    return {name: each if isinstance(each, Parameter) else Parameter(each) for name, each in own.items()}


def _of_field(field: Any, is_new: bool, has_rules: bool) -> Parameter:
    """`has_rules`: the serializer has a `validate_…` method for the field."""
    kind = next((name for kind, name in KINDS if isinstance(field, kind)), "")
    max_length = getattr(field, "max_length", None)
    if field.style.get("input_type") == "password":
        kind = "secret"
    is_long = kind == "text" and (max_length is None or max_length > LONG)
    return Parameter(
        str(field.help_text or ""),
        "long" if is_long or not kind else kind,
        is_new and field.required,
        tuple((str(value), str(label)) for value, label in getattr(field, "choices", {}).items()),
        max_length,
        getattr(field, "allow_blank", True),
        getattr(field, "min_value", None),
        getattr(field, "max_value", None),
        not kind or isinstance(field, serializers.RegexField) or (has_rules and kind in ("text", "email")),
    )
