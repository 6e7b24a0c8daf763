"""The errors that the contract names. Apps raise them; bright/rest/exceptions.py turns them into responses.

See docs/contract/errors.md.
"""

import errno
from collections.abc import Mapping, Sequence

DISK_FULL = "The server's disk is full; try again later, or tell the server's operator."


def is_disk_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


class BrightError(Exception):
    """An error with a status of its own. `reason` is for the log; an API caller never sees it."""

    status_code = 500

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Unauthorized(BrightError):
    """No valid credentials, or none that may do this."""

    status_code = 401


class WrongCredentials(Unauthorized):
    """Credentials that match nothing, which may be a guess. `claimed`: the name or key that was sent."""

    def __init__(self, reason: str, claimed: str) -> None:
        super().__init__(reason)
        self.claimed = claimed


class Forbidden(BrightError):
    """This record can't be changed, not even by its owner."""

    status_code = 403


class NotFound(BrightError):
    """No such record or path, or none that the caller may see."""

    status_code = 404


class MethodNotAllowed(BrightError):
    """The path exists, but not with this method."""

    status_code = 405


class NotAcceptable(BrightError):
    """The request names an unknown format."""

    status_code = 406


class LengthRequired(BrightError):
    """A body without Content-Length."""

    status_code = 411


class TooLarge(BrightError):
    """The body is too large, or has too many parameters."""

    status_code = 413


class TooManyFailures(BrightError):
    """Too many failed log-ins. The caller may try again after `retry_after` seconds."""

    status_code = 429

    def __init__(self, reason: str, retry_after: int) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Ambiguous(BrightError):
    """Credentials of two access modes in one request."""

    status_code = 501


class InvalidArgument(BrightError):
    """The specification's "illegal request, such as a malformed argument": 500 on purpose, or 400 by setting.

    `fields`: parameter → what is wrong with it, as a form shows it.
    """

    def __init__(self, reason: str = "", fields: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(reason)
        self.fields = fields or {}


class ProviderRefused(BrightError):
    """The course provider refused: 403 with three fields of its own. Secrets in `url` are masked.

    See docs/contract/errors.md, "The provider's block".
    """

    status_code = 403

    def __init__(self, code: str, message: str, url: str = "") -> None:
        super().__init__(f"provider refused: {code} {message}")
        self.code, self.message, self.url = code, message, url


class Unavailable(BrightError):
    """Something that the request needs is away, or full; the same request may succeed later. 503 with `message`."""

    status_code = 503

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
