"""`bright course`."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from server.commands.shared import JSON, django_ready, errors_as_json, show


@click.group()
def course() -> None:
    """Courses."""


@course.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--realm", "realm_name", required=True, metavar="NAME", help="The realm that gets the course.")
@click.option("--course-guid", metavar="GUID", help="The course_guid to use; generated if not given.")
@JSON
def import_file(file: Path, realm_name: str, course_guid: str | None, as_json: bool) -> None:
    """Import a SCORM package."""
    with errors_as_json(as_json), django_ready():
        # It imports models, which can be imported only after django.setup().
        from server.services import import_package  # noqa: PLC0415

        with progress_bar() as report:
            imported = import_package(file, realm_name, course_guid, report)
        show(imported, as_json)


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr, hidden unless that is a terminal. Yields a function of (step, done, total)."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=100, file=sys.stderr, hidden=hidden, show_eta=False, item_show_func=_step) as bar:

        def report(step: str, done: int, total: int) -> None:
            percent = 100 * done // total if total else bar.pos  # a step without a total leaves the bar where it is
            bar.update(max(percent - bar.pos, 0), step)
            bar.render_progress()  # `update` does so only if the percentage has changed

        yield report


def _step(step: str | None) -> str | None:
    return step
