"""The command line, `bright`. Errors are one sentence on stderr; with --json also {"error": …} on stdout."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError

from config import environment, roles
from config.embedded.failure import Failure
from config.embedded.up import default_home, default_port, up
from config.progress import ProgressBar

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bright() -> None:
    """A self-hosted server that delivers and tracks courses."""


@bright.command("up")
def up_command() -> None:
    """Run everything here: database, broker, web server, worker, beat, relay."""
    up(default_home(), default_port())


def _role(name: str, does: str) -> None:
    def become() -> None:
        with _django_ready():
            home = default_home().folder
        command = roles.ROLES[name](home, default_port())
        os.environ["BRIGHT_HOME"] = str(home)
        os.chdir(roles.SOURCE)
        os.execv(command[0], command)

    bright.command(name, help=does)(become)


_role("web", "Run the web server.")
_role("worker", "Run a Celery worker; one or more.")
_role("beat", "Run Celery's beat; one in all.")
_role("relay", "Run the relay, which publishes promised work; one or more.")


@bright.command()
def migrate() -> None:
    """Bring the database up to date."""
    with _django_ready():
        call_command("migrate", interactive=False)


@bright.group()
def realm() -> None:
    """Realms: the tenants of this server."""


@realm.command("create")
@click.argument("name")
@JSON
def realm_create(name: str, as_json: bool) -> None:
    """Create a realm, with a provider for courses that are played here."""
    with _errors_as_json(as_json), _django_ready():
        # It imports models, which exist only once Django is set up.
        from config.office import create_realm  # noqa: PLC0415

        _show(create_realm(name), as_json)


@bright.group()
def course() -> None:
    """Courses."""


@course.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--realm", "realm_name", required=True, metavar="NAME", help="The realm that gets the course.")
@click.option("--course-guid", metavar="GUID", help="The course_guid to use; else one is made.")
@JSON
def course_import(file: Path, realm_name: str, course_guid: str | None, as_json: bool) -> None:
    """Import a SCORM package."""
    with _errors_as_json(as_json), _django_ready():
        # It imports models, which exist only once Django is set up.
        from config.office import import_package  # noqa: PLC0415

        with ProgressBar() as progress:
            answer = import_package(file, realm_name, course_guid, progress)
        _show(answer, as_json)


@contextlib.contextmanager
def _django_ready() -> Iterator[None]:
    """Django is set up in here, which reads the environment; a server that is away becomes one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not environment.text("DATABASE_URL") and not default_home().servers.exists():
        raise Failure("Bright is not running here: start it with `bright up`, or name its database in DATABASE_URL.")
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise Failure(f"The settings are wrong: {error}") from None
    try:
        yield
    except OperationalError as error:
        raise Failure(f"The database does not answer ({_one_line(error)}): is Bright running?") from None
    except ProgrammingError as error:
        raise Failure(f"The database is not up to date ({_one_line(error)}): run `bright migrate`.") from None


@contextlib.contextmanager
def _errors_as_json(wanted: bool) -> Iterator[None]:
    try:
        yield
    except Failure as failure:
        if wanted:
            click.echo(json.dumps({"error": str(failure)}))
        raise


def _show(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for name, value in answer.items():
        click.echo(f"{name}: {'; '.join(value) if isinstance(value, list) else value}")


def _one_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def main() -> None:
    """The console script."""
    try:
        bright()
    except (Failure, ImproperlyConfigured) as failure:
        click.echo(str(failure), err=True)
        sys.exit(getattr(failure, "exit_code", 1))


if __name__ == "__main__":
    main()
