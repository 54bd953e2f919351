"""A server that is killed under load has kept everything it said yes to."""

import asyncio
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx2
from sqlalchemy import select

from ojala.storage.database import Database
from ojala.storage.tables import AttemptRow, ExerciseRow, OwnSetRow
from tests.service.conftest import COMMAND, Served, serve

CLIENTS = 8
ENOUGH = 80
"""After so many answers were said to be kept, the server is killed while it takes more."""
WORDS = ("tenga", "zapato", "viniera")


@dataclass
class Promises:
    """What the server said yes to."""

    exercises: set[UUID] = field(default_factory=set)
    answers: dict[UUID, str] = field(default_factory=dict)
    sets: set[UUID] = field(default_factory=set)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def answered(self, exercise_id: UUID, text: str) -> None:
        self.answers[exercise_id] = text
        if len(self.answers) >= ENOUGH:
            self.enough.set()


async def practise(url: str, promises: Promises) -> None:
    """Practise and write until the server is gone."""
    async with httpx2.AsyncClient(base_url=f"{url}/api/v1", timeout=60) as client:
        try:
            while True:
                await one_session(client, promises)
        except httpx2.TransportError:
            return


async def one_session(client: httpx2.AsyncClient, promises: Promises) -> None:
    started = await client.post("/sessions")
    assert started.status_code == 201, started.text
    session = started.json()
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {session['token']}"
    made = await client.post("/sets", json={"title": "Uno"})
    assert made.status_code == 201, made.text
    promises.sets.add(UUID(made.json()["id"]))
    for number in range(6):
        issued = await client.post(f"/sessions/{session['id']}/exercises")
        assert issued.status_code == 201, issued.text
        exercise_id = UUID(issued.json()["id"])
        promises.exercises.add(exercise_id)
        text = WORDS[number % len(WORDS)]
        given = await client.post(f"/exercises/{exercise_id}/answer", json={"text": text})
        assert given.status_code == 200, given.text
        promises.answered(exercise_id, text)
    del client.headers["Authorization"]


async def kept(database: Database) -> Promises:
    """What is in the database."""
    async with database.transaction(read_only=True) as tx:
        attempts = await tx.execute(select(AttemptRow.exercise_id, AttemptRow.response))
        return Promises(
            exercises=set(await tx.scalars(select(ExerciseRow.id))),
            answers={exercise_id: response for exercise_id, response in attempts},  # noqa: C416
            sets=set(await tx.scalars(select(OwnSetRow.id))),
        )


async def replayed(database_url: str) -> dict[str, int]:
    """What `ojala replay` finds: how many cards, and how many that do not follow from the log."""
    environment = {**os.environ, "OJALA_DATABASE_URL": database_url}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "replay", "--json", env=environment, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    found: dict[str, int] = json.loads(told)
    return found


async def test_a_killed_server_loses_nothing_that_it_said_yes_to(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    served: Served = await asyncio.to_thread(serve, tmp_path, database_url)
    promises = Promises()
    clients = [asyncio.create_task(practise(served.url, promises)) for _ in range(CLIENTS)]
    try:
        async with asyncio.timeout(200):
            await promises.enough.wait()
    finally:
        served.kill()
    await asyncio.gather(*clients)

    found = await kept(database)
    assert len(promises.answers) >= ENOUGH
    assert promises.exercises <= found.exercises
    assert promises.answers.items() <= found.answers.items()
    assert promises.sets <= found.sets
    replay = await replayed(database_url)
    assert replay["cards"] > 0
    assert replay["differing"] == 0

    again = await asyncio.to_thread(serve, tmp_path, database_url)
    try:
        async with httpx2.AsyncClient(base_url=again.url, timeout=60) as client:
            assert (await client.get("/health/ready")).json()["database"] == "ok"
            assert (await client.post("/api/v1/sessions")).status_code == 201
    finally:
        again.kill()
