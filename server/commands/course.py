from pathlib import Path

import click

from server.commands.shared import JSON, django_ready, errors_as_json, show
from server.progress import ProgressBar


@click.group()
def course() -> None:
    """Courses."""


@course.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--realm", "realm_name", required=True, metavar="NAME", help="The realm that gets the course.")
@click.option("--course-guid", metavar="GUID", help="The course_guid to use; else one is made.")
@JSON
def import_file(file: Path, realm_name: str, course_guid: str | None, as_json: bool) -> None:
    """Import a SCORM package."""
    with errors_as_json(as_json), django_ready():
        # It imports models, which exist only once Django is set up.
        from server.services import import_package  # noqa: PLC0415

        with ProgressBar() as progress:
            answer = import_package(file, realm_name, course_guid, progress)
        show(answer, as_json)
