"""What can go wrong, by the contract's names (bright-v2.md 6). Rooms raise; bright/rest/exceptions.py answers."""

from collections.abc import Mapping, Sequence


class BrightError(Exception):
    """An answer that the contract foresees. The reason is for the log only; it is never sent."""

    status = 500

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Unauthorized(BrightError):
    status = 401


class WrongCredentials(Unauthorized):
    """Credentials that nobody has: what someone who guesses would send. `claimed`: whose they were said to be."""

    def __init__(self, reason: str, claimed: str) -> None:
        super().__init__(reason)
        self.claimed = claimed


class Forbidden(BrightError):
    """The record itself refuses changes, whoever asks."""

    status = 403


class NotFound(BrightError):
    status = 404


class NotAllowed(BrightError):
    """The path is there, the verb isn't offered."""

    status = 405


class UnknownFormat(BrightError):
    status = 406


class LengthRequired(BrightError):
    status = 411


class TooLarge(BrightError):
    status = 413


class TooManyFailures(BrightError):
    """One failed log-in too many; the caller may try again after so many seconds."""

    status = 429

    def __init__(self, reason: str, retry_after: int) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Ambiguous(BrightError):
    """Two access modes in one request."""

    status = 501


class InvalidArgument(BrightError):
    """The seed's "illegal request, such as a malformed argument": the deliberate 500, or 400 by setting.

    `fields`: parameter → what is wrong with it, in words for the person at a form.
    """

    def __init__(self, reason: str = "", fields: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(reason)
        self.fields = fields or {}


class ProviderRefused(BrightError):
    """The course provider said no: 403 with its own three fields (seed 5.6.4.2). The URL is masked already."""

    status = 403

    def __init__(self, code: str, message: str, url: str = "") -> None:
        super().__init__(f"provider refused: {code} {message}")
        self.code, self.message, self.url = code, message, url
