"""The command line, `bright`. An error is one sentence on stderr; with --json also {"error": …} on stdout."""

import os
import sys

import click
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from server import roles
from server.commands.course import course
from server.commands.realm import realm
from server.commands.shared import django_ready
from server.commands.support import doctor, request, user
from server.embedded.up import default_home, default_port, up
from server.errors import OperatorError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bright() -> None:
    """A self-hosted server that delivers and tracks courses."""


@bright.command("up")
def up_command() -> None:
    """Run everything here: database, broker, web server, worker, beat, relay."""
    up(default_home(), default_port())


def _add_role_command(name: str, help_text: str) -> None:
    """Add a command whose process becomes the role's own (exec)."""

    def become() -> None:
        with django_ready():
            home = default_home().folder
        command = roles.ROLES[name](home, default_port())
        os.environ["BRIGHT_HOME"] = str(home)
        os.chdir(roles.SOURCE)
        os.execv(command[0], command)

    bright.command(name, help=help_text)(become)


_add_role_command("web", "Run the web server.")
_add_role_command("worker", "Run a Celery worker; run one or more.")
_add_role_command("beat", "Run Celery's beat, the scheduler; run exactly one.")
_add_role_command("relay", "Run the relay, which hands queued work to the broker; run one or more.")


@bright.command()
def migrate() -> None:
    """Migrate the database to this version."""
    with django_ready():
        call_command("migrate", interactive=False)


for command in (course, doctor, realm, request, user):
    bright.add_command(command)


def main() -> None:
    """The console script."""
    try:
        bright()
    except (OperatorError, ImproperlyConfigured) as error:
        click.echo(str(error), err=True)
        sys.exit(getattr(error, "exit_code", 1))


if __name__ == "__main__":
    main()
