"""Declarations of the viewsets and documents → entries of the reference.

The same declarations run the API; only help texts exist for the reference alone.
"""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bright.access import Scope
from bright.forms.pages import PAGES
from bright.forms.parameters import Parameter, declared, parameters_of
from bright.openapi import words
from bright.reading.documents import Document, Field, Related
from bright.reading.filtersets import compared_fields
from bright.rest.routers import ANY_FORMAT, ID, KNOWN_FORMAT, PATH, BrightRouter
from bright.rest.viewsets import BrightViewSet

ANSWERS = {"list": "records", "retrieve": "record", "create": "record", "update": "record", "destroy": "record"}
Calls = tuple[tuple[str, str], ...]  # verb, path below the API's with `{id}` in it


@dataclass(frozen=True)
class FieldEntry:
    """One field of a resource."""

    name: str
    kind: str
    help: str
    templates: tuple[str, ...]  # the templates that have it, the smallest first
    filters: tuple[str, ...]  # the parameters that filter by it
    nested: type[Document] | None  # the document of the records that may be nested here


@dataclass(frozen=True)
class Operation:
    """One action of a resource."""

    action: str
    summary: str
    calls: Calls
    scopes: Scope
    takes: Mapping[str, Parameter]  # its input
    controls: Mapping[str, Parameter]  # which rows, fields and format it answers with
    statuses: Mapping[int, str]
    answers: str  # records, record, page, other
    natural_key: str  # the control that identifies the record on paths without an id; empty if there are none

    @property
    def name(self) -> str:
        """The action's name in the published specification."""
        return words.PUBLIC_NAMES.get(self.action, self.action)

    @property
    def who(self) -> list[str]:
        """The kinds of callers that may call it, in words."""
        return [name for scope, name in words.CALLERS.items() if scope in self.scopes]


@dataclass(frozen=True)
class Entry:
    """One resource."""

    name: str
    document: type[Document]
    fields: tuple[FieldEntry, ...]
    operations: tuple[Operation, ...]
    missing: tuple[str, ...]  # actions that are answered 405


def collect(router: BrightRouter) -> dict[str, Entry]:
    """The entry of each resource, by its name."""
    return {name: _entry(name, viewset, router) for name, viewset in sorted(router.viewsets.items())}


def _entry(name: str, viewset: type[BrightViewSet], router: BrightRouter) -> Entry:
    calls = _calls(name, viewset, router)
    offered = {action: own for action, own in calls.items() if PAGES.get(action, action) in viewset.required_scopes}
    document = viewset.document
    return Entry(
        name,
        document,
        fields_of(document),
        tuple(_operation(viewset, action, own) for action, own in offered.items()),
        tuple(words.PUBLIC_NAMES.get(action, action) for action in calls if action not in offered),
    )


def _calls(name: str, viewset: type[BrightViewSet], router: BrightRouter) -> dict[str, Calls]:
    """Action → all its calls, the short paths last."""
    calls: dict[str, Calls] = {}
    for route in router.get_routes(viewset):
        for method, action in route.mapping.items():
            own = tuple((method.upper(), name + path) for path in _paths(route.url))
            calls[action] = (*calls.get(action, ()), *own)
    for word, (shortened, action) in router.shortcuts.items():
        if shortened is viewset:
            short = tuple((method.upper(), word) for method in getattr(viewset, action).mapping)
            calls[action] = (*calls[action], *short)
    return calls


def _paths(pattern: str) -> list[str]:
    """The paths that a route's pattern matches; `g?create` matches two."""
    for expression, plain in ((ANY_FORMAT, ""), (KNOWN_FORMAT, ""), (ID, "{id}"), (PATH, "{id}")):
        pattern = pattern.replace(expression, plain)
    return [pattern.replace("g?", ""), pattern.replace("g?", "g")] if "g?" in pattern else [pattern]


def fields_of(document: type[Document]) -> tuple[FieldEntry, ...]:
    """The entries of the document's fields, in order."""
    return tuple(_field(document, declared) for declared in document.fields.values())


