"""What the commands share: setting up Django, one sentence for each error, output as lines or as JSON."""

import contextlib
import json
import os
from collections.abc import Iterator
from typing import Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from config import environment
from server.embedded.up import default_home
from server.errors import OperatorError

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextlib.contextmanager
def django_ready() -> Iterator[None]:
    """Sets up Django for the block. Wrong settings and database errors become an OperatorError."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not environment.text("DATABASE_URL") and not default_home().servers.exists():
        raise OperatorError("Bright is not running here: start it with `bright up`, or set DATABASE_URL.")
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise OperatorError(f"The settings are wrong: {error}") from None
    try:
        yield
    except OperationalError as error:
        raise OperatorError(
            f"The database does not answer ({_one_line(error)}): check that Bright is running."
        ) from None
    except ProgrammingError as error:
        raise OperatorError(f"The database is not up to date ({_one_line(error)}): run `bright migrate`.") from None


@contextlib.contextmanager
def errors_as_json(wanted: bool) -> Iterator[None]:
    """If `wanted`, prints an OperatorError as JSON before it goes on."""
    try:
        yield
    except OperatorError as error:
        if wanted:
            click.echo(json.dumps({"error": str(error)}))
        raise


def show(values: dict[str, Any], as_json: bool) -> None:
    """Print as JSON, or one `name: value` per line."""
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for name, value in values.items():
        click.echo(f"{name}: {'; '.join(value) if isinstance(value, list) else value}")


def show_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Print as a JSON list, or one row per line with aligned columns."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    texts = [[str(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        click.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _one_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
