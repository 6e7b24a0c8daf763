"""Signals for other apps."""

from django.dispatch import Signal

# Arguments: course_provider_id, registration_guid. The provider has a new result for this registration: fetch it.
result_changed = Signal()
