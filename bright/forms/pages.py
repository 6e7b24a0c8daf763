"""`new` and `edit`: HTML forms made from what the API's own actions take.

See docs/contract/urls-and-verbs.md, "HTML forms".

What a person sends runs `create` or `update` like any other call, and the page shows what that answers, with its
status. Credentials that came as parameters go on as hidden inputs, never in an address;
those of a header stay there.
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

PAGES = {"new": "create", "edit": "update"}  # a page and its action
OPEN = "_open"  # a POST that only asks for the form: so one page leads to another without a key in the address
SHAPING = ("fields", "api_template")  # a page shows the whole record
SELECTED = ("boolean", "choice")
TRUE_FALSE = (("true", "true"), ("false", "false"))
POLICY = "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
Texts = dict[str, str]
Reasons = Mapping[str, Sequence[str]]


def respond(view: Any, run: Callable[[], HttpResponseBase], record: Any = None) -> HttpResponse:
    """The form; once it is sent, what `run`, the view's action, answers, or the form again with what is wrong."""
    for name in SHAPING:
        view.parameters.values.pop(name, None)
    inputs, stored = parameters_of(type(view), view.action), {}
    if record is not None:
        inputs.pop(view.lookup_field, None)
        stored = _stored(view, record.pk)
    given = _given(view, inputs)
    if view.request.method != "POST" or OPEN in given:
        return _form(view, _fields(inputs, stored, given))
    _pass_on(view, inputs, stored)
    try:
        return _done(view, run())
    except BrightError as error:
        reasons = error.fields if isinstance(error, InvalidArgument) else {}
        return _refused(view, error, _form(view, _fields(inputs, stored, given, reasons), _sentences(error, inputs)))


def _stored(view: Any, pk: int) -> Texts:
    query, row = view.get_row_by_pk(pk)
    document = json.loads(b"".join(JSONEncoder().row(query.columns, row)))
    return {name: _text(value) for name, value in document.items()}


def _text(value: Any) -> str:
    """A JSON value as a person types it. Browsers make every line end one kind; so must what is compared with them."""
    if value is None or isinstance(value, str):
        return re.sub("\r\n?", "\n", value or "")
    return json.dumps(value, ensure_ascii=False)


def _given(view: Any, inputs: dict[str, Parameter]) -> Texts:
    """What is sent. A name among the credentials is an input where the pair is data for the action."""
    pairs = {name: "".join(view.credentials[name]) for name in inputs.keys() & view.credentials.keys()}
    return pairs | {name: _text(value) for name, value in view.parameters.single().items()}


def _pass_on(view: Any, inputs: dict[str, Parameter], stored: Texts) -> None:
    """Leave only what the person filled in or changed: an empty select, or a text as it was, says nothing."""
    given, credentials = view.parameters.values, view.credentials
    for name in inputs.keys() & credentials.keys():
        if credentials[name] == {stored.get(name)}:
            del credentials[name]
    for name in inputs.keys() & given.keys():
        text = _text(given.pop(name)[-1])
        says_nothing = not text if inputs[name].kind in SELECTED else text == stored.get(name, "")
        if not says_nothing:
            given[name] = [text]


def _fields(inputs: dict[str, Parameter], stored: Texts, given: Texts, reasons: Reasons | None = None) -> list[Any]:
    """What the template shows of each input. A select begins unsaid, with what is stored beside it."""
    reasons = reasons or {}
    focus = next(iter([*filter(reasons.get, inputs), *inputs]), None)
    fields = []
    for name, asked in inputs.items():
        was = stored.get(name, "")
        is_select = asked.kind in SELECTED
        value = given.get(name, "" if is_select else was)
        field = {
            "name": name,
            "label": name.replace("_", " ").capitalize(),
            "asked": asked,
            "options": (TRUE_FALSE if asked.kind == "boolean" else asked.choices) if is_select else (),
            "was": dict(asked.choices).get(was, was),
            "kind": "long" if "\n" in value and not is_select else asked.kind,  # else a browser drops the line ends
            "value": value,
            "reasons": reasons.get(name, ()),
            "is_focus": name == focus,
        }
        fields.append(field)
    return fields


def _form(view: Any, fields: list[Any], sentences: Sequence[str] = ()) -> HttpResponse:
    takes_files = any(field["asked"].kind == "file" for field in fields)
    return _page(view, "form", fields=fields, sentences=sentences, takes_files=takes_files)


def _sentences(error: BrightError, inputs: dict[str, Parameter]) -> list[str]:
    """What is wrong with the whole, apart from single inputs."""
    if isinstance(error, InvalidArgument) and error.fields:
        return [reason for name, reasons in error.fields.items() if name not in inputs for reason in reasons]
    return [_in_words(error)]


def _in_words(error: BrightError) -> str:
    """What a person may know of a refusal. Why credentials don't suffice is in the log only."""
    if isinstance(error, Unauthorized):
        return "These credentials do not allow this."
    reason = error.message if isinstance(error, ProviderRefused) else error.reason
    return f"{reason[:1].upper()}{reason[1:]}" if reason else "This was refused."


def _refused(view: Any, error: BrightError, page: HttpResponse) -> HttpResponse:
    """The page with the status and the headers that the API gives the same error."""
    response = view.handle_exception(error)
    page.status_code = response.status_code
    for name, value in response.items():
        page.setdefault(name, value)
    return page


def _done(view: Any, response: Any) -> HttpResponse:
    document = json.loads(b"".join(response))
    status = 200 if response.status_code == 302 else response.status_code  # there is nowhere to go to
    rows = [(name, _text(value)) for name, value in document.items()]
    return _page(view, "done", status, rows=rows, item=_item(view, document))


def _item(view: Any, document: dict[str, Any]) -> str:
    """The record's path; empty if it has none, or may not be edited."""
    id = str(document.get(view.lookup_field) or document.get("id") or "")
    if "/" in id:  # such a guid has no path of its own
        id = str(document["id"])
    may_edit = view.access.scope in view.required_scopes.get("update", Scope.NOBODY)
    return f"{_base(_path(view))}/{quote(id, safe='')}" if id and may_edit else ""


def _path(view: Any) -> str:
    return quote(view.request.path)


def _base(path: str) -> str:
    """The resource's own path: a page's is that, and `/new`, or an id and `/edit`."""
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
        "may_make": view.access.scope in view.required_scopes.get("create", Scope.NOBODY),
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
    """The pages' style, which stands in them, and its hash: so nothing is loaded, and nothing else gets in."""
    style = render_to_string("bright/pages.css")
    return mark_safe(style), b64encode(sha256(style.encode()).digest()).decode()
