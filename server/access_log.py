"""gunicorn's access log, without what grants access: no query, no header, no token from the path."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

from bright.logs import MaskingFormatter

FORMAT = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
# Launch and sign-in tokens are segments of paths; so are guids, which the request log has in full.
LONG_SEGMENT = re.compile(r"(?<=/)[^/]{24,}")


HEALTH = {"/livez", "/healthz"}


class AccessLog(Logger):
    def _set_handler(self, log: logging.Logger, output: str, fmt: logging.Formatter, stream: Any = None) -> None:
        """gunicorn's own errors quote a request line that it can't read."""
        super()._set_handler(log, output, MaskingFormatter(fmt._fmt, fmt.datefmt), stream)

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Balancers ask for health every few seconds; only a bad answer is worth a line."""
        if environ.get("PATH_INFO") not in HEALTH or not resp.status.startswith("200"):
            super().access(resp, req, environ, request_time)

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        atoms = super().atoms(resp, req, environ, request_time)
        atoms["U"] = masked(atoms["U"] or "")
        return atoms


def masked(path: str) -> str:
    return path if path.startswith("/static/") else LONG_SEGMENT.sub("…", path)
