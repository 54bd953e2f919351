"""No request holds the event loop up: the others would wait for it."""

import asyncio
import time
from asyncio.events import Handle
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage import migrate
from ojala.storage.database import Database

MOST = 0.25
"""Seconds of the processor that one step on the loop may take; what takes longer is a thread's."""


class Steps:
    """How long each step on the loop worked, by the thread's own clock, not the wall's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slow: list[tuple[float, str]] = []
        run = Handle._run  # noqa: SLF001 - what asyncio's debug mode measures, in wall time

        def timed(handle: Handle) -> None:
            started = time.thread_time()
            run(handle)
            spent = time.thread_time() - started
            if spent > MOST:
                self.slow.append((round(spent, 3), repr(handle)))

        monkeypatch.setattr(Handle, "_run", timed)


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """A program that talks to a service which has answered before."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()
    app = create_app(Settings(database_url=url, rate_limit="1000/minute"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        await go_round(client)
        client.headers.pop("Authorization", None)
        yield client


async def go_round(client: AsyncClient) -> None:
    """One of each kind of request that thinks."""
    client.cookies.clear()
    session = (await client.post("/api/v1/sessions")).json()
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {session['token']}"
    for _ in range(3):
        issued = (await client.post(f"/api/v1/sessions/{session['id']}/exercises")).json()
        given = await client.post(
            f"/api/v1/exercises/{issued['id']}/answer", json={"text": "tenga"}
        )
        assert given.status_code == 200
    text = "Quiero que vienes pronto y dudo que sabes nadar. " * 30
    assert (await client.post("/api/v1/check", json={"text": text})).status_code == 200
    made = (await client.post("/api/v1/sets", json={"title": "Uno"})).json()
    rows = "text\n" + "".join(f"Quiero que Ana [tenga] suerte {n} veces.\n" for n in range(300))
    report = await client.post(
        f"/api/v1/sets/{made['id']}/imports", files={"file": ("a.csv", rows.encode())}
    )
    assert report.json()["taken"] == 300
    for page in ("/", "/verbs/tener", "/triggers/querer-que", "/path", "/sets"):
        assert (await client.get(page)).status_code == 200


async def test_no_request_holds_the_loop_up(
    client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.get_running_loop().set_debug(enabled=True)
    steps = Steps(monkeypatch)
    await go_round(client)

    assert steps.slow == []


async def test_a_step_that_works_too_long_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Steps(monkeypatch)

    async def work() -> None:
        end = time.thread_time() + 2 * MOST
        while time.thread_time() < end:
            pass

    await asyncio.create_task(work())
    assert len(steps.slow) == 1
