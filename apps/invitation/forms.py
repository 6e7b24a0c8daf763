"""The forms of the admin. Each validates what the service behind it would refuse."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.course.models import Course
from apps.invitation.custom_text import MAX_SEATS, CustomText
from apps.invitation.models import Invitation
from apps.invitation.serializers import MAX_ITEMS, validate_address
from apps.realm.admin import realm_choice
from bright.admin.forms import ConstraintCheckingForm, NamedRecordForm
from bright.errors import InvalidArgument


class InvitationForm(ConstraintCheckingForm):
    """Changes an invitation."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.instance.no_updates_allowed:
            raise ValidationError("This invitation allows no updates: press Allow updates first.")
        try:
            if self.instance.license:
                custom = CustomText.parse_license(values.get("custom"))
                for guid in self.instance.courses.values_list("course__course_guid", flat=True):
                    custom.seats_available(guid)
        except InvalidArgument as refusal:
            self.add_error("custom", refusal.reason)
        return values


class LearnersForm(forms.Form):
    """Removes learners, then adds others. Re-added learners get their registrations back."""

    learners = forms.CharField(widget=forms.Textarea, required=False, label="Add", help_text="One address per line")
    unlearners = forms.CharField(
        widget=forms.Textarea, required=False, label="Remove", help_text="One address per line"
    )

    def clean_learners(self) -> list[str]:
        return self._addresses("learners")

    def clean_unlearners(self) -> list[str]:
        return self._addresses("unlearners")

    def _addresses(self, name: str) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(lines) > MAX_ITEMS:
            raise ValidationError(f"These are more than {MAX_ITEMS} addresses.")
        return list({validate_address(address).lower(): address for address in lines}.values())


class NewInvitationForm(NamedRecordForm):
    """Creates an invitation, or with a number of seats a license, whose custom text is like a client's."""

    realm = realm_choice(Invitation)
    name = forms.CharField(max_length=200, help_text="Unique within the realm; for a license, the key that buyers get.")
    courses = forms.CharField(widget=forms.Textarea, help_text="One course_guid per line.")
    seats = forms.IntegerField(
        required=False, min_value=0, max_value=MAX_SEATS, help_text="On each course; empty for no limit."
    )
    owner = forms.EmailField(required=False, help_text="May read the reports of the invitation.")

    def clean(self) -> dict[str, Any]:
        """The arguments of create_invitation."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        values = {"realm": given["realm"], "name": given["name"], "courses": self._courses(given)}
        custom = {"license": True, "seats_available": given["seats"]} if given["seats"] is not None else {}
        if given["owner"]:
            custom["initiating_user"] = given["owner"]
        return {**values, "license": given["seats"] is not None, "custom": json.dumps(custom) if custom else None}

    def _courses(self, given: dict[str, Any]) -> list[Course]:
        rows = Course.objects.filter(realm=given["realm"], deleted_at=None)
        courses: list[Course] = []
        for guid in dict.fromkeys(filter(None, map(str.strip, given["courses"].splitlines()))):
            matches = list(rows.filter(course_guid=guid)[:2])
            if len(matches) != 1:
                subject = "Two course providers of this realm have a" if matches else "This realm has no"
                raise ValidationError({"courses": f"{subject} course {guid[:100]!r}."})
            courses += matches
        return courses
