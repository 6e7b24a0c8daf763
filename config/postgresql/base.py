"""Django's PostgreSQL backend, with limits for a server that is away or frozen: it takes connections and says nothing.

A statement that takes too long ends on the server (statement_timeout). If the server itself says nothing, we stop
waiting a little later and drop the connection: otherwise every thread would wait for it, and no page would answer.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import IsolationLevel, errors

GRACE_SECONDS = 2.0  # beyond the server's own time-out
INTERVAL = 0.1  # how often psycopg looks whether it was interrupted


class Connection(psycopg.Connection[Any]):
    """OperationalError, and the connection is closed, if no answer comes within `answer_within` seconds."""

    answer_within: float | None = None

    def wait(self, gen: Any, interval: float = INTERVAL, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, self.answer_within if timeout is None else timeout)
        except errors._WaitTimeout:
            if timeout is not None:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError(f"the database said nothing for {self.answer_within:.0f} s") from None


def limit_waiting() -> None:
    """Limit statements of this process from now on. Web workers call it; migrations and tasks may take their time."""
    if settings.BRIGHT_DATABASE_SECONDS:
        Connection.answer_within = settings.BRIGHT_DATABASE_SECONDS + GRACE_SECONDS


class Connecting:
    """While the database is away, one thread at a time waits for a connection; the others are refused at once."""

    def __init__(self) -> None:
        self.trying, self.is_away = threading.Lock(), False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        alone = self.is_away
        if alone and not self.trying.acquire(blocking=False):
            raise psycopg.OperationalError("the database is away; another request is trying to reach it")
        try:
            yield
            self.is_away = False
        except psycopg.OperationalError:
            self.is_away = True
            raise
        finally:
            if alone:
                self.trying.release()


connecting = Connecting()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        if Connection.answer_within is not None:
            limit = f" -c statement_timeout={settings.BRIGHT_DATABASE_SECONDS * 1000}"
            conn_params = {**conn_params, "options": conn_params.get("options", "") + limit}
        with connecting.attempt():
            return Connection.connect(**conn_params)
