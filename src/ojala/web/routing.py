"""How the features' routes come into the application: as they are, each made once."""

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI

API = "/api/v1"
"""Where the addresses of the API begin."""


def install(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Add the routes of some routers to the application, held against an address in this order.

    FastAPI's `include_router` makes every route a second time, when the first request comes by;
    ours need none of what it adds, for their routers name their whole prefix.
    """
    for router in routers:
        app.router.routes.extend(router.routes)
