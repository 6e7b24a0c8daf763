"""A line to paste for each operation: words in capitals are to be replaced."""

from shlex import quote

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.openapi.collecting import Operation


def curl(operation: Operation, api_url: str) -> str:
    verb, path = plainest(operation)
    url = api_url.rstrip("/") + "/" + path.replace("{id}", "ID") + ("" if operation.answers == "page" else ".json")
    words = ["curl", *_credentials(operation.scopes)]
    if verb not in ("GET", "POST"):
        words += ["-X", verb]
    return " ".join([*words, *_given(operation, verb), url])


def plainest(operation: Operation) -> tuple[str, str]:
    """The call that says best what it does: the verb made for it, if there is one."""
    order = ("PUT", "DELETE", "POST", "GET") if operation.answers == "record" else ("GET", "POST")
    return min(operation.calls, key=lambda call: order.index(call[0]) if call[0] in order else len(order))


def _credentials(scopes: Scope) -> list[str]:
    if Scope.REALM_PAIR in scopes:
        return ["-u", "REALM_GUID:REALM_SECRET_KEY"]
    return ["-H", quote("Authorization: Bearer API_KEY")]


def _given(operation: Operation, verb: str) -> list[str]:
    """What it needs; if it needs nothing, the first thing that it takes."""
    if operation.answers == "page":
        return []
    named = [(name, asked) for name, asked in operation.takes.items() if asked.required]
    flags = ["-G"] if verb == "GET" and operation.takes else []
    has_file = any(asked.kind == "file" for _, asked in named)
    for name, asked in named or list(operation.takes.items())[:1]:
        flags += ["-F" if has_file else "--data-urlencode", f"{name}={_value(name, asked)}"]
    return flags


def _value(name: str, asked: Parameter) -> str:
    if asked.kind == "file":
        return f"@{name.upper()}.zip"
    if asked.kind == "boolean":
        return "t"
    return asked.choices[0][0] if asked.choices else name.upper()
