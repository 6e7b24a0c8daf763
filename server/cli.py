"""The command line, `bright`. Errors are one sentence on stderr; with --json also {"error": …} on stdout."""

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
from server.embedded.failure import Failure
from server.embedded.up import default_home, default_port, up


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bright() -> None:
    """A self-hosted server that delivers and tracks courses."""


@bright.command("up")
def up_command() -> None:
    """Run everything here: database, broker, web server, worker, beat, relay."""
    up(default_home(), default_port())


def _role(name: str, does: str) -> None:
    def become() -> None:
        with django_ready():
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
    with django_ready():
        call_command("migrate", interactive=False)


for command in (course, doctor, realm, request, user):
    bright.add_command(command)


def main() -> None:
    """The console script."""
    try:
        bright()
    except (Failure, ImproperlyConfigured) as failure:
        click.echo(str(failure), err=True)
        sys.exit(getattr(failure, "exit_code", 1))


if __name__ == "__main__":
    main()
