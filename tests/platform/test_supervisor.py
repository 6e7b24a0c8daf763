"""The supervisor's own promises, without servers."""

import contextlib
import signal

import pytest

from server.embedded.supervisor import StopRequested, Supervisor


def test_a_signal_that_python_dropped_is_heeded_at_the_next_look():
    """What a handler raises is lost in a finalizer or at a fork: seen when Ctrl-C met the start of a process."""
    supervisor = Supervisor({})
    with contextlib.suppress(StopRequested):
        supervisor._on_signal(signal.SIGINT, None)
    with pytest.raises(StopRequested):
        supervisor.check()


def test_a_signal_before_the_end_of_a_step_stops_after_it():
    supervisor = Supervisor({})
    with contextlib.suppress(StopRequested):
        supervisor._on_signal(signal.SIGTERM, None)
    with pytest.raises(StopRequested):
        supervisor.run("a step", ["true"])
    assert supervisor.children == []
