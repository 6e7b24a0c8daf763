"""A curl command for each operation; replace the words in capitals."""

from shlex import quote

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.openapi.collecting import Operation


def curl(operation: Operation, api_url: str) -> str:
    """The command that calls the operation on the API at `api_url`."""
    verb, path = plainest(operation)
    url = api_url.rstrip("/") + "/" + path.replace("{id}", "ID") + ("" if operation.answers == "page" else ".json")
    words = ["curl", *_credentials(operation.scopes)]
    if verb not in ("GET", "POST"):
        words += ["-X", verb]
    return " ".join([*words, *_arguments(operation, verb), url])


def plainest(operation: Operation) -> tuple[str, str]:
    """The call (verb, path) that shows best what the operation does: the REST verb where there is one."""
    order = ("PUT", "DELETE", "POST", "GET") if operation.answers == "record" else ("GET", "POST")
    return min(operation.calls, key=lambda call: order.index(call[0]) if call[0] in order else len(order))


def _credentials(scopes: Scope) -> list[str]:
    if Scope.REALM_PAIR in scopes:
        return ["-u", "REALM_GUID:REALM_SECRET_KEY"]
    return ["-H", quote("Authorization: Bearer API_KEY")]


def _arguments(operation: Operation, verb: str) -> list[str]:
    """The required parameters; if there are none, the first optional one."""
    if operation.answers == "page":
        return []
    required = [(name, parameter) for name, parameter in operation.takes.items() if parameter.required]
    flags = ["-G"] if verb == "GET" and operation.takes else []
    has_file = any(parameter.kind == "file" for _, parameter in required)
    for name, parameter in required or list(operation.takes.items())[:1]:
        flags += ["-F" if has_file else "--data-urlencode", f"{name}={_value(name, parameter)}"]
    return flags


def _value(name: str, parameter: Parameter) -> str:
    if parameter.kind == "file":
        return f"@{name.upper()}.zip"
    if parameter.kind == "boolean":
        return "t"
    return parameter.choices[0][0] if parameter.choices else name.upper()
