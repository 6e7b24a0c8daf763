"""What helps when something is wrong: the doctor, one request's log, an operator who has lost the second factor."""

import json
import sys

import click

from server.commands.shared import JSON, django_ready, errors_as_json, show, show_rows


@click.command()
@JSON
def doctor(as_json: bool) -> None:
    """Look at every part and say what to do; the exit code is 1 if one of them fails."""
    with errors_as_json(as_json), django_ready():
        # It imports models, which exist only once Django is set up.
        from server import doctor as doctors  # noqa: PLC0415

        findings = doctors.examine()
    if as_json:
        click.echo(json.dumps(doctors.as_json(findings)))
    else:
        for finding in findings:
            click.echo(f"{finding.state:5} {finding.part:18} {finding.sentence}")
    sys.stdout.flush()
    sys.exit(0 if doctors.is_healthy(findings) else 1)


@click.command("request")
@click.argument("request_id")
@JSON
def request(request_id: str, as_json: bool) -> None:
    """Show what the request log knows of an X-Request-Id: why it was refused, in words."""
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


@user.command("reset-second-factor")
@click.argument("email")
@JSON
def reset_second_factor(email: str, as_json: bool) -> None:
    """Forget an operator's second factor; a new one is enrolled at the next sign-in."""
    with errors_as_json(as_json), django_ready():
        # As above.
        from server.services import reset_second_factor  # noqa: PLC0415

        show(reset_second_factor(email), as_json)
