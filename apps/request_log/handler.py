"""The log handler that stores requests for the operator: a bounded queue, written in batches once a second.

All refusals come here, and a sample of successes. When the queue is full, records are dropped and counted: no request
ever waits for its log record.
"""

import atexit
import logging
import queue
import threading
from typing import Any

from django.apps import apps
from django.db import close_old_connections
from django.utils import timezone

from bright.http.addresses import remote_address
from bright.http.credentials import mask
from bright.http.middleware import path_without_tokens

QUEUE_SIZE, BATCH, SECONDS = 10_000, 500, 1.0
UNLOGGED = ("/livez", "/healthz", "/static/", "/c/")
logger = logging.getLogger(__name__)


class RequestLogHandler(logging.Handler):
    """Takes the records of the logger `bright.request`: with `request`, `status` and `seconds`."""

    def __init__(self) -> None:
        super().__init__()
        self.queue: queue.Queue[dict[str, Any]] = queue.Queue(QUEUE_SIZE)
        self.dropped = 0
        self.writer: threading.Thread | None = None
        self.closing = threading.Event()

    def emit(self, record: Any) -> None:
        if record.request.path.startswith(UNLOGGED) and record.status < 500:
            return
        try:
            self.queue.put_nowait(row_of(record))
        except queue.Full:
            self.dropped += 1
        if self.writer is None:
            self._start()

    def _start(self) -> None:
        with self.lock or threading.Lock():
            if self.writer is None:
                self.writer = threading.Thread(target=self._write_until_closed, name="request-log", daemon=True)
                self.writer.start()
                atexit.register(self.finish)

    def finish(self) -> None:
        """Write what is queued and end the thread; waits two seconds at most."""
        self.closing.set()
        if self.writer:
            self.writer.join(2 * SECONDS)

    def _write_until_closed(self) -> None:
        while not self.closing.wait(SECONDS):
            self.write()
        self.write()

    def write(self) -> None:
        """Write up to BATCH queued rows. If that fails (the database is down, say), they are lost and the log says so.

        It never raises: that would end the thread, and nothing would restart it.
        """
        rows = self._take_batch()
        if self.dropped:
            logger.warning("The request log's queue was full: %d requests were not logged.", self.dropped)
            self.dropped = 0
        if not rows:
            return
        model = apps.get_model("request_log.RequestLog")  # settings create the handler before models are loaded
        try:
            close_old_connections()
            model.objects.bulk_create([model(**row) for row in rows])
        except Exception as error:
            logger.warning("The request log lost %d rows: %s", len(rows), error)

    def _take_batch(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while len(rows) < BATCH and not self.queue.empty():
            rows.append(self.queue.get_nowait())
        return rows


def row_of(record: Any) -> dict[str, Any]:
    """The column values of a log record."""
    meta = record.request.META
    access = meta.get("bright.access")
    return {
        "at": timezone.now(),
        "request_id": meta.get("bright.request_id", ""),
        "method": (record.request.method or "")[:10],
        "path": _storable(path_without_tokens(record.request), 2000),
        "query": _storable(meta.get("QUERY_STRING", ""), 4000),
        "status": record.status,
        "reason": _storable(meta.get("bright.reason", ""), 2000),
        "access": access.scope.name or "" if access else "",
        "realm_id": access.realm_id if access else None,
        "remote_addr": remote_address(meta),
        "milliseconds": round(record.seconds * 1000, 3),
    }


def _storable(text: str, length: int) -> str:
    """Without secrets, cut to `length`, and without what PostgreSQL refuses: NUL and lone surrogates."""
    return mask(text)[:length].replace("\0", "").encode("utf-8", "replace").decode()
