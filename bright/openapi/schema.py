"""Entries → OpenAPI 3.1, precise enough for a tool to call the API from it."""

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework.settings import api_settings

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.openapi.collecting import Entry, FieldEntry, Operation, fields_of
from bright.openapi.words import bad_input
from bright.reading.documents import Document

Json = dict[str, Any]
Examples = Mapping[str, Mapping[str, Any]]  # resource → parameter → a value of an existing record
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
INVALID_ARGUMENT_HEADER: Json = {
    "X-Bright-Error": {"schema": {"const": "invalid-argument"}, "description": "Missing if the error is a bug."}
}
HEADERS: dict[str, Json] = {  # a parameter of an access mode → the header schemes that the mode also accepts
    "access_token": {"bearer": {"type": "http", "scheme": "bearer"}},
    "realm_guid": {"basic": {"type": "http", "scheme": "basic"}},
}


def openapi(entries: Mapping[str, Entry], api_url: str, examples: Examples | None = None) -> Json:
    """The OpenAPI document. `examples`: values with which calls succeed, such as `{"course": {"id": "sample-tea"}}`."""
    paths: dict[str, Json] = {}
    for entry in entries.values():
        own = (examples or {}).get(entry.name, {})
        for operation in entry.operations:
            for number, (verb, path) in enumerate(operation.calls):
                name = f"{entry.name}.{operation.name}.{number}"
                described = {"operationId": name, **_operation(entry, operation, verb, path, own)}
                paths.setdefault(f"/{path}", {})[verb.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bright V2", "version": "2"},
        "servers": [{"url": api_url.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": dict(_schemas(entries)), "securitySchemes": dict(_schemes())},
    }


def _operation(entry: Entry, operation: Operation, verb: str, path: str, examples: Mapping[str, Any]) -> Json:
    parameters, has_body = dict(operation.controls), verb in ("POST", "PUT", "PATCH")
    if not has_body:
        parameters |= {name: parameter for name, parameter in operation.takes.items() if parameter.kind != "file"}
    if verb != "GET":
        parameters.pop("callback", None)
    if "{id}" in path:
        parameters.pop(operation.natural_key, None)
    in_path = [_parameter("id", ID, examples) | {"in": "path", "required": True}] if "{id}" in path else []
    described: Json = {
        "tags": [entry.name],
        "summary": operation.summary,
        "parameters": in_path + [_parameter(name, parameter, examples) for name, parameter in parameters.items()],
        "security": list(_requirements(operation.scopes)),
        "responses": dict(_responses(entry, operation, verb)),
    }
    return described | ({"requestBody": _body(operation.takes, examples)} if has_body and operation.takes else {})


ID = Parameter("the guid, else the natural key, else the number; 404 if the caller sees no such record")


def _parameter(name: str, parameter: Parameter, examples: Mapping[str, Any]) -> Json:
    described: Json = {
        "name": name,
        "in": "query",
        "schema": _schema(parameter),
        "description": _described(name, parameter),
    }
    described |= {"required": True} if parameter.required else {}
    return described | ({"example": examples[name]} if name in examples else {})


def _described(name: str, parameter: Parameter) -> str:
    return f"{parameter.help}. Bad input: {bad_input(name, parameter)}."


def _schema(parameter: Parameter) -> Json:
    schema = dict(TYPES.get(parameter.kind, {"type": "string"}))
    if parameter.choices:
        schema["enum"] = [value for value, _ in parameter.choices]
    limits = {"maxLength": parameter.max_length, "minimum": parameter.min_value, "maximum": parameter.max_value}
    limits["minLength"] = None if parameter.allow_blank else 1
    return schema | {name: limit for name, limit in limits.items() if limit is not None}


def _body(takes: Mapping[str, Parameter], examples: Mapping[str, Any]) -> Json:
    needed = [name for name, parameter in takes.items() if parameter.required]
    properties = {
        name: {**_schema(parameter), "description": _described(name, parameter)} for name, parameter in takes.items()
    }
    content: Json = {"schema": {"type": "object", "properties": properties, "required": needed}}
    known = {name: examples[name] for name in takes if name in examples}
    if known and known.keys() >= set(needed):
        content["example"] = known
    kinds = FILES if any(parameter.kind == "file" for parameter in takes.values()) else TEXTS
    return {"required": bool(needed), "content": dict.fromkeys(kinds, content)}


def _responses(entry: Entry, operation: Operation, verb: str) -> Iterator[tuple[str, Json]]:
    script: Json = {"application/javascript": {}} if verb == "GET" and "callback" in operation.controls else {}
    if script and 200 not in operation.statuses:
        yield "200", {"description": "Under a JSONP callback every answer is 200.", "content": script}
    for status, description in operation.statuses.items():
        response: Json = {"description": description}
        if status in (200, 201, 202, 302):
            response["content"] = _content(entry, operation, status) | (script if status == 200 else {})
        elif status == 403:
            response["content"] = {"application/json": {"schema": REFUSAL}, "text/html": {}}  # HTML: a form's page
        elif status == 500:
            response["headers"] = INVALID_ARGUMENT_HEADER
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
    """One schema for each document and for each document nested in one."""
    fields = [field for entry in entries.values() for field in entry.fields]
    for document in {entry.document for entry in entries.values()} | {field.nested for field in fields if field.nested}:
        properties = {field.name: _property(field) for field in fields_of(document)}
        yield document.element, {"type": "object", "properties": properties, "additionalProperties": False}


def _property(field: FieldEntry) -> Json:
    if field.nested:
        nested = {"type": "array", "items": _reference(field.nested)}
        return {"anyOf": [TYPES["integer"], nested], "description": field.help}
    schema = TYPES.get(field.kind, {"type": "string"})
    return {**schema, "type": [schema["type"], "null"], "description": field.help}


def _reference(document: type[Document]) -> Json:
    return {"$ref": f"#/components/schemas/{document.element}"}


def _access_modes() -> Any:
    return api_settings.DEFAULT_AUTHENTICATION_CLASSES


def _schemes() -> Iterator[tuple[str, Json]]:
    for mode in _access_modes():
        for names in mode.parameters:
            description = f"{mode.name}; synonyms: {', '.join(names[1:]) or 'none'}"
            yield names[0], {"type": "apiKey", "in": "query", "name": names[0], "description": description}
            for name in names:
                yield from HEADERS.get(name, {}).items()


def _requirements(scopes: Scope) -> Iterator[dict[str, list[str]]]:
    """The alternatives: any one of them suffices."""
    for mode in _access_modes():
        if mode.scopes & scopes:
            yield {names[0]: [] for names in mode.parameters}
            for scheme in (scheme for names in mode.parameters for name in names for scheme in HEADERS.get(name, {})):
                yield {scheme: []}
