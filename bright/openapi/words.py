"""What is true of any resource, in words. What is true of one stands in its declarations."""

from bright.access import Scope
from bright.forms.parameters import Parameter
from bright.reading.documents import LONGEST_FIELDSET, TEMPLATES

CALLERS = {
    Scope.REALM_PAIR: "realm pair",
    Scope.REALM_KEY: "realm key",
    Scope.APP_PAIR: "app pair",
    Scope.PROVIDER_KEY: "course provider's key",
    Scope.USER_KEY: "user-bound key",
    Scope.ANONYMOUS_KEY: "anonymous key",
}
PUBLIC_NAMES = {"list": "index", "retrieve": "show"}  # DRF's name of an action → the published documents'
SUMMARIES = {
    "list": "The records that match: all of them, unless limited. None is no error.",
    "retrieve": "One record.",
    "create": "Make a record.",
    "update": "Change a record. What isn't given stays.",
    "destroy": "Take a record away; the answer is the record as it was.",
    "new": "An HTML form that makes a record, for a person with a browser.",
    "edit": "An HTML form that changes the record, for a person with a browser.",
}
STATUSES = {
    200: "The answer.",
    201: "It is made; the answer is the new record.",
    202: "Received; the work goes on in the background.",
    302: "It was there already; the answer is the unchanged record, and there is no Location.",
    304: "Nothing has changed since the ETag in If-None-Match.",
    401: "No access mode, or one that is incomplete, unknown, revoked, expired or not admitted here.",
    403: "The course provider refuses, and a block of three fields says why; or the record itself refuses changes.",
    404: "What is named is not there, or not for the caller to see.",
    405: "This verb is not offered here; HEAD and prefetches of what writes, too.",
    406: "An unknown format.",
    411: "A body without Content-Length.",
    413: "The body is too large, or has too many parameters.",
    429: "Too many failed log-ins from this address or for this name; Retry-After says when to try again.",
    500: "A malformed argument: with the header X-Bright-Error: invalid-argument. Without that header it is a bug.",
    501: "Two access modes in one request.",
    503: "The database, or another part that this needs, is away.",
}
EVERYWHERE = (401, 405, 406, 411, 413, 429, 500, 501, 503)
USUAL_FIELDS = {
    "id": "the record's number",
    "realm_id": "the realm that it belongs to",
    "course_provider_id": "the course provider that it belongs to",
    "description": "what it is, for people",
    "custom": "free text that the client keeps here, byte for byte",
    "created_at": "when it was made",
    "updated_at": "when it was last changed",
}
FORMAT = Parameter(
    "of the answer, json if not said; the same as the suffix of the path, .json, .xml or .csv, which wins",
    "choice",
    choices=tuple((name, name) for name in ("json", "xml", "csv")),
)
CALLBACK = Parameter("JSONP: the JavaScript name to call with the document and the status")
RAW = Parameter("true: cells of CSV exactly as they are, even if a spreadsheet would run them as formulas", "boolean")
CHOICES = tuple((name, name) for name in TEMPLATES)
SHAPING = {
    "fields": Parameter(
        "the keys of the answer, in this order, with commas between; unknown names are ignored",
        longest=LONGEST_FIELDSET,
    ),
    "api_template": Parameter("a choice of keys; fields wins over it", "choice", choices=CHOICES),
    "template": Parameter("another name of api_template", "choice", choices=CHOICES),
}
PAGING = {
    "limit": Parameter("so many records at most; the header Link then leads to the next ones", "integer"),
    "offset": Parameter("leave out so many first", "integer"),
    "after": Parameter("only records with a greater id", "integer"),
}
INCLUDE = Parameter("true: the records below, in the place of their count", "boolean")
NATURAL_KEY = Parameter("names the record where the path has no id; 404 without it")
AMONG_PROVIDERS = Parameter("whose record, where two course providers have the same guid", "integer")
BAD_INPUT = {
    "boolean": "anything but t, true, 1, yes and their opposites",
    "integer": "anything but a whole number",
    "float": "anything but a number",
    "datetime": "anything but a time as in ISO 8601",
    "email": "anything but an e-mail address",
    "choice": "anything else than these words",
    "pattern": "what PostgreSQL can't compile, more than 512 letters, more than 10 of them, or more than 2 seconds",
}


def bad_input(name: str, parameter: Parameter) -> str:
    """What is wrong enough for the deliberate 500, or what happens otherwise."""
    if name == "format":
        return "another word: 406"
    if name == "callback":
        return "anything but a plain dotted ASCII name: invalid argument"
    wrong = [BAD_INPUT[parameter.kind]] if parameter.kind in BAD_INPUT else []
    wrong += [f"less than {parameter.least:,}"] if parameter.least is not None else []
    wrong += [f"more than {parameter.most:,}"] if parameter.most is not None else []
    wrong += [f"more than {parameter.longest} letters"] if parameter.longest else []
    wrong += ["nothing"] if parameter.required and "404" not in parameter.help else []
    wrong += ["an empty text"] if parameter.filled and not parameter.choices else []
    wrong += ["what is not as described"] if parameter.has_rules else []
    return f"{', '.join(wrong)}: invalid argument" if wrong else "any text is taken as it is"
