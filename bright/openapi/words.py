"""The texts of the reference that are the same for every resource. Those of one resource are in its declarations."""

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.reading.documents import MAX_FIELDSET_LENGTH, TEMPLATES

CALLERS = {
    Scope.REALM_PAIR: "realm pair",
    Scope.REALM_KEY: "realm key",
    Scope.APP_PAIR: "app pair",
    Scope.PROVIDER_KEY: "course provider's key",
    Scope.USER_KEY: "user-bound key",
    Scope.ANONYMOUS_KEY: "anonymous key",
}
PUBLIC_NAMES = {
    "list": "index",
    "retrieve": "show",
}  # DRF's name of an action → the specification's
SUMMARIES = {
    "list": "The matching records: all of them, unless there is a limit; an empty list if there are none.",
    "retrieve": "One record.",
    "create": "Create a record.",
    "update": "Update a record. Fields that are not given stay unchanged.",
    "destroy": "Delete a record; the response is the record as it was.",
    "new": "An HTML form that creates a record, for a person with a browser.",
    "edit": "An HTML form that updates the record, for a person with a browser.",
}
STATUSES = {
    200: "Success.",
    201: "Created; the response is the new record.",
    202: "Accepted; the work continues in the background.",
    302: "It already exists; the response is the unchanged record, without a Location header.",
    304: "Nothing has changed since the ETag in If-None-Match.",
    401: "No access mode, or one that is incomplete, unknown, revoked, expired or not allowed to call this.",
    403: "The course provider refuses, and the body has three fields with its reason; or this record can't be changed.",
    404: "There is no such record, or the caller may not see it.",
    405: "This verb is not supported here; nor are HEAD and prefetches on actions that write.",
    406: "An unknown format.",
    411: "A body without Content-Length.",
    413: "The body is too large, or has too many parameters.",
    429: "Too many failed log-ins from this address or for this name; Retry-After has the seconds to wait.",
    500: "A malformed argument: with the header X-Bright-Error: invalid-argument. Without that header it is a bug.",
    501: "Two access modes in one request.",
    503: "The database, or another part of the server that this needs, is unavailable.",
}
EVERYWHERE = (401, 405, 406, 411, 413, 429, 500, 501, 503)
USUAL_FIELDS = {
    "id": "the record's number",
    "realm_id": "the realm that it belongs to",
    "course_provider_id": "the course provider that it belongs to",
    "description": "a description for people",
    "custom": "free text that the client keeps here, byte for byte",
    "created_at": "when it was created",
    "updated_at": "when it was last changed",
}
FORMAT = Parameter(
    "of the response, json by default; a suffix of the path, .json, .xml or .csv, takes precedence",
    "choice",
    choices=tuple((name, name) for name in ("json", "xml", "csv")),
)
CALLBACK = Parameter("JSONP: the JavaScript name to call with the document and the status")
RAW = Parameter("true: cells of CSV exactly as they are, even if a spreadsheet would run them as formulas", "boolean")
CHOICES = tuple((name, name) for name in TEMPLATES)
SHAPING = {
    "fields": Parameter(
        "the fields of the response, in this order, comma-separated; unknown names are ignored",
        max_length=MAX_FIELDSET_LENGTH,
    ),
    "api_template": Parameter("a named set of fields; fields= takes precedence", "choice", choices=CHOICES),
    "template": Parameter("a synonym of api_template", "choice", choices=CHOICES),
}
PAGING = {
    "limit": Parameter("the number of records at most; the header Link then has the URL of the next ones", "integer"),
    "offset": Parameter("the number of records to skip", "integer"),
    "after": Parameter("only records with a greater id", "integer"),
}
INCLUDE = Parameter("true: the nested records instead of their count", "boolean")
NATURAL_KEY = Parameter("identifies the record where the path has no id; 404 without it")
AMONG_PROVIDERS = Parameter("the record's course provider, if two of them have the same guid", "integer")
BAD_INPUT = {
    "boolean": "anything but t, true, 1, yes and their opposites",
    "integer": "anything but a whole number",
    "float": "anything but a number",
    "datetime": "anything but an ISO 8601 time",
    "email": "anything but an e-mail address",
    "choice": "any other word",
    "pattern": "what PostgreSQL can't compile, more than 512 characters, more than 10 of them, or more than 2 seconds",
}


def bad_input(name: str, parameter: Parameter) -> str:
    """Which values are refused, and how; or that any text is accepted."""
    if name == "format":
        return "another word: 406"
    if name == "callback":
        return "anything but a plain dotted ASCII name: invalid argument"
    wrong = [BAD_INPUT[parameter.kind]] if parameter.kind in BAD_INPUT else []
    wrong += [f"less than {parameter.min_value:,}"] if parameter.min_value is not None else []
    wrong += [f"more than {parameter.max_value:,}"] if parameter.max_value is not None else []
    wrong += [f"more than {parameter.max_length} characters"] if parameter.max_length else []
    wrong += ["no value"] if parameter.required and "404" not in parameter.help else []
    wrong += ["an empty text"] if not parameter.allow_blank and not parameter.choices else []
    wrong += ["anything that is not as described"] if parameter.has_rules else []
    return f"{', '.join(wrong)}: invalid argument" if wrong else "any text is accepted"
