import asyncio
from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import func, select, update

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage.database import Database
from ojala.storage.tables import OwnSetRow, ReplyRow


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[AsyncClient]:
    """A guest's program."""
    app = create_app(Settings(database_url=database_url, rate_limit="1000/minute"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        session = (await client.post("/api/v1/sessions")).json()
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {session['token']}"
        yield client


async def make(client: AsyncClient, key: str, title: str = "Uno") -> Response:
    headers = {"Idempotency-Key": key}
    return await client.post("/api/v1/sets", json={"title": title}, headers=headers)


async def sets(database: Database) -> int:
    async with database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(OwnSetRow)) or 0


def problem(response: Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].removeprefix("/problems/")


async def test_a_write_sent_again_under_its_key_is_done_once(
    client: AsyncClient, database: Database
) -> None:
    first, second = await make(client, "a"), await make(client, "a")

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await sets(database) == 1
    await make(client, "b")
    assert await sets(database) == 2


async def test_many_at_once_do_it_once(client: AsyncClient, database: Database) -> None:
    answers = await asyncio.gather(*(make(client, "a") for _ in range(8)))

    assert await sets(database) == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert (await make(client, "a")).status_code == 201


async def test_a_key_stands_for_one_request(client: AsyncClient, database: Database) -> None:
    await make(client, "a")

    assert problem(await make(client, "a", "Dos")) == (422, "idempotency-key")
    assert await sets(database) == 1


async def test_a_key_is_its_owners_alone(client: AsyncClient, database: Database) -> None:
    await make(client, "a")
    session = (await client.post("/api/v1/sessions", headers={"Authorization": ""})).json()
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {session['token']}"
    await make(client, "a")

    assert await sets(database) == 2


async def test_a_write_that_ended_without_an_answer_is_not_done_again(
    client: AsyncClient, database: Database
) -> None:
    await make(client, "a")
    async with database.transaction() as tx:
        await tx.execute(update(ReplyRow).values(status=None))

    assert problem(await make(client, "a")) == (409, "idempotency-open")
    assert await sets(database) == 1


async def test_a_refusal_is_an_answer_too(client: AsyncClient) -> None:
    first, second = await make(client, "a", ""), await make(client, "a", "")

    assert first.status_code == second.status_code == 422
    assert second.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x7fb"])
async def test_what_is_no_key_is_refused(client: AsyncClient, key: str) -> None:
    assert problem(await make(client, key)) == (422, "idempotency-key")


async def test_reading_needs_no_key(client: AsyncClient) -> None:
    assert (await client.get("/api/v1/sets", headers={"Idempotency-Key": ""})).status_code == 200
