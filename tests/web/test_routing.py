from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import APIRouter, FastAPI
from httpx2 import ASGITransport, AsyncClient
from starlette.routing import NoMatchFound

from ojala.app import create_app
from ojala.config import Settings
from ojala.practice import api
from ojala.web import routing


async def test_routes_are_added_in_order_and_as_they_are() -> None:
    first, second = APIRouter(prefix=f"{routing.API}/things"), APIRouter()

    @first.get("/{name}")
    async def named(name: str) -> str:
        return name

    @second.get("/{rest:path}")
    async def others(rest: str) -> str:
        return f"other {rest}"

    app = FastAPI()
    routing.install(app, (first, second))

    async with AsyncClient(transport=ASGITransport(app), base_url="http://here") as client:
        assert (await client.get("/api/v1/things/one")).json() == "one"
        assert (await client.get("/api/v1/else")).json() == "other api/v1/else"
    assert [route for route in app.routes if route in first.routes] == first.routes


def test_the_application_makes_no_route_a_second_time() -> None:
    routes = create_app(Settings()).routes

    assert api.router.routes
    assert all(any(route is one for one in routes) for route in api.router.routes)


def test_routes_for_later_take_their_place_once_however_many_ask() -> None:
    app, loads, later = FastAPI(), [], APIRouter()

    @later.get("/later")
    async def answer() -> str:
        return "late"

    def load() -> tuple[APIRouter]:
        loads.append(1)
        return (later,)

    rest = routing.install_later(app, load)
    app.mount("/last", FastAPI())
    assert not loads
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda _: rest.load(), range(8)))

    assert len(loads) == 1
    place = app.routes.index(rest)
    assert app.routes[place + 1 : place + 2] == later.routes
    assert len(app.routes) == place + 3
    with pytest.raises(NoMatchFound):
        app.url_path_for("nowhere")
