"""Every route of the router, as requests that can be sent. A route that this can't spell is an error."""

from collections.abc import Iterator
from dataclasses import dataclass

from bright.rest.routers import ANY_FORMAT, ID, KNOWN_FORMAT, PATH
from config.urls import router


@dataclass(frozen=True)
class Asked:
    resource: str
    action: str
    method: str
    path: str  # with `{id}` where an item is meant, `{suffix}` where a format may stand
    route: str  # the router's own regular expression

    @property
    def takes_any_suffix(self) -> bool:
        return self.route.endswith(ANY_FORMAT)


def all_routes() -> Iterator[Asked]:
    for name, viewset in router.viewsets.items():
        for route in router.get_routes(viewset):
            for method, action in route.mapping.items():
                for path in spelled(route.url):
                    yield Asked(name, action, method.upper(), name + path, route.url)


def spelled(pattern: str) -> list[str]:
    """The paths that a route's pattern stands for: both spellings where a letter is optional."""
    path = pattern.replace(ANY_FORMAT, "{suffix}").replace(KNOWN_FORMAT, "{suffix}")
    path = path.replace(ID, "{id}").replace(PATH, "{id}")
    paths = [path.replace("g?", "g"), path.replace("g?", "")] if "g?" in path else [path]
    assert not any(letter in path for path in paths for letter in "()[]?*+\\"), f"a route that can't be spelled: {path}"
    return paths
