"""The operator's forms: a query's text, and a try of it."""

from typing import Any

from django import forms

from apps.realm.admin import realm_choice
from apps.stored_query import declared
from apps.stored_query.declared import Parameter
from apps.stored_query.errors import Busy, QueryRefused, SwitchedOff
from apps.stored_query.models import Level, StoredQuery, refuse_bad
from apps.stored_query.scope import RowScope
from bright.admin.forms import ConstraintCheckingForm, NamedRecordForm

NOBODY = RowScope(0)  # a text is checked without seeing anybody's rows
CODE = {"rows": 12, "spellcheck": "false", "class": "vLargeTextField code", "autocapitalize": "off"}
LIST = {"rows": 4, "spellcheck": "false", "class": "vLargeTextField code"}
KINDS = {"text": "text", "integer": "number", "float": "text", "datetime": "text"}


def tried(values: dict[str, Any]) -> None:
    """ValidationError at the field that is to blame, in words for who writes the query."""
    try:
        declared.read(values.get("parameters", ""))
    except ValueError as error:
        raise forms.ValidationError({"parameters": str(error)}) from None
    try:
        refuse_bad(values.get("sql", ""), values.get("parameters", ""), NOBODY)
    except QueryRefused as refusal:
        raise forms.ValidationError({"sql": refusal.reason}) from None
    except (Busy, SwitchedOff) as trouble:
        raise forms.ValidationError(trouble.reason) from None


class QueryForm(ConstraintCheckingForm):
    class Meta:
        model = StoredQuery
        fields = ("sql", "parameters", "level", "description")
        widgets = {
            "sql": forms.Textarea(CODE),
            "parameters": forms.Textarea(LIST),
            "description": forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "sql" in values and "parameters" in values:
            values["parameters"] = values["parameters"] or "[]"
            tried(values)
        return values


class NewQueryForm(NamedRecordForm):
    realm = realm_choice(StoredQuery)
    name = forms.CharField(max_length=200, help_text="What clients run it by; unique in the realm.")
    sql = forms.CharField(
        label="SQL", widget=forms.Textarea(CODE), help_text="One SELECT; the views are listed on the query's page."
    )
    parameters = forms.CharField(
        required=False,
        initial="[]",
        widget=forms.Textarea(LIST),
        help_text='JSON: [{"name": "since", "type": "datetime"}]; in the SQL: :since.',
    )
    level = forms.ChoiceField(choices=Level.choices, initial=Level.REALM, help_text="Who may run it.")
    description = forms.CharField(required=False, widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "sql" in values:
            tried(values)
        return values


class TrialForm(forms.Form):
    """Whose rows, and a value for each declared parameter; what is left empty is null."""

    learner = forms.EmailField(
        required=False, label="As this learner", help_text="Empty: as the realm, which sees all of its rows."
    )

    def __init__(self, query: StoredQuery, data: Any = None) -> None:
        super().__init__(data)
        self.query, self.parameters = query, query.declared
        if query.realm_id is None:
            self.fields["realm"] = realm_choice(StoredQuery)
        for parameter in self.parameters:
            self.fields[f"p_{parameter.name}"] = _field(parameter)
        self.order_fields(["realm", *(f"p_{parameter.name}" for parameter in self.parameters), "learner"])

    @property
    def given(self) -> dict[str, str]:
        return {each.name: self.cleaned_data[f"p_{each.name}"] for each in self.parameters if self._has(each)}

    @property
    def scope(self) -> RowScope:
        realm_id = self.query.realm_id or self.cleaned_data["realm"].pk
        return RowScope(realm_id, self.query.course_provider_id, self.cleaned_data["learner"].lower() or None)

    def _has(self, parameter: Parameter) -> bool:
        return bool(self.cleaned_data[f"p_{parameter.name}"])


def _field(parameter: Parameter) -> forms.Field:
    label = f":{parameter.name}"
    help_text = f"{parameter.type}. {parameter.description}".strip()
    if parameter.type == "boolean":
        choices = [("", "—"), ("true", "true"), ("false", "false")]
        return forms.ChoiceField(choices=choices, required=False, label=label, help_text=help_text)
    widget = forms.TextInput({"type": KINDS[parameter.type], "class": "vTextField"})
    return forms.CharField(required=False, label=label, help_text=help_text, widget=widget, strip=False)
