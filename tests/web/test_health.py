from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage import migrate
from ojala.storage.database import Database


@pytest.fixture
async def client(empty_database_url: str) -> AsyncIterator[AsyncClient]:
    app = create_app(Settings(database_url=empty_database_url))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        yield client


async def test_a_database_that_waits_for_its_migration_gets_no_requests(
    client: AsyncClient, empty_database_url: str
) -> None:
    before = await client.get("/health/ready")
    database = Database(empty_database_url)
    await migrate.upgrade(database)
    await database.close()
    after = await client.get("/health/ready")

    assert before.status_code == 503
    assert before.json()["migrations"] == "behind"
    assert after.status_code == 200
    assert after.json()["migrations"] == "ok"


async def test_being_alive_asks_nobody(client: AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "ok"}


async def test_a_database_that_is_away_is_said_to_be_down() -> None:
    app = create_app(Settings(database_url="postgresql+asyncpg://ojala@127.0.0.1:9/ojala"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        told = await client.get("/health")

    assert told.status_code == 503
    assert told.json()["database"] == "down"


def test_a_newer_schema_serves_an_older_version() -> None:
    assert not migrate.is_behind("a revision of tomorrow")
    assert not migrate.is_behind(migrate.head())
    assert migrate.is_behind(None)
    assert migrate.is_behind("0001")
