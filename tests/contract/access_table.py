"""The access table of docs/contract/access.md, "Who may do what", as data: which kinds of caller may call an action,
and how to ask it.

A caller that is known but not admitted gets 401. What isn't offered (`api_key` update) is 405 for whoever is known.
"""

from dataclasses import dataclass, field, replace

KINDS = ("pair", "realm_key", "app", "provider_key", "user_key", "anonymous")


@dataclass(frozen=True)
class Line:
    """`allowed`: the kinds of caller that may call it; `status`: what they get.
    Names in braces are records of the test."""

    allowed: tuple[str, ...]
    status: int = 200
    parameters: dict[str, str] = field(default_factory=dict)
    id: str = ""
    upload: bool = False  # a POST sends a package along; without one there is nothing to make


PAIRS = ("pair", "app")
REALM = ("pair", "realm_key")
ADMINISTRATOR = (*REALM, "app", "provider_key")
KNOWN = (*ADMINISTRATOR, "user_key")
UNOFFERED = Line(KINDS, 405)

TABLE: dict[str, dict[str, Line]] = {
    "api_key": {
        "create": Line(PAIRS, 201, {"user_email": "new@example.com"}),
        "list": Line(ADMINISTRATOR),
        "retrieve": Line(ADMINISTRATOR, id="{api_key}"),
        "destroy": Line(ADMINISTRATOR, id="{api_key}"),
        "update": UNOFFERED,
    },
    "course": {
        "list": Line(KINDS),
        "retrieve": Line(KNOWN, id="{course}"),
        "autocomplete": Line(KNOWN, parameters={"q": "Yoga"}),
        # A create without a package: the deliberate 500 is past the access check.
        "create": Line(ADMINISTRATOR, 500),
        "update": Line(ADMINISTRATOR, parameters={"title": "New"}, id="{course}"),
        "destroy": Line(ADMINISTRATOR, id="{course}"),
        "progress": Line(ADMINISTRATOR, id="{upload}"),
    },
    "course_provider": {
        "list": Line(REALM),
        "retrieve": Line(ADMINISTRATOR, id="{provider}"),
        "create": Line(REALM, 201, {"name": "another"}),
        "update": Line(REALM, parameters={"api_url": "https://x.example"}, id="{provider}"),
        # One with courses stays: the 403 block is past the access check.
        "destroy": Line(REALM, 403, id="{provider}"),
    },
    "customer": {
        "list": UNOFFERED,
        "answer": Line(REALM, id="{customer}"),  # as published; each column: tests/apps/customer/test_publishing.py
    },
    "invitation": {
        "list": Line(REALM),
        "retrieve": Line(REALM, id="{invitation}"),
        "create": Line(REALM, 201, {"name": "another", "course_guids": "{course}"}),
        "update": Line(REALM, parameters={"description": "x"}, id="{invitation}"),
        "destroy": Line(REALM, id="{invitation}"),
        "add_learners": Line(REALM, parameters={"name": "{invitation}", "learners": '["{email}"]'}),
    },
    "launch_history": {
        "list": Line(KNOWN),
        "retrieve": Line(KNOWN, id="{launch}"),
        "create": UNOFFERED,
        "update": UNOFFERED,
        "destroy": UNOFFERED,
    },
    "realm_user": {
        "list": Line((*REALM, "user_key")),
        "retrieve": Line((*REALM, "user_key"), id="{email}"),
        "create": Line(REALM, 201, {"email": "new@example.com"}),
        "update": Line(REALM, parameters={"custom": "x"}, id="{email}"),
        "destroy": Line(REALM, id="{email}"),
    },
    "registration": {
        "list": Line(KNOWN),
        "retrieve": Line(KNOWN, id="{registration}"),
        "launch_url": Line(KNOWN, id="{registration}"),
        "create": Line(KNOWN, 201, {"course_guid": "{course}", "learner_id": "{email}"}),
        "update": Line(ADMINISTRATOR, parameters={"custom": "x"}, id="{registration}"),
        "destroy": Line(ADMINISTRATOR, id="{registration}"),
    },
    "stored_query": {
        "list": Line(REALM),
        "retrieve": Line(REALM, id="{stored_query}"),
        "create": Line(REALM, 201, {"name": "another", "sql": "SELECT 1"}),
        "update": Line(REALM, parameters={"description": "x"}, id="{stored_query}"),
        "destroy": Line(REALM, id="{stored_query}"),
        # The other levels: tests/apps/stored_query/test_levels.py.
        "run": Line(KNOWN, parameters={"name": "learner_transcript", "query_scope": "bright"}),
        "initialize": Line(ADMINISTRATOR),
    },
    "template": {
        "list": Line((*REALM, "user_key")),
        "retrieve": Line((*REALM, "user_key"), id="{template}"),
        "create": Line(REALM, 201, {"name": "another", "body": "{{{{title}}}}"}),
        "update": Line(REALM, parameters={"body": "x"}, id="{template}"),
        "destroy": Line(REALM, id="{template}"),
    },
}
# A form is for those who may call its action; `_open` asks for the form itself, by either verb.
for lines in TABLE.values():
    for page, action in (("new", "create"), ("edit", "update")):
        if action in lines:
            offered = lines[action] is not UNOFFERED
            lines[page] = replace(lines[action], status=200, parameters={"_open": "t"}) if offered else UNOFFERED

# The parameter that names the record of a gupdate without :id.
NATURAL_KEYS = {
    "course": "course_guid",
    "course_provider": "name",
    "invitation": "name",
    "realm_user": "email",
    "registration": "registration_guid",
    "stored_query": "name",
    "template": "name",
}
