"""What operators fill in. Each form refuses what the act behind it would refuse."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.course.models import Course
from apps.invitation.custom import MOST_SEATS, Custom
from apps.invitation.models import Invitation
from apps.invitation.serializers import MOST_ITEMS, checked_address
from apps.realm.admin import realm_choice
from bright.admin.forms import ConstraintCheckingForm, NamedRecordForm
from bright.errors import InvalidArgument


class InvitationForm(ConstraintCheckingForm):
    """Refuses at the form what the act would refuse."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.instance.no_updates_allowed:
            raise ValidationError("No updates are allowed to this invitation: press Allow updates first.")
        try:
            if self.instance.license:
                said = Custom.of_license(values.get("custom"))
                for guid in self.instance.courses.values_list("course__course_guid", flat=True):
                    said.seats_available(guid)
        except InvalidArgument as refusal:
            self.add_error("custom", refusal.reason)
        return values


class LearnersForm(forms.Form):
    """Those to be removed go first. A learner who was here before gets the same registrations back."""

    learners = forms.CharField(widget=forms.Textarea, required=False, label="Add", help_text="One address on each line")
    unlearners = forms.CharField(widget=forms.Textarea, required=False, label="Remove", help_text="Likewise")

    def clean_learners(self) -> list[str]:
        return self._addresses("learners")

    def clean_unlearners(self) -> list[str]:
        return self._addresses("unlearners")

    def _addresses(self, name: str) -> list[str]:
        found = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(found) > MOST_ITEMS:
            raise ValidationError(f"These are more than {MOST_ITEMS}.")
        return list({address.lower(): checked_address(address) for address in found}.values())


class NewInvitationForm(NamedRecordForm):
    """With seats it is a license: its custom text then says so, as a client's would."""

    realm = realm_choice(Invitation)
    name = forms.CharField(max_length=200, help_text="Unique in the realm; of a license: the key that buyers get.")
    courses = forms.CharField(widget=forms.Textarea, help_text="One course_guid on each line.")
    seats = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_SEATS, help_text="On each of the courses; empty: without limit."
    )
    owner = forms.EmailField(required=False, help_text="May read the invitation's reports.")

    def clean(self) -> dict[str, Any]:
        """The values of the act."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        values = {"realm": given["realm"], "name": given["name"], "courses": self._courses(given)}
        facts = {"license": True, "seats_available": given["seats"]} if given["seats"] is not None else {}
        if given["owner"]:
            facts["initiating_user"] = given["owner"]
        return {**values, "license": given["seats"] is not None, "custom": json.dumps(facts) if facts else None}

    def _courses(self, given: dict[str, Any]) -> list[Course]:
        rows = Course.objects.filter(realm=given["realm"], deleted_at=None)
        found = []
        for guid in dict.fromkeys(filter(None, map(str.strip, given["courses"].splitlines()))):
            named = list(rows.filter(course_guid=guid)[:2])
            if len(named) != 1:
                number = "Two course providers of this realm have" if named else "This realm has no"
                raise ValidationError({"courses": f"{number} course {guid[:100]!r}."})
            found += named
        return found
