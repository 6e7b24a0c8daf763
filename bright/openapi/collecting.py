"""Declarations → entries. A resource says nothing for this alone but help texts."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bright.access import Kind
from bright.forms.pages import PAGES
from bright.forms.parameters import Parameter, declared, taken
from bright.openapi import words
from bright.reading.documents import Document, Field, Related
from bright.reading.filtersets import compared
from bright.rest.routers import ANY_FORMAT, ID, KNOWN_FORMAT, PATH, BrightRouter, routes_of
from bright.rest.viewsets import Resource

ANSWERS = {"index": "records", "show": "record", "create": "record", "update": "record", "destroy": "record"}
Calls = tuple[tuple[str, str], ...]  # verb, path below the API's, in which `{id}` stands for an item


@dataclass(frozen=True)
class FieldEntry:
    name: str
    kind: str
    help: str
    templates: tuple[str, ...]  # that have it, the smallest first
    filters: tuple[str, ...]  # the parameters that choose rows by it
    below: type[Document] | None  # of the records that may be nested here


@dataclass(frozen=True)
class Operation:
    action: str
    summary: str
    calls: Calls
    kinds: Kind
    takes: Mapping[str, Parameter]  # what it acts with
    controls: Mapping[str, Parameter]  # which rows, which keys, which format
    statuses: Mapping[int, str]
    answers: str  # records, record, page, other
    natural_key: str  # the control that names the record on paths without an id, where there are such

    @property
    def who(self) -> list[str]:
        return [said for kind, said in words.WHO.items() if kind in self.kinds]


@dataclass(frozen=True)
class Entry:
    """One resource."""

    name: str
    document: type[Document]
    fields: tuple[FieldEntry, ...]
    operations: tuple[Operation, ...]
    missing: tuple[str, ...]  # actions that have a path, and answer 405


def collect(router: BrightRouter) -> dict[str, Entry]:
    return {name: _entry(name, resource, router) for name, resource in sorted(router.resources.items())}


def _entry(name: str, resource: type[Resource], router: BrightRouter) -> Entry:
    calls = _calls(name, resource, router)
    offered = {action: found for action, found in calls.items() if PAGES.get(action, action) in resource.admits}
    document = resource.document
    return Entry(
        name,
        document,
        fields_of(document),
        tuple(_operation(resource, action, found) for action, found in offered.items()),
        tuple(action for action in calls if action not in offered),
    )


def _calls(name: str, resource: type[Resource], router: BrightRouter) -> dict[str, Calls]:
    """Action → every way to call it, the short paths last."""
    found: dict[str, Calls] = {}
    for route in routes_of(resource):
        for verb, action in route.actions.items():
            spelled = tuple((verb.upper(), name + path) for path in _spelled(route.path))
            found[action] = (*found.get(action, ()), *spelled)
    for word, (shortened, action) in router.shortcuts.items():
        if shortened is resource:
            short = tuple((verb.upper(), word) for verb in getattr(resource, action).mapping)
            found[action] = (*found[action], *short)
    return found


def _spelled(pattern: str) -> list[str]:
    """The paths that a route's pattern stands for; `g?create` are two."""
    for expression, plain in ((ANY_FORMAT, ""), (KNOWN_FORMAT, ""), (ID, "{id}"), (PATH, "{id}")):
        pattern = pattern.replace(expression, plain)
    return [pattern.replace("g?", ""), pattern.replace("g?", "g")] if "g?" in pattern else [pattern]


def fields_of(document: type[Document]) -> tuple[FieldEntry, ...]:
    return tuple(_field(document, declared) for declared in document.fields.values())


def _field(document: type[Document], field: Field) -> FieldEntry:
    has = {"public_minimum": field.minimum, "public": not field.extended, "extended": True}
    return FieldEntry(
        field.name,
        field.kind,
        field.help or words.USUAL_FIELDS.get(field.name, ""),
        tuple(name for name in has if has[name]),
        (field.name, f"{field.name}_re") if compared(document, field) else (),
        field.document if isinstance(field, Related) else None,
    )


def _operation(resource: type[Resource], action: str, calls: Calls) -> Operation:
    what, controls = PAGES.get(action, action), _controls(resource, action, calls)
    takes = {} if action in ("index", "show") else taken(resource, what)
    if what == "update":
        takes.pop(resource.natural_key, None)  # it names the record
    return Operation(
        action,
        words.SUMMARIES.get(action) or first_sentence(getattr(resource, action)),
        calls,
        resource.admits[what],
        takes,
        controls,
        _statuses(resource, action, calls),
        "page" if action in PAGES else ANSWERS.get(action, "other"),
        resource.natural_key if action == "update" else "",
    )


def first_sentence(method: object) -> str:
    """Without the reference to our own pages."""
    return re.sub(r" \((bright-v2\.md|seed) [^)]*\)", "", (inspect.getdoc(method) or "").partition("\n")[0])


def _controls(resource: type[Resource], action: str, calls: Calls) -> dict[str, Parameter]:
    document, found = resource.document, dict[str, Parameter]()
    if action in ("index", "show"):
        found |= declared(resource, action)
    if action == "index":
        found |= _filters(document) | words.PAGING
    if action == "update" and resource.natural_key:
        found[resource.natural_key] = words.NATURAL_KEY
    if "course_provider_id" in document.fields and any("{id}" in path for _, path in calls):
        found["course_provider_id"] = words.AMONG_PROVIDERS
    if action in PAGES:
        return found
    if action in ANSWERS:
        shaping = words.SHAPING if "template" not in document.fields else _without(words.SHAPING, "template")
        included = dict.fromkeys(document.includes, words.INCLUDE)
        found |= shaping | included
    return found | {"format": words.FORMAT, "callback": words.CALLBACK, "raw": words.RAW}


def _without(parameters: Mapping[str, Parameter], name: str) -> dict[str, Parameter]:
    return {key: value for key, value in parameters.items() if key != name}


def _filters(document: type[Document]) -> dict[str, Parameter]:
    found = {}
    for name, field in document.fields.items():
        if compared(document, field):
            kind = field.kind if field.kind == "boolean" else "text"
            found[name] = Parameter(f"only records whose {name} is this", kind)
            found[f"{name}_re"] = Parameter(f"only records whose {name} matches this regular expression", "pattern")
    return found


def _statuses(resource: type[Resource], action: str, calls: Calls) -> dict[int, str]:
    """What it may answer: what any action may, what actions of its sort may, and what the resource says of it."""
    own = resource.statuses_of.get(PAGES.get(action, action), {})
    reads = action in resource.reads
    found = {*words.EVERYWHERE, *own}
    if any(verb == "GET" for verb, _ in calls) and reads:
        found.add(304)
    if action == "create":
        found |= {201, resource.status_when_there}
    else:
        found |= {200, 201} if action == "new" else {200}
    if not reads:
        found |= {403, 404}
    elif action != "index":
        found.add(404)
    return {status: own.get(status) or words.STATUSES[status] for status in sorted(found)}
