"""What an action takes, as one table: its serializer's fields, then the parameters that the viewset declares for it.

A form asks a person for them, and the reference describes them.
"""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

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
    """One thing that an action takes. In `action_parameters` a plain str is the help of a text parameter."""

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


def parameters_of(viewset: Any, action: str) -> dict[str, Parameter]:
    """Everything that an action of a BrightViewSet takes: name → parameter, what is required first.

    An update requires nothing.
    """
    usual = getattr(viewset, "serializer_class", None) if action in ("create", "update") else None
    serializer: Any = viewset.serializer_classes.get(action, usual)
    fields = serializer().fields if serializer else {}
    parameters = {
        name: _of_field(field, action != "update", hasattr(serializer, f"validate_{name}"))
        for name, field in fields.items()
        if not field.read_only
    }
    parameters |= declared(viewset, action)
    return dict(sorted(parameters.items(), key=lambda item: not item[1].required))


def declared(viewset: Any, action: str) -> dict[str, Parameter]:
    own = viewset.action_parameters.get(action, {})
    return {name: each if isinstance(each, Parameter) else Parameter(each) for name, each in own.items()}


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
