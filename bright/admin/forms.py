from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bright.rest.routers import ACTION_WORDS


class VerbatimTextField(forms.CharField):
    """Text that stays the same byte for byte unless somebody edits it: not stripped, and CRLF from browsers is LF."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed((initial or "").replace("\r\n", "\n"), (data or "").replace("\r\n", "\n"))


class ConstraintCheckingForm(forms.ModelForm):
    """Reports a violated constraint on the form, even if it covers a column that is not in the form."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        candidate = copy(self.instance)
        for name, value in values.items():
            setattr(candidate, name, value)
        candidate.validate_constraints()
        return values


class NamedRecordForm(forms.Form):
    """For a new record that API clients look up by name."""

    field_order = ("realm", "name")
    name = forms.CharField(max_length=200)

    def clean_name(self) -> str:
        if self.cleaned_data["name"] in ACTION_WORDS:
            raise ValidationError("This word is an action of the API; choose another name.")
        return self.cleaned_data["name"]
