"""Entries → OpenAPI 3.1, exact enough for a tool to drive the API by."""

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework.settings import api_settings

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.openapi.collecting import Entry, FieldEntry, Operation, fields_of
from bright.openapi.words import bad_input
from bright.reading.documents import Document

Json = dict[str, Any]
Examples = Mapping[str, Mapping[str, Any]]  # resource → parameter → a value that is there
FILES = ("multipart/form-data",)
TEXTS = ("application/x-www-form-urlencoded", "application/json", "application/xml", "text/csv", *FILES)
TYPES: dict[str, Json] = {
    "integer": {"type": "integer"},
    "float": {"type": "number"},
    "boolean": {"type": "boolean"},
    "datetime": {"type": "string", "format": "date-time"},
    "email": {"type": "string", "format": "email"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "file": {"type": "string", "format": "binary"},
}
REFUSAL: Json = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("error_code", "error_message", "error_url")},
    "required": ["error_code", "error_message", "error_url"],
}
MARK: Json = {"X-Bright-Error": {"schema": {"const": "invalid-argument"}, "description": "Without it: a bug."}}
HEADERS: dict[str, Json] = {  # schemes besides parameters, by a parameter of their mode
    "access_token": {"bearer": {"type": "http", "scheme": "bearer"}},
    "realm_guid": {"basic": {"type": "http", "scheme": "basic"}},
}


def openapi(entries: Mapping[str, Entry], api_url: str, examples: Examples | None = None) -> Json:
    """`examples`: values with which calls succeed, as `{"course": {"id": "sample-tea"}}`."""
    paths: dict[str, Json] = {}
    for entry in entries.values():
        given = (examples or {}).get(entry.name, {})
        for operation in entry.operations:
            for number, (verb, path) in enumerate(operation.calls):
                name = f"{entry.name}.{operation.name}.{number}"
                described = {"operationId": name, **_operation(entry, operation, verb, path, given)}
                paths.setdefault(f"/{path}", {})[verb.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bright V2", "version": "2"},
        "servers": [{"url": api_url.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": dict(_schemas(entries)), "securitySchemes": dict(_schemes())},
    }


def _operation(entry: Entry, operation: Operation, verb: str, path: str, given: Mapping[str, Any]) -> Json:
    parameters, has_body = dict(operation.controls), verb in ("POST", "PUT", "PATCH")
    if not has_body:
        parameters |= {name: asked for name, asked in operation.takes.items() if asked.kind != "file"}
    if verb != "GET":
        parameters.pop("callback", None)
    if "{id}" in path:
        parameters.pop(operation.natural_key, None)
    in_path = [_parameter("id", ID, given) | {"in": "path", "required": True}] if "{id}" in path else []
    described: Json = {
        "tags": [entry.name],
        "summary": operation.summary,
        "parameters": in_path + [_parameter(name, asked, given) for name, asked in parameters.items()],
        "security": list(_requirements(operation.scopes)),
        "responses": dict(_responses(entry, operation, verb)),
    }
    return described | ({"requestBody": _body(operation.takes, given)} if has_body and operation.takes else {})


ID = Parameter("the guid, else the natural key, else the number; none that the caller sees: 404")


def _parameter(name: str, asked: Parameter, given: Mapping[str, Any]) -> Json:
    described: Json = {"name": name, "in": "query", "schema": _schema(asked), "description": _described(name, asked)}
    described |= {"required": True} if asked.required else {}
    return described | ({"example": given[name]} if name in given else {})


def _described(name: str, asked: Parameter) -> str:
    return f"{asked.help}. Bad input: {bad_input(name, asked)}."


def _schema(asked: Parameter) -> Json:
    schema = dict(TYPES.get(asked.kind, {"type": "string"}))
    if asked.choices:
        schema["enum"] = [value for value, _ in asked.choices]
    limits = {"maxLength": asked.longest, "minimum": asked.least, "maximum": asked.most}
    limits["minLength"] = 1 if asked.filled else None
    return schema | {name: limit for name, limit in limits.items() if limit is not None}


def _body(takes: Mapping[str, Parameter], given: Mapping[str, Any]) -> Json:
    needed = [name for name, asked in takes.items() if asked.required]
    properties = {name: {**_schema(asked), "description": _described(name, asked)} for name, asked in takes.items()}
    content: Json = {"schema": {"type": "object", "properties": properties, "required": needed}}
    known = {name: given[name] for name in takes if name in given}
    if known and known.keys() >= set(needed):
        content["example"] = known
    kinds = FILES if any(asked.kind == "file" for asked in takes.values()) else TEXTS
    return {"required": bool(needed), "content": dict.fromkeys(kinds, content)}


def _responses(entry: Entry, operation: Operation, verb: str) -> Iterator[tuple[str, Json]]:
    script: Json = {"application/javascript": {}} if verb == "GET" and "callback" in operation.controls else {}
    if script and 200 not in operation.statuses:
        yield "200", {"description": "Under a JSONP callback every answer is 200.", "content": script}
    for status, said in operation.statuses.items():
        response: Json = {"description": said}
        if status in (200, 201, 202, 302):
            response["content"] = _content(entry, operation, status) | (script if status == 200 else {})
        elif status == 403:
            response["content"] = {
                "application/json": {"schema": REFUSAL},
                "text/html": {},
            }  # a form's page, or nothing
        elif status == 500:
            response["headers"] = MARK
        yield str(status), response


def _content(entry: Entry, operation: Operation, status: int) -> Json:
    if operation.answers == "page":
        return {"text/html": {}}
    schema: Json = {"$ref": f"#/components/schemas/{entry.document.element}"}
    if operation.answers == "other" or status == 202:
        schema = {}
    elif operation.answers == "records":
        schema = {"type": "array", "items": schema}
    return {"application/json": {"schema": schema}, "application/xml": {}, "text/csv": {}}


def _schemas(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Json]]:
    """Of every document, and of what may be nested in it."""
    fields = [field for entry in entries.values() for field in entry.fields]
    for document in {entry.document for entry in entries.values()} | {field.below for field in fields if field.below}:
        properties = {field.name: _property(field) for field in fields_of(document)}
        yield document.element, {"type": "object", "properties": properties, "additionalProperties": False}


def _property(field: FieldEntry) -> Json:
    if field.below:
        return {"anyOf": [TYPES["integer"], {"type": "array", "items": _below(field.below)}], "description": field.help}
    schema = TYPES.get(field.kind, {"type": "string"})
    return {**schema, "type": [schema["type"], "null"], "description": field.help}


def _below(document: type[Document]) -> Json:
    return {"$ref": f"#/components/schemas/{document.element}"}


def _access_modes() -> Any:
    return api_settings.DEFAULT_AUTHENTICATION_CLASSES


def _schemes() -> Iterator[tuple[str, Json]]:
    for mode in _access_modes():
        for names in mode.parameters:
            said = f"{mode.name}; other names of it: {', '.join(names[1:]) or 'none'}"
            yield names[0], {"type": "apiKey", "in": "query", "name": names[0], "description": said}
            for name in names:
                yield from HEADERS.get(name, {}).items()


def _requirements(scopes: Scope) -> Iterator[dict[str, list[str]]]:
    """Each of them suffices."""
    for mode in _access_modes():
        if mode.scopes & scopes:
            yield {names[0]: [] for names in mode.parameters}
            for scheme in (scheme for names in mode.parameters for name in names for scheme in HEADERS.get(name, {})):
                yield {scheme: []}
