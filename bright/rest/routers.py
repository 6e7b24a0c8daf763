"""The only place that knows URL shapes (docs/contract/urls-and-verbs.md, "Verbs and paths"): a DRF router.

Every path is served with and without a trailing slash, never by a redirect. On item paths only a known format is a
suffix, since guids hold dots; on collection paths anything after the dot is one, and an unknown one is a 406.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.routers import DynamicRoute, Route, SimpleRouter

from bright.errors import NotFound
from bright.forms.pages import PAGES
from bright.http import cors
from bright.rest.exceptions import error_response
from bright.rest.negotiation import jsonp_callback

ANY_FORMAT = r"(?:\.(?P<format>[^/]+))?"
KNOWN_FORMAT = r"(?:\.(?P<format>json|xml|csv))?"
ID = r"(?P<id>[^/]+?)"
PATH = r"(?P<id>.+?)"  # an id that may hold slashes
# Words that are actions are refused as natural keys.
ACTION_WORDS = frozenset(
    ("new", "create", "gcreate", "gupdate", "edit", "run", "initialize", "autocomplete", "add_learners")
)


def route(url: str, mapping: dict[str, str], name: str, detail: bool = False) -> Route:
    """`url`: below the resource's name, a regular expression. `mapping`: method → action."""
    return Route(url, mapping, name, detail, {})


class BrightRouter(SimpleRouter):
    """`register(prefix, viewset)` as in DRF; `urls` for `include`."""

    routes = [
        route(ANY_FORMAT, {"get": "list", "post": "create"}, "{basename}-list"),
        route(f"/g?create{ANY_FORMAT}", {"get": "create", "post": "create"}, "{basename}-create"),
        route(f"/gupdate{ANY_FORMAT}", {"get": "update", "post": "update"}, "{basename}-update-by-key"),
        route(f"/gupdate/{ID}{KNOWN_FORMAT}", {"get": "update", "post": "update"}, "{basename}-update", True),
        route("/new", {"get": "new", "post": "new"}, "{basename}-new"),
        route(f"/{ID}/edit", {"get": "edit", "post": "edit"}, "{basename}-edit", True),
        DynamicRoute(f"/{{url_path}}{ANY_FORMAT}", "{basename}-{url_name}", False, {}),
        DynamicRoute(f"/{ID}/{{url_path}}{ANY_FORMAT}", "{basename}-{url_name}", True, {}),
        route(
            f"/{ID}{KNOWN_FORMAT}",
            {"get": "retrieve", "put": "update", "patch": "update", "delete": "destroy"},
            "{basename}-detail",
            True,
        ),
    ]

    def __init__(self) -> None:
        super().__init__(trailing_slash=False)
        self.aliases: dict[str, str] = {}  # another prefix → that of a resource
        self.shortcuts: dict[str, tuple[Any, str]] = {}  # prefix → viewset, action

    @property
    def viewsets(self) -> dict[str, Any]:
        return {prefix: viewset for prefix, viewset, _ in self.registry}

    def get_default_basename(self, viewset: Any) -> str:
        return viewset.document.model._meta.model_name

    def alias(self, word: str, prefix: str) -> None:
        """Serve the resource under another prefix, too."""
        self.aliases[word] = prefix

    def shorten(self, word: str, prefix: str, action: str) -> None:
        """`/word` as a short path of an action on the list of the resource `prefix`."""
        self.shortcuts[word] = (self.viewsets[prefix], action)

    def get_urls(self) -> list[Any]:
        """A resource's patterns are under its prefix, so that the number of resources doesn't slow any of them."""
        urls = [path(prefix, include(self.patterns_of(viewset))) for prefix, viewset, _ in self.registry]
        for word, prefix in self.aliases.items():
            urls.append(path(word, include(self.patterns_of(self.viewsets[prefix]))))
        for word, (viewset, action) in self.shortcuts.items():
            view = viewset.as_view(dict(getattr(viewset, action).mapping))
            urls.append(re_path(rf"^{word}{ANY_FORMAT}/?$", view, name=word))
        return [*urls, re_path("", path_not_found)]

    def patterns_of(self, viewset: Any) -> list[Any]:
        basename = self.get_default_basename(viewset)
        patterns = []
        for each in self.get_routes(viewset):
            view = viewset.as_view(self.get_method_map(viewset, each.mapping), basename=basename, detail=each.detail)
            patterns.append(re_path(f"^{each.url}/?$", view, name=each.name.format(basename=basename)))
        return patterns

    def get_routes(self, viewset: Any) -> list[Route]:
        return list(viewset.routes) or super().get_routes(viewset)

    def get_method_map(self, viewset: Any, method_map: Mapping[str, str]) -> dict[str, str]:
        """An action that the viewset does not offer is the view's 405, after 401 and 406."""
        return {
            method: action if PAGES.get(action, action) in viewset.required_scopes else "http_method_not_allowed"
            for method, action in method_map.items()
        }


@csrf_exempt
def path_not_found(request: HttpRequest) -> HttpResponse:
    """No such path; scripts of other origins and JSONP can tell this error, too."""
    if request.method == "OPTIONS":
        return cors.preflight_response()
    response = error_response(NotFound("no such path"), request, jsonp_callback(request, None))
    cors.allow_origin("", None, response)
    return response
