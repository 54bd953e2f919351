"""How the features' routes come into the application: each made once, some of them later."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import NoReturn

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Scope
from typing_extensions import override

API = "/api/v1"
"""Where the addresses of the API begin."""

Routers = Iterable[APIRouter]


def install(app: FastAPI, routers: Routers) -> None:
    """Add the routes of some routers to the application, held against an address in this order.

    FastAPI's `include_router` makes every route a second time, when the first request comes by;
    ours need none of what it adds, for their routers name their whole prefix.
    """
    app.router.routes.extend(_routes(routers))


def install_later(app: FastAPI, load: Callable[[], Routers]) -> "Later":
    """Add routes that are loaded when told to, or when one is asked for that is not before them."""
    later = Later(app.router.routes, load)
    app.router.routes.append(later)
    return later


class Later(BaseRoute):
    """Keeps the place of routes that are still to be loaded; it answers nothing itself.

    A request goes along the routes until one matches. Whichever comes as far as here has them
    loaded, and goes on along them: nobody can tell when that was, but by the time it took.
    """

    def __init__(self, routes: list[BaseRoute], load: Callable[[], Routers]) -> None:
        self._routes = routes
        self._load = load
        self._loading = Lock()
        self._loaded = False

    def load(self) -> None:
        """Put the routes in their place, unless they are there."""
        with self._loading:
            if not self._loaded:
                place = self._routes.index(self) + 1
                self._routes[place:place] = _routes(self._load())
                self._loaded = True

    @override
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        self.load()
        return Match.NONE, {}

    @override
    def url_path_for(self, name: str, /, **path_params: object) -> NoReturn:
        self.load()
        raise NoMatchFound(name, path_params)


def _routes(routers: Routers) -> list[BaseRoute]:
    return [route for router in routers for route in router.routes]
