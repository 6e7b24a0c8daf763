"""What the reference would leave out: read from the source, and compared with what the reference says."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path

from bright import errors
from bright.openapi import words
from bright.openapi.collecting import Entry, collect
from bright.rest.routers import BrightRouter

FRAMEWORK = Path(inspect.getfile(BrightRouter)).parents[1]
KINDS = {"flag": "boolean", "integer": "integer"}  # how a parameter is read → what the reference calls it


def undocumented(router: BrightRouter) -> list[str]:
    found: list[str] = []
    for name, entry in collect(router).items():
        tree = ast.parse(textwrap.dedent(inspect.getsource(router.viewsets[name])))
        found += [*without_help(entry), *unsaid_parameters(entry, tree), *unsaid_statuses(entry, tree)]
    return found


def without_help(entry: Entry) -> Iterator[str]:
    yield from (f"{entry.name}: the field {field.name} has no help" for field in entry.fields if not field.help)
    for operation in entry.operations:
        if not operation.summary:
            yield f"{entry.name}: the action {operation.action} has no docstring"
        for name, asked in {**operation.takes, **operation.controls}.items():
            if not asked.help:
                yield f"{entry.name}: the parameter {name} of {operation.action} has no help"


def unsaid_parameters(entry: Entry, tree: ast.AST) -> Iterator[str]:
    """Parameters that the code reads, and the reference doesn't name, or not as what they are."""
    said: dict[str, set[str]] = {}
    for operation in entry.operations:
        for name, asked in {**operation.takes, **operation.controls}.items():
            said.setdefault(name, set()).add(asked.kind)
    for method, name in read_parameters(tree):
        if name not in said:
            yield f"{entry.name}: the parameter {name} is read and nowhere described"
        elif KINDS.get(method, "") not in {"", *said[name]}:
            yield f"{entry.name}: the parameter {name} is described as {said[name]}, and read as {method}"


def read_parameters(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """`….parameters.flag("async")` → ("flag", "async")."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="parameters") | ast.Name(id="parameters"), attr=method),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield method, name


def unsaid_statuses(entry: Entry, tree: ast.AST) -> Iterator[str]:
    """Statuses that the resource's own answers name, and what it answers for a record that is there already."""
    said = {status for operation in entry.operations for status in operation.statuses}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=str(name)), args=arguments, keywords=named) if is_answer(name):
                values = [*arguments, *(keyword.value for keyword in named if keyword.arg == "status")]
                given = {value.value for value in values if isinstance(value, ast.Constant)}
                yield from (
                    f"{entry.name}: the status {status} is nowhere described"
                    for status in given
                    if isinstance(status, int) and status not in said
                )


def is_answer(method: str) -> bool:
    return method.startswith("respond_with")


def framework_parameters() -> set[str]:
    """What the framework package itself reads."""
    trees = [ast.parse(path.read_text()) for path in FRAMEWORK.glob("*/*.py")]
    return {name for tree in trees for _, name in read_parameters(tree)}


def statuses_without_words() -> list[type[Exception]]:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BrightError)]
    return [kind for kind in kinds if kind.status_code not in words.STATUSES]
