"""What can go wrong, by the contract's names (bright-v2.md 6). Rooms raise; bright/api/errors.py answers."""


class BrightError(Exception):
    """An answer that the contract foresees. The reason is for the log only; it is never sent."""

    status = 500

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Unauthorized(BrightError):
    status = 401


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


class Ambiguous(BrightError):
    """Two access modes in one request."""

    status = 501


class InvalidArgument(BrightError):
    """The seed's "illegal request, such as a malformed argument": the deliberate 500, or 400 by setting."""


class ProviderRefused(BrightError):
    """The course provider said no: 403 with its own three fields (seed 5.6.4.2). The URL is masked already."""

    status = 403

    def __init__(self, code: str, message: str, url: str = "") -> None:
        super().__init__(f"provider refused: {code} {message}")
        self.code, self.message, self.url = code, message, url
