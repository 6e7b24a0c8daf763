"""The only place that knows URL shapes (bright-v2.md 1).

Every path is served with and without a trailing slash, never by a redirect. On item paths only a known format is a
suffix, since guids hold dots; on collection paths anything after the dot is one, and an unknown one is a 406.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from bright.errors import NotFound
from bright.http import cors
from bright.rest.exceptions import answer
from bright.rest.negotiation import early_callback
from bright.rest.viewsets import NO_ACCESS, Resource

ANY_FORMAT = r"(?:\.(?P<format>[^/]+))?"
KNOWN_FORMAT = r"(?:\.(?P<format>json|xml|csv))?"
ID = r"(?P<id>[^/]+?)"
PATH = r"(?P<id>.+?)"  # an id that may hold slashes
# Words that are actions are refused as natural keys.
ACTION_WORDS = frozenset(
    ("new", "create", "gcreate", "gupdate", "edit", "run", "initialize", "autocomplete", "add_learners")
)


Table = list[tuple[re.Pattern[str], Callable[..., Any]]]


class Route(NamedTuple):
    path: str  # below the resource's name; a regular expression
    actions: dict[str, Any]  # verb → action


COLLECTION = Route(ANY_FORMAT, {"get": "index", "post": "create"})
BEFORE_ITEMS = (
    Route(f"/g?create{ANY_FORMAT}", {"get": "create", "post": "create"}),
    Route(f"/gupdate{ANY_FORMAT}", {"get": "update", "post": "update"}),
    Route(f"/gupdate/{ID}{KNOWN_FORMAT}", {"get": "update", "post": "update"}),
    Route("/new", {"get": "new", "post": "new"}),
    Route(f"/{ID}/edit", {"get": "edit", "post": "edit"}),
)
ITEM = Route(f"/{ID}{KNOWN_FORMAT}", {"get": "show", "put": "update", "patch": "update", "delete": "destroy"})


class BrightRouter:
    """`register` a resource under its name; `dispatch` answers every path below the API's.

    A path is looked up by its first segment, so that the number of resources doesn't slow any of them.
    """

    def __init__(self) -> None:
        self.resources: dict[str, type[Resource]] = {}
        self.routes: dict[str, Table] = {}
        self.shortcuts: dict[str, tuple[type[Resource], str]] = {}

    def register(self, name: str, resource: type[Resource], *aliases: str) -> None:
        self.resources[name] = resource
        # DRF writes `head` into the actions that it is given, with the first GET: so it gets a copy.
        table: Table = [
            (re.compile(f"{route.path}/?"), resource.as_view(dict(route.actions))) for route in routes_of(resource)
        ]
        for word in (name, *aliases):
            self.routes[word] = table

    def shorten(self, word: str, name: str, action: str) -> None:
        """`/word` as a short path of an action on the list of the resource `name`."""
        resource = self.resources[name]
        self.shortcuts[word] = (resource, action)
        mapping = dict(getattr(resource, action).mapping)
        self.routes[word] = [(re.compile(f"{ANY_FORMAT}/?"), resource.as_view(mapping))]

    def dispatch(self, request: HttpRequest, path: str) -> Any:
        name = re.split(r"[./]", path, maxsplit=1)[0]
        rest = path[len(name) :]
        for pattern, view in self.routes.get(name, ()):
            found = pattern.fullmatch(rest)
            if found:
                given = {key: value for key, value in found.groupdict().items() if value is not None}
                return view(request, **given)
        return nowhere(request)


def nowhere(request: HttpRequest) -> HttpResponse:
    """No such path; scripts of other origins and JSONP can tell this error, too."""
    if request.method == "OPTIONS":
        return cors.preflight()
    response = answer(NotFound("no such path"), request, early_callback(request))
    cors.allow("", NO_ACCESS, response)
    return response


def routes_of(resource: type[Resource]) -> list[Route]:
    """A resource's own table, or the usual one: collection, words, own actions (`@action`, as in DRF), then items."""
    if resource.routes:
        return list(resource.routes)
    actions: Any = resource.get_extra_actions()
    own = [(action, action.url_path or action.__name__) for action in actions]
    on_list = [Route(f"/{path}{ANY_FORMAT}", dict(action.mapping)) for action, path in own if not action.detail]
    on_item = [Route(f"/{ID}/{path}{ANY_FORMAT}", dict(action.mapping)) for action, path in own if action.detail]
    return [COLLECTION, *BEFORE_ITEMS, *on_list, *on_item, ITEM]
