"""Who looks at pages in tests: a browser without scripts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx2 import ASGITransport, AsyncClient

from ojala.app import Clock, create_app, system_clock
from ojala.config import Settings


@asynccontextmanager
async def visiting(database_url: str, clock: Clock = system_clock) -> AsyncIterator[AsyncClient]:
    """Somebody with a browser, at an app of their own on this database."""
    app = create_app(Settings(database_url=database_url, rate_limit="1000/minute"), clock=clock)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(
            transport=ASGITransport(app=app),
            base_url="http://here",
            headers={"Accept": "text/html", "Accept-Language": "en"},
            follow_redirects=True,
        ) as visitor,
    ):
        yield visitor
