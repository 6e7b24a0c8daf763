"""What can go wrong, by the contract's names. Apps raise; bright/rest/exceptions.py answers.

See docs/contract/errors.md.
"""

import errno
from collections.abc import Mapping, Sequence

DISK_FULL = "The server's disk is full; try again later, or tell the server's operator."


def is_disk_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


class BrightError(Exception):
    """An error that the contract foresees. `reason` is for the log; an API caller never sees it."""

    status_code = 500

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Unauthorized(BrightError):
    status_code = 401


class WrongCredentials(Unauthorized):
    """Credentials that match nothing, as a guesser would send them. `claimed`: the name or key that was sent."""

    def __init__(self, reason: str, claimed: str) -> None:
        super().__init__(reason)
        self.claimed = claimed


class Forbidden(BrightError):
    """This record cannot be changed, whoever asks."""

    status_code = 403


class NotFound(BrightError):
    status_code = 404


class MethodNotAllowed(BrightError):
    """The path exists, but not with this method."""

    status_code = 405


class NotAcceptable(BrightError):
    """An unknown format was asked for."""

    status_code = 406


class LengthRequired(BrightError):
    status_code = 411


class TooLarge(BrightError):
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
    """The specification's "illegal request, such as a malformed argument": a deliberate 500, or 400 by setting.

    `fields`: parameter → what is wrong with it, in words for the person who fills in a form.
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
