"""What every command shares: Django set up around it, one sentence for each error, an answer as lines or as JSON."""

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
from server.embedded.failure import Failure
from server.embedded.up import default_home

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextlib.contextmanager
def django_ready() -> Iterator[None]:
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
def errors_as_json(wanted: bool) -> Iterator[None]:
    try:
        yield
    except Failure as failure:
        if wanted:
            click.echo(json.dumps({"error": str(failure)}))
        raise


def show(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for name, value in answer.items():
        click.echo(f"{name}: {'; '.join(value) if isinstance(value, list) else value}")


def show_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    """A list in JSON; else one row a line, its values in columns."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    texts = [[str(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        click.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _one_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
