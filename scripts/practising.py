"""Learners who practise without a pause, and an account of what they met."""

import asyncio
import contextlib
import sys
import time
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from uuid import UUID

import httpx2
from sqlalchemy import select

from ojala.storage.database import Database
from ojala.storage.tables import AttemptRow

PATIENCE = 120.0
_CLEAR = {"/problems/unavailable", "/problems/too-many"}


@dataclass
class Seen:
    """What the learners met within one trial."""

    accepted: set[UUID] = field(default_factory=set)
    answered: list[float] = field(default_factory=list)
    """The moments at which answers were accepted."""
    refused: Counter[str] = field(default_factory=Counter)
    """Errors that said clearly what was the matter."""
    unclear: Counter[str] = field(default_factory=Counter)


async def practise(address: str, seen: Seen, stop: asyncio.Event) -> None:
    """Practise until told to stop; whatever happens, ask again."""
    async with httpx2.AsyncClient(base_url=address, timeout=30) as client:
        token = ""
        while not stop.is_set():
            try:
                token = await _session(client, token, seen, stop)
            except httpx2.TransportError:
                seen.refused["cut"] += 1
                await asyncio.sleep(0.2)


async def _session(client: httpx2.AsyncClient, token: str, seen: Seen, stop: asyncio.Event) -> str:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    started = await client.post("/api/v1/sessions", headers=headers)
    if not await _well(started, seen):
        return token
    known: str = started.json().get("token") or token
    headers = {"Authorization": f"Bearer {known}"}
    while not stop.is_set():
        at = f"/api/v1/sessions/{started.json()['id']}/exercises"
        issued = await client.post(at, headers=headers)
        if not await _well(issued, seen, also={409}):
            continue
        if issued.status_code == 409:  # noqa: PLR2004 - nothing remains
            return known
        answer = f"/api/v1/exercises/{issued.json()['id']}/answer"
        told = await client.post(answer, json={"reveal": True}, headers=headers)
        if await _well(told, seen):
            seen.accepted.add(UUID(issued.json()["id"]))
            seen.answered.append(time.monotonic())
        await asyncio.sleep(0.05)
    return known


async def _well(response: httpx2.Response, seen: Seen, also: Container[int] = ()) -> bool:
    if response.is_success or response.status_code in also:
        return True
    try:
        kind = str(response.json()["type"])
    except ValueError:
        kind = f"status {response.status_code}"
    (seen.refused if kind in _CLEAR else seen.unclear)[kind] += 1
    await asyncio.sleep(0.2)
    return False


async def stored(url: str) -> set[UUID]:
    """The exercises that have an attempt in the database."""
    database = Database(url)
    async with database.transaction(read_only=True) as tx:
        found = set(await tx.scalars(select(AttemptRow.exercise_id)))
    await database.close()
    return found


async def wait_until_ready(address: str) -> None:
    """Wait until the service can work."""
    async with httpx2.AsyncClient(base_url=address, timeout=10) as client:
        for _ in range(int(PATIENCE * 4)):
            with contextlib.suppress(httpx2.TransportError):
                if (await client.get("/health/ready")).is_success:
                    return
            await asyncio.sleep(0.25)
    sys.exit("the service did not start")
