"""Declarations → entries of the reference. Only help texts are declared for this alone."""

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
    scopes: Scope
    takes: Mapping[str, Parameter]  # what it acts with
    controls: Mapping[str, Parameter]  # which rows, which keys, which format
    statuses: Mapping[int, str]
    answers: str  # records, record, page, other
    natural_key: str  # the control that names the record on paths without an id, where there are such

    @property
    def name(self) -> str:
        """As the published documents call the action."""
        return words.PUBLIC_NAMES.get(self.action, self.action)

    @property
    def who(self) -> list[str]:
        return [name for scope, name in words.CALLERS.items() if scope in self.scopes]


@dataclass(frozen=True)
class Entry:
    """One resource."""

    name: str
    document: type[Document]
    fields: tuple[FieldEntry, ...]
    operations: tuple[Operation, ...]
    missing: tuple[str, ...]  # actions that have a path, and answer 405


def collect(router: BrightRouter) -> dict[str, Entry]:
    return {name: _entry(name, viewset, router) for name, viewset in sorted(router.viewsets.items())}


def _entry(name: str, viewset: type[BrightViewSet], router: BrightRouter) -> Entry:
    calls = _calls(name, viewset, router)
    offered = {action: ways for action, ways in calls.items() if PAGES.get(action, action) in viewset.required_scopes}
    document = viewset.document
    return Entry(
        name,
        document,
        fields_of(document),
        tuple(_operation(viewset, action, ways) for action, ways in offered.items()),
        tuple(words.PUBLIC_NAMES.get(action, action) for action in calls if action not in offered),
    )


def _calls(name: str, viewset: type[BrightViewSet], router: BrightRouter) -> dict[str, Calls]:
    """Action → every way to call it, the short paths last."""
    calls: dict[str, Calls] = {}
    for route in router.get_routes(viewset):
        for method, action in route.mapping.items():
            spelled = tuple((method.upper(), name + path) for path in _spelled(route.url))
            calls[action] = (*calls.get(action, ()), *spelled)
    for word, (shortened, action) in router.shortcuts.items():
        if shortened is viewset:
            short = tuple((method.upper(), word) for method in getattr(viewset, action).mapping)
            calls[action] = (*calls[action], *short)
    return calls


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
        (field.name, f"{field.name}_re") if compared_fields(document, field) else (),
        field.document if isinstance(field, Related) else None,
    )


def _operation(viewset: type[BrightViewSet], action: str, calls: Calls) -> Operation:
    what, controls = PAGES.get(action, action), _controls(viewset, action, calls)
    takes = {} if action in ("list", "retrieve") else parameters_of(viewset, what)
    if what == "update":
        takes.pop(viewset.lookup_field, None)  # it names the record
    return Operation(
        action,
        words.SUMMARIES.get(action) or first_sentence(getattr(viewset, action)),
        calls,
        viewset.required_scopes[what],
        takes,
        controls,
        _statuses(viewset, action, calls),
        "page" if action in PAGES else ANSWERS.get(action, "other"),
        lookup_parameter(viewset) if action == "update" else "",
    )


def lookup_parameter(viewset: type[BrightViewSet]) -> str:
    """The parameter that names the record of an update on paths without an id; empty if there is none."""
    return viewset.lookup_field if viewset.lookup_field in viewset.document.fields else ""


def first_sentence(method: object) -> str:
    """Without the reference to our own pages."""
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
    """What it may answer: what any action may, what actions of its sort may, and what the resource says of it."""
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
