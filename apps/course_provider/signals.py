"""News that other rooms may care about."""

from django.dispatch import Signal

# Sent with `course_provider_id` and `registration_guid`: the provider has a new result, ask it.
result_changed = Signal()
