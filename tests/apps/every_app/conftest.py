import logging

import pytest

from apps.request_log.handler import RequestLogHandler
from apps.request_log.models import RequestLog


@pytest.fixture
def request_log(db, settings, monkeypatch):
    """The operator's log, with every request in it; `request_log()` gives its rows.

    The server's own handler writes from a thread, past the test's transaction, so there may be rows of other tests.
    """
    settings.BRIGHT_REQUEST_LOG_SAMPLE = 1.0
    monkeypatch.setattr("apps.request_log.handler.close_old_connections", lambda: None)  # it would end the test
    handler = RequestLogHandler()
    handler._start = lambda: None  # the test writes it itself, on its own connection
    logger = logging.getLogger("bright.request")
    logger.addHandler(handler)

    def rows() -> list[RequestLog]:
        handler.write()
        return list(RequestLog.objects.order_by("id"))

    yield rows
    logger.removeHandler(handler)
