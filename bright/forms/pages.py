"""`new` and `edit`: HTML forms made from the parameters of the API's own actions.

See docs/contract/urls-and-verbs.md, "HTML forms".

A submitted form runs `create` or `update` like any other call, and the page shows the response, with its status.
Credentials that came as parameters are passed on as hidden inputs, never in a URL; those in a header are not repeated.
"""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from bright.access import Scope
from bright.encoding.json import JSONEncoder
from bright.errors import BrightError, InvalidArgument, ProviderRefused, Unauthorized
from bright.forms.parameters import Parameter, parameters_of

PAGES = {"new": "create", "edit": "update"}  # page → the action that it runs
OPEN = "_open"  # marks a POST that only opens the form: a link would have the key in its URL
SHAPING = ("fields", "api_template")  # ignored: a page shows the whole record
SELECTED = ("boolean", "choice")
TRUE_FALSE = (("true", "true"), ("false", "false"))
POLICY = "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
Texts = dict[str, str]
Reasons = Mapping[str, Sequence[str]]


def respond(view: Any, run: Callable[[], HttpResponseBase], record: Any = None) -> HttpResponse:
    """The form. Once submitted: the result of `run`, the view's action, or the form again with what is wrong."""
    for name in SHAPING:
        view.parameters.values.pop(name, None)
    inputs, stored = parameters_of(type(view), view.action), {}
    if record is not None:
        inputs.pop(view.lookup_field, None)
        stored = _stored(view, record.pk)
    sent = _sent(view, inputs)
    if view.request.method != "POST" or OPEN in sent:
        return _form(view, _fields(inputs, stored, sent))
    _pass_on(view, inputs, stored)
    try:
        return _done(view, run())
    except BrightError as error:
        reasons = error.fields if isinstance(error, InvalidArgument) else {}
        return _refused(view, error, _form(view, _fields(inputs, stored, sent, reasons), _sentences(error, inputs)))


def _stored(view: Any, pk: int) -> Texts:
    query, row = view.get_row_by_pk(pk)
    document = json.loads(b"".join(JSONEncoder().row(query.columns, row)))
    return {name: _text(value) for name, value in document.items()}


def _text(value: Any) -> str:
    """A JSON value as a person types it, with LF as its line ends: browsers change them, and texts are compared."""
    if value is None or isinstance(value, str):
        return re.sub("\r\n?", "\n", value or "")
    return json.dumps(value, ensure_ascii=False)


def _sent(view: Any, inputs: dict[str, Parameter]) -> Texts:
    """The values sent. They include credentials that are data for the action (an app pair)."""
    pairs = {name: "".join(view.credentials[name]) for name in inputs.keys() & view.credentials.keys()}
    return pairs | {name: _text(value) for name, value in view.parameters.single().items()}


def _pass_on(view: Any, inputs: dict[str, Parameter], stored: Texts) -> None:
    """Keep only what the person filled in or changed: drop an empty select, or a text that is as it was."""
    values, credentials = view.parameters.values, view.credentials
    for name in inputs.keys() & credentials.keys():
        if credentials[name] == {stored.get(name)}:
            del credentials[name]
    for name in inputs.keys() & values.keys():
        text = _text(values.pop(name)[-1])
        is_unchanged = not text if inputs[name].kind in SELECTED else text == stored.get(name, "")
        if not is_unchanged:
            values[name] = [text]


def _fields(inputs: dict[str, Parameter], stored: Texts, sent: Texts, reasons: Reasons | None = None) -> list[Any]:
    """The template's context of each input. A select starts without a choice and shows the stored value beside it."""
    reasons = reasons or {}
    focus = next(iter([*filter(reasons.get, inputs), *inputs]), None)
    fields = []
    for name, parameter in inputs.items():
        was = stored.get(name, "")
        is_select = parameter.kind in SELECTED
        value = sent.get(name, "" if is_select else was)
        field = {
            "name": name,
            "label": name.replace("_", " ").capitalize(),
            "parameter": parameter,
            "options": (TRUE_FALSE if parameter.kind == "boolean" else parameter.choices) if is_select else (),
            "was": dict(parameter.choices).get(was, was),
            # An input of one line would drop line breaks.
            "kind": "long" if "\n" in value and not is_select else parameter.kind,
            "value": value,
            "reasons": reasons.get(name, ()),
            "is_focus": name == focus,
        }
        fields.append(field)
    return fields


