"""The supervisor on its own, without servers."""

import contextlib
import signal

import pytest

from server.embedded.supervisor import StopRequested, Supervisor


def test_a_signal_whose_exception_python_dropped_stops_at_the_next_check():
    """What a handler raises in a finalizer or during a fork is lost: seen when Ctrl-C came as a process started."""
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
