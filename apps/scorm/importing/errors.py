"""The error that refuses an uploaded package."""


class PackageError(Exception):
    """The package is refused. `str()` is one sentence for the person who uploaded it: what is wrong, what to do."""
