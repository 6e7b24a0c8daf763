"""gunicorn's access log without anything that grants access: no query, no header, no token from the path."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

from bright.logs import MaskingFormatter
from bright.text import one_line

FORMAT = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
# Launch and sign-in tokens are path segments. So are long guids; the request log has those in full.
LONG_SEGMENT = re.compile(r"(?<=/)[^/]{24,}")

HEALTH_PATHS = {"/livez", "/healthz"}


class AccessLog(Logger):
    def _set_handler(self, log: logging.Logger, output: str, fmt: logging.Formatter, stream: Any = None) -> None:
        """Mask secrets here too: gunicorn's error log quotes request lines that it can't parse."""
        super()._set_handler(log, output, MaskingFormatter(fmt._fmt, fmt.datefmt), stream)

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Skip successful health checks: load balancers send one every few seconds."""
        if environ.get("PATH_INFO") not in HEALTH_PATHS or not resp.status.startswith("200"):
            super().access(resp, req, environ, request_time)

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        atoms = super().atoms(resp, req, environ, request_time)
        atoms["U"] = one_line(mask_tokens(atoms["U"] or ""))
        return atoms


def mask_tokens(path: str) -> str:
    """The path with every segment of 24 characters or more replaced, except below /static/."""
    return path if path.startswith("/static/") else LONG_SEGMENT.sub("…", path)
