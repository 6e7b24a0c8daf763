"""The access table of bright-v2.md 3, as data: which kind of caller an action admits, and how to ask it.

A caller that is known but not admitted gets 401. What isn't offered (`api_key` update) is 405 for whoever is known.
"""

from dataclasses import dataclass, field

KINDS = ("pair", "realm_key", "app", "provider_key", "user_key", "anonymous")


@dataclass(frozen=True)
class Line:
    """`admits`: the kinds that may; `status`: what they get. Names in braces are records of the test."""

    admits: tuple[str, ...]
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
        "index": Line(ADMINISTRATOR),
        "show": Line(ADMINISTRATOR, id="{api_key}"),
        "destroy": Line(ADMINISTRATOR, id="{api_key}"),
        "update": UNOFFERED,
    },
    "course": {
        "index": Line(KINDS),
        "show": Line(KNOWN, id="{course}"),
        "autocomplete": Line(KNOWN, parameters={"q": "Yoga"}),
        # A create without a package: the deliberate 500 is past the access check.
        "create": Line(ADMINISTRATOR, 500),
        "update": Line(ADMINISTRATOR, parameters={"title": "New"}, id="{course}"),
        "destroy": Line(ADMINISTRATOR, id="{course}"),
        "progress": Line(ADMINISTRATOR, id="{upload}"),
    },
    "course_provider": {
        "index": Line(REALM),
        "show": Line(ADMINISTRATOR, id="{provider}"),
        "create": UNOFFERED,
        "update": UNOFFERED,
        "destroy": UNOFFERED,
    },
    "launch_history": {
        "index": Line(KNOWN),
        "show": Line(KNOWN, id="{launch}"),
        "create": UNOFFERED,
        "update": UNOFFERED,
        "destroy": UNOFFERED,
    },
    "realm_user": {
        "index": Line((*REALM, "user_key")),
        "show": Line((*REALM, "user_key"), id="{email}"),
        "create": Line(REALM, 201, {"email": "new@example.com"}),
        "update": Line(REALM, parameters={"custom": "x"}, id="{email}"),
        "destroy": Line(REALM, id="{email}"),
    },
    "registration": {
        "index": Line(KNOWN),
        "show": Line(KNOWN, id="{registration}"),
        "launch_url": Line(KNOWN, id="{registration}"),
        "create": Line(KNOWN, 201, {"course_guid": "{course}", "learner_id": "{email}"}),
        "update": Line(ADMINISTRATOR, parameters={"custom": "x"}, id="{registration}"),
        "destroy": Line(ADMINISTRATOR, id="{registration}"),
    },
    "template": {
        "index": Line((*REALM, "user_key")),
        "show": Line((*REALM, "user_key"), id="{template}"),
        "create": Line(REALM, 201, {"name": "another", "body": "{{{{title}}}}"}),
        "update": Line(REALM, parameters={"body": "x"}, id="{template}"),
        "destroy": Line(REALM, id="{template}"),
    },
}
# The parameter that names the record of a gupdate without :id.
NATURAL_KEYS = {
    "course": "course_guid",
    "realm_user": "email",
    "registration": "registration_guid",
    "template": "name",
}
