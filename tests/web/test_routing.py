from fastapi import APIRouter, FastAPI
from httpx2 import ASGITransport, AsyncClient

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
