"""What the engine says to whoever listens; it names no listener."""

from django.dispatch import Signal

# Sent with `registration_ref` once a change to an attempt is durable. A receiver that raises is asked again later.
attempt_committed = Signal()
