"""Signals that other apps may receive. This app knows none of its receivers."""

from django.dispatch import Signal

# Sent with `registration_ref` once a change to an attempt is durable. If a receiver raises, it is sent again later.
attempt_committed = Signal()
