"""The log handler that keeps requests for the operator: a bounded queue, written in batches each second.

All refusals come here, and a sample of successes; what doesn't fit is counted and said, never waited for.
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
from bright.http.middleware import quiet_path

SIZE, BATCH, SECONDS = 10_000, 500, 1.0
QUIET = ("/livez", "/healthz", "/static/", "/c/")
logger = logging.getLogger(__name__)


class RequestLogHandler(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.queue: queue.Queue[dict[str, Any]] = queue.Queue(SIZE)
        self.dropped = 0
        self.writer: threading.Thread | None = None
        self.closing = threading.Event()

    def emit(self, record: Any) -> None:
        if record.request.path.startswith(QUIET) and record.status < 500:
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
                self.writer = threading.Thread(target=self._write_for_ever, name="request-log", daemon=True)
                self.writer.start()
                atexit.register(self.finish)

    def finish(self) -> None:
        self.closing.set()
        if self.writer:
            self.writer.join(2 * SECONDS)

    def _write_for_ever(self) -> None:
        while not self.closing.wait(SECONDS):
            self.write()
        self.write()

    def write(self) -> None:
        """Write what waits. What goes wrong, such as the database being away, loses these rows and is told in the log;
        it must not end the thread, which nothing would start again."""
        rows = self._taken()
        if self.dropped:
            logger.warning("The request log was full: %d requests are not in it.", self.dropped)
            self.dropped = 0
        if not rows:
            return
        model = apps.get_model("request_log.RequestLog")  # the handler is made by settings, before models are
        try:
            close_old_connections()
            model.objects.bulk_create([model(**row) for row in rows])
        except Exception as error:
            logger.warning("The request log lost %d rows: %s", len(rows), error)

    def _taken(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while len(rows) < BATCH and not self.queue.empty():
            rows.append(self.queue.get_nowait())
        return rows


def row_of(record: Any) -> dict[str, Any]:
    meta = record.request.META
    access = meta.get("bright.access")
    return {
        "at": timezone.now(),
        "request_id": meta.get("bright.request_id", ""),
        "method": (record.request.method or "")[:10],
        "path": _kept(quiet_path(record.request), 2000),
        "query": _kept(meta.get("QUERY_STRING", ""), 4000),
        "status": record.status,
        "reason": _kept(meta.get("bright.reason", ""), 2000),
        "access": access.scope.name or "" if access else "",
        "realm_id": access.realm_id if access else None,
        "remote_addr": remote_address(meta),
        "milliseconds": round(record.seconds * 1000, 3),
    }


def _kept(text: str, length: int) -> str:
    """Without secrets, and such that PostgreSQL takes it."""
    return mask(text)[:length].replace("\0", "").encode("utf-8", "replace").decode()
