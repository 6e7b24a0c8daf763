"""A DRF router that makes all URLs of the API (docs/contract/urls-and-verbs.md, "Verbs and paths").

Every path works with and without a trailing slash, without a redirect. On the path of one record only a known format is
a suffix, because guids contain dots; on other paths anything after the dot is a suffix, and an unknown one gives 406.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.routers import DynamicRoute, Route, SimpleRouter

from bright.errors import NotFound
from bright.http import cors
from bright.rest.exceptions import error_response
from bright.rest.negotiation import jsonp_callback

ANY_FORMAT = r"(?:\.(?P<format>[^/]+))?"
KNOWN_FORMAT = r"(?:\.(?P<format>json|xml|csv))?"
ID = r"(?P<id>[^/]+?)"
PATH = r"(?P<id>.+?)"  # an id that may contain slashes
# Refused as natural keys, since they are actions.
ACTION_WORDS = frozenset(
    ("new", "create", "gcreate", "gupdate", "edit", "run", "initialize", "autocomplete", "add_learners")
)


def route(url: str, mapping: dict[str, str], name: str, detail: bool = False) -> Route:
    """A route. `url`: a regular expression, below the resource's prefix. `mapping`: method → action."""
    return Route(url, mapping, name, detail, {})


class BrightRouter(SimpleRouter):
    """Used as DRF's: `register(prefix, viewset)`, and `urls` for `include`."""

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
        self.aliases: dict[str, str] = {}  # alias → prefix of the resource
        self.shortcuts: dict[str, tuple[Any, str]] = {}  # prefix → viewset, action

    @property
    def viewsets(self) -> dict[str, Any]:
        """The registered viewset of each prefix."""
        return {prefix: viewset for prefix, viewset, _ in self.registry}

    def get_default_basename(self, viewset: Any) -> str:
        return viewset.document.model._meta.model_name

    def alias(self, word: str, prefix: str) -> None:
        """Serve the resource `prefix` as `word`, too."""
        self.aliases[word] = prefix

    def shorten(self, word: str, prefix: str, action: str) -> None:
        """Serve an action of the resource `prefix` at `/word`, too."""
        self.shortcuts[word] = (self.viewsets[prefix], action)

    def get_urls(self) -> list[Any]:
        """Each resource's patterns are under its prefix, so that a request is compared with one resource's only."""
        urls = [path(prefix, include(self.patterns_of(viewset))) for prefix, viewset, _ in self.registry]
        for word, prefix in self.aliases.items():
            urls.append(path(word, include(self.patterns_of(self.viewsets[prefix], named=False))))
        for word, (viewset, action) in self.shortcuts.items():
            view = viewset.as_view(dict(getattr(viewset, action).mapping))
            urls.append(re_path(rf"^{word}{ANY_FORMAT}/?$", view, name=word))
        return [*urls, re_path("", path_not_found)]

    def patterns_of(self, viewset: Any, named: bool = True) -> list[Any]:
        """The URL patterns of a viewset, below its prefix. An alias has no names: `reverse` gives the proper prefix."""
        basename = self.get_default_basename(viewset)
        patterns = []
        for each in self.get_routes(viewset):
            view = viewset.as_view(self.get_method_map(viewset, each.mapping), basename=basename, detail=each.detail)
            name = each.name.format(basename=basename) if named else None
            patterns.append(re_path(f"^{each.url}/?$", view, name=name))
        return patterns

    def get_routes(self, viewset: Any) -> list[Route]:
        """The viewset's own `routes`, else the router's and those of its `@action`s."""
        return list(viewset.routes) or super().get_routes(viewset)


@csrf_exempt
def path_not_found(request: HttpRequest) -> HttpResponse:
    """The 404 of every other path, readable by pages of other origins and through JSONP."""
    if request.method == "OPTIONS":
        return cors.preflight_response()
    response = error_response(NotFound("no such path"), request, jsonp_callback(request, None))
    cors.allow_origin("", None, response)
    return response