def _field(document: type[Document], field: Field) -> FieldEntry:
    has = {"public_minimum": field.minimum, "public": not field.extended, "extended": True}
    return FieldEntry(
        field.name,
        field.kind,
        field.help or words.USUAL_FIELDS.get(field.name, ""),
        tuple(name for name in has if has[name]),
        (field.name, f"{field.name}_re") if compared_fields(document, field) else (),
        field.document if isinstance(field, Related) else None,
    )


def _operation(viewset: type[BrightViewSet], action: str, calls: Calls) -> Operation:
    run, controls = PAGES.get(action, action), _controls(viewset, action, calls)  # a page runs another action
    takes = {} if action in ("list", "retrieve") else parameters_of(viewset, run)
    if run == "update":
        takes.pop(viewset.lookup_field, None)  # it identifies the record
    return Operation(
        action,
        words.SUMMARIES.get(action) or first_sentence(getattr(viewset, action)),
        calls,
        viewset.required_scopes[run],
        takes,
        controls,
        _statuses(viewset, action, calls),
        "page" if action in PAGES else ANSWERS.get(action, "other"),
        lookup_parameter(viewset) if action == "update" else "",
    )


def lookup_parameter(viewset: type[BrightViewSet]) -> str:
    """The parameter that identifies the record of an update on paths without an id; empty if there is none."""
    return viewset.lookup_field if viewset.lookup_field in viewset.document.fields else ""


def first_sentence(method: object) -> str:
    """The first line of the method's docstring, without the reference to a page in docs/contract."""
    return re.sub(r" \(docs/contract/[^)]*\)", "", (inspect.getdoc(method) or "").partition("\n")[0])


def _controls(viewset: type[BrightViewSet], action: str, calls: Calls) -> dict[str, Parameter]:
    document, controls = viewset.document, dict[str, Parameter]()
    if action in ("list", "retrieve"):
        controls |= declared(viewset, action)
    if action == "list":
        controls |= _filters(document) | words.PAGING
    if action == "update" and lookup_parameter(viewset):
        controls[viewset.lookup_field] = words.NATURAL_KEY
    if "course_provider_id" in document.fields and any("{id}" in path for _, path in calls):
        controls["course_provider_id"] = words.AMONG_PROVIDERS
    if action in PAGES:
        return controls
    if action in ANSWERS:
        shaping = words.SHAPING if "template" not in document.fields else _without(words.SHAPING, "template")
        included = dict.fromkeys(document.includes, words.INCLUDE)
        controls |= shaping | included
    return controls | {"format": words.FORMAT, "callback": words.CALLBACK, "raw": words.RAW}


def _without(parameters: Mapping[str, Parameter], name: str) -> dict[str, Parameter]:
    return {key: value for key, value in parameters.items() if key != name}


def _filters(document: type[Document]) -> dict[str, Parameter]:
    filters = {}
    for name, field in document.fields.items():
        if compared_fields(document, field):
            kind = field.kind if field.kind == "boolean" else "text"
            filters[name] = Parameter(f"only records whose {name} is this", kind)
            filters[f"{name}_re"] = Parameter(f"only records whose {name} matches this regular expression", "pattern")
    return filters


def _statuses(viewset: type[BrightViewSet], action: str, calls: Calls) -> dict[int, str]:
    """The statuses that it may answer with: those of every action, of its kind, and of the viewset's declarations."""
    own = viewset.action_statuses.get(PAGES.get(action, action), {})
    reads = action in viewset.safe_actions
    statuses = {*words.EVERYWHERE, *own}
    if any(method == "GET" for method, _ in calls) and reads:
        statuses.add(304)
    if action == "create":
        statuses |= {201, viewset.existing_status}
    else:
        statuses |= {200, 201} if action == "new" else {200}
    if not reads:
        statuses |= {403, 404}
    elif action != "list":
        statuses.add(404)
    return {status: own.get(status) or words.STATUSES[status] for status in sorted(statuses)}
