"""A server that is killed under load has kept everything it said yes to."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx2
from sqlalchemy import select

from ojala.practice import service
from ojala.storage.database import Database
from ojala.storage.tables import AttemptRow, ExerciseRow, OwnSetRow
from tests.service.conftest import Served, serve

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


async def cards_follow_from_the_log(database: Database) -> bool:
    """Whether no card was stored without its reviews, nor a review without its card."""
    async with database.transaction(read_only=True) as tx:
        learners = await service.learners(tx)
        replays = [await service.replay_cards(tx, learner=learner) for learner in learners]
    assert replays
    return all(replay.differing == 0 for replay in replays)


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
    assert await cards_follow_from_the_log(database)

    again = await asyncio.to_thread(serve, tmp_path, database_url)
    try:
        async with httpx2.AsyncClient(base_url=again.url, timeout=60) as client:
            assert (await client.get("/health/ready")).json()["database"] == "ok"
            assert (await client.post("/api/v1/sessions")).status_code == 201
    finally:
        again.kill()
