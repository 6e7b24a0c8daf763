"""Shortcuts for SQL that runs as Bright's own role."""

from typing import Any

from django.db import connection


def execute(statement: Any, values: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rows(statement: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def value(statement: str, values: Any = None) -> Any:
    """The first column of the first row; None if there is none."""
    result = rows(statement, values)
    return result[0][0] if result else None
