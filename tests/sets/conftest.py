"""A guest with a set, through the API."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient, Response

from ojala.app import create_app
from ojala.config import Settings


@dataclass(frozen=True)
class Author:
    """Somebody who writes sentences."""

    client: AsyncClient
    set: str

    async def write(self, text: str, **more: object) -> Response:
        return await self.client.post(f"{self.set}/exercises", json={"text": text, **more})

    async def send(self, name: str, content: bytes, *, only_good: bool = False) -> Response:
        return await self.client.post(
            f"{self.set}/imports",
            files={"file": (name, content)},
            data={"only_good": str(only_good).lower()},
        )

    async def sentences(self) -> list[str]:
        answer = await self.client.get(f"{self.set}/exercises", params={"limit": 100})
        return [one["text"] for one in answer.json()["exercises"]]

    async def practised(self, session: dict[str, Any]) -> Response:
        return await self.client.post(f"/api/v1/sessions/{session['id']}/exercises")


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[AsyncClient]:
    """A guest's program."""
    app = create_app(Settings(database_url=database_url, rate_limit="1000/minute"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        await become_guest(client)
        yield client


async def become_guest(client: AsyncClient) -> None:
    """Be known as somebody new."""
    client.cookies.clear()
    client.headers.pop("Authorization", None)
    session = (await client.post("/api/v1/sessions")).json()
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {session['token']}"


@pytest.fixture
async def author(client: AsyncClient) -> Author:
    """A guest who has begun a set."""
    made = await client.post("/api/v1/sets", json={"title": "Para el lunes"})
    return Author(client, made.headers["location"])