def _form(view: Any, fields: list[Any], sentences: Sequence[str] = ()) -> HttpResponse:
    takes_files = any(field["parameter"].kind == "file" for field in fields)
    return _page(view, "form", fields=fields, sentences=sentences, takes_files=takes_files)


def _sentences(error: BrightError, inputs: dict[str, Parameter]) -> list[str]:
    """The reasons that do not belong to an input."""
    if isinstance(error, InvalidArgument) and error.fields:
        return [reason for name, reasons in error.fields.items() if name not in inputs for reason in reasons]
    return [_in_words(error)]


def _in_words(error: BrightError) -> str:
    """What a person may read of a refusal. Why credentials do not suffice is only in the log."""
    if isinstance(error, Unauthorized):
        return "These credentials do not allow this."
    reason = error.message if isinstance(error, ProviderRefused) else error.reason
    return f"{reason[:1].upper()}{reason[1:]}" if reason else "This was refused."


def _refused(view: Any, error: BrightError, page: HttpResponse) -> HttpResponse:
    """The page with the status and the headers of the API's response to this error."""
    response = view.handle_exception(error)
    page.status_code = response.status_code
    for name, value in response.items():
        page.setdefault(name, value)
    return page


def _done(view: Any, response: Any) -> HttpResponse:
    document = json.loads(b"".join(response))
    status = 200 if response.status_code == 302 else response.status_code  # there is no Location
    rows = [(name, _text(value)) for name, value in document.items()]
    return _page(view, "done", status, rows=rows, item=_item(view, document))


def _item(view: Any, document: dict[str, Any]) -> str:
    """The record's path; empty if it has none, or may not be edited."""
    id = str(document.get(view.lookup_field) or document.get("id") or "")
    if "/" in id:  # a guid with a slash is in no path
        id = str(document["id"])
    may_edit = view.access.scope in view.required_scopes.get("update", Scope.NOBODY)
    return f"{_base(_path(view))}/{quote(id, safe='')}" if id and may_edit else ""


def _path(view: Any) -> str:
    return quote(view.request.path)


def _base(path: str) -> str:
    """The resource's own path: the page's without `/new`, or without the id and `/edit`."""
    return re.sub(r"(/new|/[^/]+/edit)/?$", "", path)


def _page(view: Any, name: str, status: int = 200, **context: Any) -> HttpResponse:
    path = _path(view)
    names = view.credentials.keys() - view.credentials.in_header - parameters_of(type(view), view.action).keys()
    hidden = [(name, value) for name in names for value in view.credentials[name]]
    style, hashed = _style()
    shared = {
        "style": style,
        "path": path,
        "base": _base(path),
        "noun": view.document.model._meta.verbose_name,
        "is_new": view.action == "create",
        "may_create": view.access.scope in view.required_scopes.get("create", Scope.NOBODY),
        "hidden": sorted(hidden),
        "status": status,
    }
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": POLICY.format(hashed),
        "Referrer-Policy": "no-referrer",
    }
    return HttpResponse(render_to_string(f"bright/{name}.html", {**shared, **context}), status=status, headers=headers)


@lru_cache(maxsize=1)
def _style() -> tuple[str, str]:
    """The inline style of the pages and its hash, for the Content-Security-Policy."""
    style = render_to_string("bright/pages.css")
    return mark_safe(style), b64encode(sha256(style.encode()).digest()).decode()
