"""Repairing a result manually: the admin's form for what the API accepts with `ignore=true`, by the same rules."""

from typing import Any

from django import forms

from apps.registration.models import Registration
from apps.registration.results import COMPLETE, SUCCESS, choices
from apps.registration.serializers import REPAIR_FIELDS, RegistrationSerializer


class RepairForm(forms.Form):
    complete = forms.ChoiceField(choices=choices(COMPLETE))
    success = forms.ChoiceField(choices=choices(SUCCESS))
    score = forms.CharField(required=False, help_text="0 to 100; empty for no score.")
    totaltime = forms.CharField(help_text="Seconds.")
    provider_completed_at = forms.CharField(
        required=False, help_text="For example 2026-01-31T10:00:00Z; empty if not completed.", label="Completed at"
    )
    ignore = forms.BooleanField(
        required=False,
        initial=True,
        help_text="The course and its provider no longer change the result. Required for a repair, which the next "
        "result would otherwise overwrite.",
    )

    @classmethod
    def for_registration(cls, registration: Registration) -> "RepairForm":
        """The form filled in with the current result."""
        current = RegistrationSerializer(registration).data
        return cls(initial={name: current[name] for name in REPAIR_FIELDS})

    def clean(self) -> dict[str, Any]:
        """The values for `Registration.amend`, validated by the serializer of the API."""
        given = {**self.cleaned_data, **{name: self.cleaned_data.get(name) or None for name in REPAIR_FIELDS[2:]}}
        checked = RegistrationSerializer(data=given)
        if not checked.is_valid():
            for name, errors in checked.errors.items():
                self.add_error(name if name in self.fields else None, [str(error) for error in errors])
            return self.cleaned_data
        return dict(checked.validated_data)
