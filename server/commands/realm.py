"""`bright realm`."""

import click

from server.commands.shared import JSON, django_ready, errors_as_json, show, show_rows


@click.group()
def realm() -> None:
    """Realms: the tenants of this server."""


@realm.command("create")
@click.argument("name")
@JSON
def create(name: str, as_json: bool) -> None:
    """Create a realm with a provider for courses that are played here."""
    with errors_as_json(as_json), django_ready():
        # It imports models, which can be imported only after django.setup().
        from server.services import create_realm  # noqa: PLC0415

        show(create_realm(name), as_json)


@realm.command("list")
@JSON
def list_all(as_json: bool) -> None:
    """List the realms in order of name: guid, name, number of courses."""
    with errors_as_json(as_json), django_ready():
        # As above.
        from server.services import list_realms  # noqa: PLC0415

        show_rows(list_realms(), as_json)


@realm.command("rotate-secret")
@click.argument("name")
@JSON
def rotate_secret(name: str, as_json: bool) -> None:
    """Give a realm a new secret key, shown only now; the old one stops working within a second."""
    with errors_as_json(as_json), django_ready():
        # As above.
        from server.services import rotate_realm_secret  # noqa: PLC0415

        show(rotate_realm_secret(name), as_json)
