"""Commands for when something is wrong: the doctor, the log of a request, an operator who lost the second factor."""

import json
import sys

import click

from server.commands.shared import JSON, django_ready, errors_as_json, show, show_rows


@click.command()
@JSON
def doctor(as_json: bool) -> None:
    """Check every part and say what to do; the exit code is 1 if a check fails."""
    with errors_as_json(as_json), django_ready():
        # It imports models, which can be imported only after django.setup().
        from server import doctor as health  # noqa: PLC0415

        results = health.run_checks()
    if as_json:
        click.echo(json.dumps(health.as_json(results)))
    else:
        for result in results:
            click.echo(f"{result.state:5} {result.part:18} {result.sentence}")
    sys.stdout.flush()
    sys.exit(0 if health.is_healthy(results) else 1)


@click.command("request")
@click.argument("request_id")
@JSON
def request(request_id: str, as_json: bool) -> None:
    """Show what the request log says about an X-Request-Id, such as why it was refused."""
    with errors_as_json(as_json), django_ready():
        # As above.
        from server.services import logged_requests  # noqa: PLC0415

        rows = logged_requests(request_id)
        if as_json:
            show_rows(rows, as_json)
        for row in rows if not as_json else []:
            show(row, as_json)


@click.group()
def user() -> None:
    """People who operate this server."""


@user.command("sign-in-link")
@click.argument("email")
@JSON
def sign_in_link(email: str, as_json: bool) -> None:
    """Make a link that signs an operator in once, without a password."""
    with errors_as_json(as_json), django_ready():
        # As above.
        from server.services import sign_in_link  # noqa: PLC0415

        show(sign_in_link(email), as_json)


@user.command("reset-second-factor")
@click.argument("email")
@JSON
def reset_second_factor(email: str, as_json: bool) -> None:
    """Delete an operator's second factor; the operator sets up a new one at the next sign-in."""
    with errors_as_json(as_json), django_ready():
        # As above.
        from server.services import reset_second_factor  # noqa: PLC0415

        show(reset_second_factor(email), as_json)
