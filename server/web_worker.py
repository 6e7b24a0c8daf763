"""gunicorn's thread worker, limited: it answers what it can't parse without a body, and in no words of its own."""

import os
from typing import Any

from gunicorn import util
from gunicorn.http import errors, message
from gunicorn.workers.gthread import ThreadWorker

from config.postgresql.base import limit_waiting
from server.roles import REQUEST_LINE_BYTES

message.MAX_REQUEST_LINE = REQUEST_LINE_BYTES  # gunicorn cuts its own setting down to this
STATUSES: dict[type[Exception], str] = {
    errors.LimitRequestLine: "414 URI Too Long",
    errors.LimitRequestHeaders: "431 Request Header Fields Too Large",
    errors.UnsupportedTransferCoding: "501 Not Implemented",
    errors.ExpectationFailed: "417 Expectation Failed",
    errors.ForbiddenProxyRequest: "403 Forbidden",
    errors.InvalidResponseHeader: "500 Internal Server Error",
    errors.InvalidResponseHeaderName: "500 Internal Server Error",
}
ANSWER = (
    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n"
    "X-Request-Id: {request_id}\r\nX-Runtime: 0.000000\r\nX-Content-Type-Options: nosniff\r\n\r\n"
)


class WebWorker(ThreadWorker):
    def load_wsgi(self) -> None:
        super().load_wsgi()
        limit_waiting()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """The answer to a request that could not be parsed, or that the application failed at.

        gunicorn would quote the request line, which may hold a secret, both to the caller and in its log.
        """
        default = "400 Bad Request" if isinstance(exc, errors.ParseException) else "500 Internal Server Error"
        status, request_id = STATUSES.get(type(exc), default), os.urandom(16).hex()
        told = f"status={status[:3]} request_id={request_id} {type(exc).__name__}"
        if status.startswith("500"):
            self.log.error(told, exc_info=exc)
        else:
            self.log.warning(told)
        try:
            util.write_nonblock(client, ANSWER.format(status=status, request_id=request_id).encode())
        except OSError:
            self.log.debug("The client had gone.")
