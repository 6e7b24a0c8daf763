"""Why an import has no result."""


class PackageError(Exception):
    """The package is refused. `str()` is one sentence for the person who uploaded it: what is wrong, what to do."""


class CourseExistsError(PackageError):
    """Another package has this reference already."""

    def __init__(self) -> None:
        super().__init__("A course with this course_guid already exists; choose another course_guid.")


class ReaderKilledError(Exception):
    """The process that read the package was killed from outside: a shutdown, or a machine without memory. Try again."""
