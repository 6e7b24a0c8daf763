"""Repairing a result by hand: the console's form for what the API takes with `ignore=true`, by the same rules."""

from typing import Any

from django import forms

from apps.registration.models import COMPLETE, SUCCESS, Registration, words
from apps.registration.serializers import REPAIRS, RegistrationSerializer


class RepairForm(forms.Form):
    complete = forms.ChoiceField(choices=words(COMPLETE))
    success = forms.ChoiceField(choices=words(SUCCESS))
    score = forms.CharField(required=False, help_text="0 to 100; empty: none.")
    totaltime = forms.CharField(help_text="Seconds.")
    provider_completed_at = forms.CharField(
        required=False, help_text="Like 2026-01-31T10:00:00Z; empty: not completed.", label="Completed at"
    )
    ignore = forms.BooleanField(
        required=False,
        initial=True,
        help_text="From then on the course and its provider change nothing here. Without this a repair isn't taken: "
        "the next result would undo it.",
    )

    @classmethod
    def of(cls, registration: Registration) -> "RepairForm":
        """Filled in with what is there now."""
        now = RegistrationSerializer(registration).data
        return cls(initial={name: now[name] for name in REPAIRS})

    def clean(self) -> dict[str, Any]:
        """The values for `Registration.amend`, validated by the API's own serializer."""
        given = {**self.cleaned_data, **{name: self.cleaned_data.get(name) or None for name in REPAIRS[2:]}}
        checked = RegistrationSerializer(data=given)
        if not checked.is_valid():
            for name, errors in checked.errors.items():
                self.add_error(name if name in self.fields else None, [str(error) for error in errors])
            return self.cleaned_data
        return dict(checked.validated_data)
