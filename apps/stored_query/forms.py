"""The forms of the admin: for a query, and for a test run of it."""

from typing import Any

from django import forms

from apps.realm.admin import realm_choice
from apps.stored_query import query_parameters
from apps.stored_query.errors import AllConnectionsBusy, ConfinementMissing, QueryRefused
from apps.stored_query.models import Level, StoredQuery, check_query
from apps.stored_query.row_scope import RowScope
from bright.admin.forms import ConstraintCheckingForm, NamedRecordForm
from bright.email_addresses import normalized_email
from bright.errors import InvalidArgument

NO_ROWS = RowScope(0)  # of a realm that doesn't exist: checking a text needs no rows
CODE = {"rows": 12, "spellcheck": "false", "class": "vLargeTextField code", "autocapitalize": "off"}
LIST = {"rows": 4, "spellcheck": "false", "class": "vLargeTextField code"}
INPUT_TYPES = {"text": "text", "email": "text", "integer": "number", "float": "text", "datetime": "text"}


def validate(values: dict[str, Any]) -> None:
    """Raises a ValidationError for the field that is wrong, written for the author of the query."""
    try:
        query_parameters.parse(values.get("parameters", ""))
    except ValueError as error:
        raise forms.ValidationError({"parameters": str(error)}) from None
    try:
        check_query(values.get("sql", ""), values.get("parameters", ""), NO_ROWS)
    except QueryRefused as refusal:
        raise forms.ValidationError({"sql": refusal.reason}) from None
    except (AllConnectionsBusy, ConfinementMissing) as error:
        raise forms.ValidationError(error.reason) from None


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
            validate(values)
        return values


class NewQueryForm(NamedRecordForm):
    realm = realm_choice(StoredQuery)
    name = forms.CharField(max_length=200, help_text="The name by which clients run it; unique within the realm.")
    sql = forms.CharField(
        label="SQL",
        widget=forms.Textarea(CODE),
        help_text="One SELECT; the views are listed on the query's page.",
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
            validate(values)
        return values


class TrialRunForm(forms.Form):
    """A value for each declared parameter, and whose rows to see. Empty values are null."""

    learner = forms.EmailField(
        required=False, label="As this learner", help_text="Empty: as the realm, which sees all its rows."
    )

    def __init__(self, query: StoredQuery, data: Any = None) -> None:
        super().__init__(data)
        self.query, self.parameters = query, query.declared_parameters
        if query.realm_id is None:
            self.fields["realm"] = realm_choice(StoredQuery)
        for parameter in self.parameters:
            self.fields[f"p_{parameter.name}"] = _field(parameter)
        self.order_fields(["realm", *(f"p_{parameter.name}" for parameter in self.parameters), "learner"])

    def clean_learner(self) -> str:
        try:
            return normalized_email(self.cleaned_data["learner"])
        except InvalidArgument as refusal:
            raise forms.ValidationError(refusal.reason) from None

    @property
    def given(self) -> dict[str, str]:
        """Values by parameter name, without empty ones."""
        values = {parameter.name: self.cleaned_data[f"p_{parameter.name}"] for parameter in self.parameters}
        return {name: value for name, value in values.items() if value}

    @property
    def scope(self) -> RowScope:
        realm_id = self.query.realm_id or self.cleaned_data["realm"].pk
        return RowScope(realm_id, self.query.course_provider_id, self.cleaned_data["learner"] or None)


def _field(parameter: query_parameters.QueryParameter) -> forms.Field:
    label = f":{parameter.name}"
    help_text = f"{parameter.type}. {parameter.description}".strip()
    if parameter.type == "boolean":
        choices = [("", "—"), ("true", "true"), ("false", "false")]
        return forms.ChoiceField(choices=choices, required=False, label=label, help_text=help_text)
    widget = forms.TextInput({"type": INPUT_TYPES[parameter.type], "class": "vTextField"})
    return forms.CharField(required=False, label=label, help_text=help_text, widget=widget, strip=False)
